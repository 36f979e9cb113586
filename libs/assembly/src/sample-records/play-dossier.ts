import { dayDiff } from '@khien/compliance';
import {
  appraiserOf,
  approverOf,
  askedAt,
  canonicalJson,
  type DossierContext,
  type DossierLaw,
  decide,
  filledSections,
  foldActs,
  newDossier,
  operatorOf,
  type SectionSpec,
  snapshotOf,
  tableAnswer,
} from '@khien/dossier';
import {
  type Actor,
  type Agency,
  actIdOf,
  type Dossier,
  type DossierAct,
  type DossierEvent,
  type DossierSection,
  type Evidence,
  MonitorError,
  type System,
} from '@khien/model';
import { levelOfCard } from '@khien/office';
import { dayFrom, type SampleDossier } from './sample-files';

/** What a played dossier leaves in the store. */
export interface PlayedDossier {
  dossier: Dossier;
  acts: DossierAct[];
  sections: DossierSection[];
  /** What was held at submission, opinion and approval: the text that was hashed. */
  snapshots: Array<{ _id: string; dossierId: string; systemId: string; at: number; text: string }>;
}

export interface Stage extends DossierLaw {
  systems: ReadonlyMap<string, System>;
  agencies: readonly Agency[];
  specs: readonly SectionSpec[];
  evidence: readonly Evidence[];
  /** Stored file that stands for drawings and the like. */
  file: DossierSection['files'][number];
  now: number;
}

/** One act to play: how many days after the one before, and what. */
interface Line {
  after: number;
  by: 'drafter' | 'appraiser' | 'approver';
  event: DossierEvent;
}

const SAMPLE_WORDS = 'Nội dung mẫu của tỉnh Hải Vân (hư cấu).';

/** Plays one history through the same guards as people's acts. A history the guards refuse is a bug of the sample. */
export function playDossier(sample: SampleDossier, stage: Stage): PlayedDossier[] {
  const card = stage.systems.get(sample.system);
  if (!card) throw new MonitorError('internal', `sample dossier: no system ${sample.system}`);
  // What is retired now was in use while its dossier was made.
  const system: System = card.stage === 'retired' ? { ...card, stage: 'operating' } : card;
  const first = playVersion(sample, { system, stage, determination: 1, others: [] });
  if (sample.again === undefined) return [first];
  const again = {
    ...sample,
    until: sample.again,
    ago: 6,
    on: undefined,
    legacy: false,
    live: false,
    deployment: undefined,
  };
  const second = playVersion(again, { system, stage, determination: 2, others: [first.dossier] });
  return [sample.again === 'approved' ? replaced(first, second, stage) : first, second];
}

/** What the product does by itself when a newer version is approved. */
function replaced(first: PlayedDossier, { dossier: by }: PlayedDossier, stage: Stage): PlayedDossier {
  const { dossier } = first;
  const act: DossierAct = {
    _id: actIdOf(dossier._id, dossier.seq + 1),
    dossierId: dossier._id,
    systemId: dossier.systemId,
    agencyId: dossier.agencyId,
    seq: dossier.seq + 1,
    at: by.updatedAt,
    on: by.approvedOn ?? dayFrom(stage.now, 0),
    actor: { userId: 'system', username: 'system', role: 'system' },
    event: { kind: 'replaced', by: by._id },
  };
  return { ...first, acts: [...first.acts, act], dossier: foldActs(dossier, [act], stage) };
}

const agoOf = ({ ago, on }: SampleDossier, now: number): number =>
  ago ?? (on === undefined ? 0 : dayDiff(on, dayFrom(now, 0)));

interface Version {
  system: System;
  stage: Stage;
  determination: number;
  others: Dossier[];
}

function playVersion(
  sample: SampleDossier,
  { system, stage, determination, others }: Version,
): PlayedDossier {
  const lines = script(sample, system, determination);
  const last = lines.reduce((days, { after }) => days + after, 0);
  let day = -agoOf(sample, stage.now) - last;
  const begun = dayFrom(stage.now, day);
  const start = newDossier({ system, determination, regime: regimeOn(stage, begun) });
  const acts: DossierAct[] = [];
  const snapshots: PlayedDossier['snapshots'] = [];
  const written = sample.until === 'drafting' ? 0.3 + (system.id.length % 6) / 10 : 1;
  const sections = sectionsOf(start, { system, stage, level: system.level, written });
  let dossier = start;
  for (const line of lines) {
    day += line.after;
    const on = dayFrom(stage.now, day);
    const at = stage.now + day * 86_400_000;
    const pinned = snapshotOf({ system, dossier, sections, controls: [] });
    const context: DossierContext = {
      law: stage.law,
      calendar: stage.calendar,
      system,
      agencies: stage.agencies,
      specs: stage.specs,
      evidence: stage.evidence,
      ...whoActs(line.by, { dossier, system, stage, on }),
      at,
      sections,
      computed: levelOfCard(system, stage.law, on),
      otherVersions: others,
      snapshot: pinned.hash,
    };
    const decision = decide(dossier, { event: dated(line.event, on), on }, context);
    if (!decision.ok)
      throw new MonitorError(
        'internal',
        `sample dossier ${dossier._id}, ${line.event.kind}: ${decision.problems.map(({ text }) => text.en).join(' ')}`,
      );
    if (decision.act.snapshot !== undefined)
      snapshots.push({
        _id: pinned.hash,
        dossierId: dossier._id,
        systemId: system.id,
        at,
        text: canonicalJson(pinned.content),
      });
    acts.push(decision.act);
    dossier = foldActs(start, acts, stage);
  }
  return { dossier, acts, sections, snapshots };
}

/** The regime that counts on the day; between two, the one that comes. */
function regimeOn({ law }: Stage, day: string): string {
  const ends = (to: string | undefined): boolean => to === undefined || day <= to;
  const open = [...law.regimes]
    .sort((one, other) => one.effective_from.localeCompare(other.effective_from))
    .filter(({ effective_to }) => ends(effective_to));
  return open[0]?.id ?? 'ND331';
}

const ORDER: readonly SampleDossier['until'][] = [
  'drafting',
  'submitted',
  'accepted',
  'appraised',
  'approval_requested',
  'approved',
];

function script(sample: SampleDossier, system: System, determination: number): Line[] {
  const upTo = (step: SampleDossier['until']): boolean => {
    const reached =
      { supplementing: 'submitted', revising: 'accepted', retired: 'approved' }[sample.until as string] ??
      sample.until;
    return ORDER.indexOf(reached as SampleDossier['until']) >= ORDER.indexOf(step);
  };
  const lines: Line[] = [
    {
      after: 0,
      by: 'drafter',
      event: {
        kind: 'started',
        ...(determination > 1 && { reason: 'Xác định lại do thay đổi quy mô (Đ10.2, Đ25).' }),
      },
    },
  ];
  const level = system.level ?? 2;
  const computed = { level, floor: null, candidates: [level], undecided: [], clauses: [], regime: 'ND331' };
  lines.push({
    after: 1,
    by: 'drafter',
    event: { kind: 'level_proposed', level, computed, rationale: SAMPLE_WORDS },
  });
  if (sample.until === 'drafting') return lines;
  const paper = (number: string, issuer?: string) => ({
    number,
    date: '0000-00-00',
    ...(issuer && { issuer }),
  });
  lines.push(
    { after: 4, by: 'drafter', event: { kind: 'risk_assessed', independent: true, summary: SAMPLE_WORDS } },
    { after: 3, by: 'drafter', event: { kind: 'regulation_issued', paper: paper('17/QĐ-QC') } },
  );
  if (sample.until === 'awaiting_expert_opinion')
    return [
      ...lines,
      { after: 5, by: 'drafter', event: { kind: 'expert_opinion_requested', paper: paper('38/CV') } },
    ];
  lines.push({ after: 9, by: 'drafter', event: { kind: 'submitted', paper: paper('41/TTr') } });
  if (sample.until === 'supplementing')
    return [
      ...lines,
      {
        after: 4,
        by: 'appraiser',
        event: {
          kind: 'found_incomplete',
          missing: ['Sơ đồ kết nối vật lý chưa có.', 'Chưa nêu số lượng chủ thể dữ liệu và cách đếm.'],
        },
      },
    ];
  if (!upTo('accepted')) return lines;
  lines.push({ after: 4, by: 'appraiser', event: { kind: 'accepted' } });
  const opinion = (conclusion: 'suitable' | 'not_suitable', defects: string[]): Line => ({
    after: 13,
    by: 'appraiser',
    event: {
      kind: 'opinion_given',
      conclusion,
      form: 'in_writing',
      opinion: SAMPLE_WORDS,
      defects,
      coordinating: [],
      paper: paper('09/PA05'),
    },
  });
  if (sample.until === 'revising')
    return [
      ...lines,
      opinion('not_suitable', ['Phương án giám sát chưa nêu nguồn nhật ký ở lớp cơ sở dữ liệu.']),
    ];
  if (!upTo('appraised')) return lines;
  lines.push(opinion('suitable', []));
  if (!upTo('approval_requested')) return lines;
  lines.push({ after: 3, by: 'drafter', event: { kind: 'approval_requested', paper: paper('52/TTr') } });
  if (!upTo('approved')) return lines;
  lines.push({
    after: 6,
    by: 'approver',
    event: {
      kind: 'approved',
      form: level <= 2 ? 'internal' : 'mau-06',
      paper: paper(`${100 + system.id.length * 7}/QĐ-UBND`),
    },
  });
  if (level <= 2)
    lines.push({ after: 0, by: 'approver', event: { kind: 'reported_to_owner', paper: paper('63/BC') } });
  if (sample.deployment)
    lines.push({
      after: 0,
      by: 'drafter',
      event: { kind: 'deployment_declared', deployment: sample.deployment },
    });
  if (sample.until === 'retired')
    lines.push({
      after: 0,
      by: 'approver',
      event: { kind: 'retired', reason: 'Hệ thống đã dừng, dữ liệu chuyển sang hệ thống mới.' },
    });
  return lines;
}

/** Papers carry the day of the act. */
function dated(event: DossierEvent, on: string): DossierEvent {
  return 'paper' in event && event.paper ? { ...event, paper: { ...event.paper, date: on } } : event;
}

function whoActs(
  by: Line['by'],
  { dossier, system, stage, on }: { dossier: Dossier; system: System; stage: Stage; on: string },
): { actor: Actor; unit: string } {
  const roles = { system, agencies: stage.agencies, evidence: stage.evidence, on };
  if (by === 'drafter') {
    const unit = operatorOf(system);
    return {
      actor: { userId: `sample:${unit}`, username: `chuyenvien.${unit}`, role: 'system_owner' },
      unit,
    };
  }
  const appraiser = appraiserOf(dossier, roles);
  const unit =
    by === 'appraiser'
      ? appraiser?.kind === 'unit'
        ? appraiser.id
        : system.agencyId
      : (approverOf(dossier, roles) ?? system.agencyId);
  return by === 'appraiser'
    ? { actor: { userId: `sample:thamdinh.${unit}`, username: `thamdinh.${unit}`, role: 'appraiser' }, unit }
    : { actor: { userId: `sample:pheduyet.${unit}`, username: `pheduyet.${unit}`, role: 'approver' }, unit };
}

/** Questions answered from the register or, where it knows nothing, with a sentence that says it is a sample: all of them, or (while drafting) the first part of each section. */
function sectionsOf(
  dossier: Dossier,
  {
    system,
    stage,
    level,
    written,
  }: { system: System; stage: Stage; level: number | undefined; written: number },
): DossierSection[] {
  const { specs, agencies, evidence } = stage;
  const on = dayFrom(stage.now, 0);
  const known = filledSections({ specs, agencies, evidence, system, dossier, on, sections: [] });
  const registered = new Map(
    known.flatMap(({ spec, fields }) =>
      fields.map(({ field, answer, done }) => [`${spec.id} ${field.id}`, done ? answer : undefined]),
    ),
  );
  return specs
    .filter((spec) => askedAt(spec.levels, level))
    .map((spec) => ({
      _id: `${dossier._id}:${spec.id}`,
      version: 1,
      dossierId: dossier._id,
      systemId: system.id,
      agencyId: system.agencyId,
      section: spec.id,
      answers: Object.fromEntries(
        spec.fields
          .filter((field) => field.type !== 'file' && askedAt(field.levels, level))
          .filter((_, index, fields) => index < Math.ceil(fields.length * written))
          .filter(({ id, required }) => required || registered.get(`${spec.id} ${id}`) !== undefined)
          .map((field) => [
            field.id,
            registered.get(`${spec.id} ${field.id}`) ?? sampleAnswer(field, stage.now),
          ]),
      ),
      files: written === 1 && spec.fields.some(({ type }) => type === 'file') ? [stage.file] : [],
      updatedAt: stage.now,
      updatedBy: `chuyenvien.${operatorOf(system)}`,
    }));
}

function sampleAnswer(
  { type, choices, columns, example }: SectionSpec['fields'][number],
  now: number,
): DossierSection['answers'][string] {
  switch (type) {
    case 'number':
      return 1;
    case 'date':
      return dayFrom(now, -30);
    case 'yesno':
      return true;
    case 'choice':
      return choices?.[0]?.value ?? '';
    case 'table':
      return tableAnswer([
        Object.fromEntries((columns ?? []).map((column) => [column.id, `${column.label.vi} (mẫu)`])),
      ]);
    default:
      return example?.vi ?? SAMPLE_WORDS;
  }
}
