import type { LevelAnswer } from '@khien/compliance';
import type {
  Actor,
  Agency,
  Dossier,
  DossierEvent,
  DossierSection,
  Evidence,
  EvidenceFact,
  System,
} from '@khien/model';
import { decide } from '../decide';
import type { DossierCommand, DossierContext } from '../dossier-context';
import { foldActs } from '../fold-acts';
import { newDossier } from '../new-dossier';
import { filledSections } from '../sections/form';
import type { FieldSpec } from '../sections/section-spec';
import { type Answer, tableAnswer } from '../sections/table-answer';
import { CALENDAR, LAW, SPECS } from './shipped';

const contact = {
  mandate: 'Quyết định 01/2025/QĐ-UBND',
  representative: 'Nguyễn Văn Mẫu',
  representativeTitle: 'Thủ trưởng',
  address: '1 đường Mẫu',
  phone: '0200 000 000',
  email: 'mau@haivan.example',
};
export const AGENCIES: Agency[] = [
  { id: 'tinh', name: { vi: 'UBND tỉnh Hải Vân', en: 'Province' }, kind: 'province', contact },
  { id: 'cong-an', name: { vi: 'Công an tỉnh', en: 'Police' }, parent: 'tinh', kind: 'department', contact },
  { id: 'so-khcn', name: { vi: 'Sở KH&CN', en: 'Science' }, parent: 'tinh', kind: 'department', contact },
  {
    id: 'ttdl',
    name: { vi: 'Trung tâm dữ liệu', en: 'Data centre' },
    parent: 'so-khcn',
    kind: 'centre',
    contact,
  },
  { id: 'xa', name: { vi: 'UBND xã Suối Đá', en: 'Commune' }, parent: 'tinh', kind: 'commune', contact },
];

export const systemOf = (more: Partial<System> = {}): System => ({
  id: 'cong-xa',
  name: { vi: 'Trang thông tin xã Suối Đá', en: 'Commune site' },
  agencyId: 'xa',
  ownerId: 'tinh',
  specialisedUnitId: 'cong-an',
  stage: 'operating',
  dossier: { state: 'none' },
  networks: [],
  hosts: [],
  domains: [],
  datasets: [{ id: 'tin-tuc', dataClass: 'public' }],
  levelFacts: { kind: 'internal' },
  ...more,
});

export const answerOf = (level: number | null, more: Partial<LevelAnswer> = {}): LevelAnswer => ({
  level,
  regime: 'ND331',
  reasons: [{ clause: 'Đ13.2b', criterion: 'giải quyết thủ tục hành chính', level, mark: 'V1' }],
  proposed: null,
  undecided: [],
  floor: null,
  candidates: level === null ? [2, 3] : [level],
  warnings: [],
  ...more,
});

export const actor = (userId: string): Actor => ({ userId, username: userId, role: 'system_owner' });
export const paper = (number: string, date = '2026-10-01') => ({ number, date, issuer: 'Cơ quan mẫu' });
export const NOW = Date.parse('2027-12-01T02:00:00Z');

export const contextOf = (level: number, more: Partial<DossierContext> = {}): DossierContext => ({
  system: systemOf(),
  agencies: AGENCIES,
  actor: actor('drafter'),
  unit: 'xa',
  at: NOW,
  law: LAW,
  calendar: CALENDAR,
  specs: SPECS,
  sections: [],
  computed: answerOf(level),
  otherVersions: [],
  snapshot: 'a'.repeat(64),
  evidence: [],
  ...more,
});

export const evidenceOf = (fact: EvidenceFact, more: Partial<Evidence> = {}): Evidence => ({
  _id: `e-${JSON.stringify(fact).length}-${more.systemId ?? 'cong-xa'}-${fact.kind === 'assessment' ? `${fact.purpose}-${fact.on}` : fact.kind}`,
  systemId: 'cong-xa',
  collectedAt: 0,
  effectiveFrom: '2026-01-01',
  origin: 'person',
  by: actor('drafter'),
  fact,
  resultHash: '',
  ...more,
});

const FILE = { name: 'thiet-ke.pdf', sha256: 'f'.repeat(64), bytes: 1000 };
const sample = (field: FieldSpec): Answer | undefined => {
  if (field.type === 'table')
    return tableAnswer([Object.fromEntries((field.columns ?? []).map(({ id }) => [id, 'mẫu']))]);
  if (field.type === 'number') return 3;
  if (field.type === 'yesno') return true;
  if (field.type === 'date') return '2026-10-01';
  if (field.type === 'choice') return field.choices?.[0]?.value;
  return field.type === 'file' ? undefined : 'Nội dung mẫu';
};

/** Sections in which everything that the level asks is answered. */
export function wholeSections(dossier: Dossier, context: DossierContext, by = 'drafter'): DossierSection[] {
  return filledSections({ ...context, dossier, sections: [], on: '2026-10-01' }).map(({ spec, fields }) => ({
    _id: `${dossier._id}:${spec.id}`,
    version: 1,
    dossierId: dossier._id,
    systemId: dossier.systemId,
    agencyId: dossier.agencyId,
    section: spec.id,
    answers: Object.fromEntries(
      fields
        .filter(({ from, field }) => from !== 'card' && field.required)
        .flatMap(({ field }) => {
          const answer = sample(field);
          return answer === undefined ? [] : [[field.id, answer]];
        }),
    ),
    files: fields.some(({ field }) => field.type === 'file') ? [FILE] : [],
    updatedAt: 0,
    updatedBy: by,
  }));
}

export type Step = { event: DossierEvent; on: string; as?: Partial<DossierContext> };
const WHO = {
  drafter: { actor: actor('drafter'), unit: 'xa' },
  police: { actor: actor('appraiser'), unit: 'cong-an' },
  policeChief: { actor: actor('chief'), unit: 'cong-an' },
  owner: { actor: actor('owner'), unit: 'tinh' },
};

export { WHO };

/** A way through the procedure of a level, in working order, that every guard lets pass. */
export function wayTo(level: number, more: { criticalList?: boolean } = {}): Step[] {
  const low = level <= 2;
  const fifth = level >= 4 || more.criticalList === true;
  const form = low ? 'internal' : level === 5 || more.criticalList ? 'mau-07' : 'mau-06';
  const answer = answerOf(level);
  return [
    { event: { kind: 'started' }, on: '2026-10-01' },
    {
      event: {
        kind: 'level_proposed',
        level,
        computed: {
          level: answer.level,
          floor: null,
          candidates: [],
          undecided: [],
          clauses: [],
          regime: 'ND331',
        },
        ...more,
      },
      on: '2026-10-01',
    },
    { event: { kind: 'risk_assessed', independent: true }, on: '2026-10-02' },
    { event: { kind: 'regulation_issued', paper: paper('01/QC') }, on: '2026-10-02' },
    ...(fifth
      ? ([
          { event: { kind: 'expert_opinion_requested', paper: paper('02/CV') }, on: '2026-10-02' },
          {
            event: {
              kind: 'expert_opinion_given',
              favourable: true,
              opinion: 'Nhất trí',
              paper: paper('03/YK'),
            },
            on: '2026-10-05',
            as: WHO.police,
          },
        ] satisfies Step[])
      : []),
    { event: { kind: 'submitted', paper: paper('04/CV') }, on: '2026-10-05' },
    { event: { kind: 'accepted' }, on: '2026-10-12', as: WHO.police },
    {
      event: {
        kind: 'opinion_given',
        conclusion: 'suitable',
        form: 'in_writing',
        opinion: 'Phù hợp',
        defects: [],
        coordinating: [],
        ...(fifth ? { centralBody: 'BCA' as const } : {}),
        paper: paper('05/YK', '2026-10-20'),
      },
      on: '2026-10-20',
      as: WHO.police,
    },
    { event: { kind: 'approval_requested', paper: paper('06/TTr', '2026-10-21') }, on: '2026-11-03' },
    {
      event: { kind: 'approved', form, paper: paper('07/QĐ', '2026-11-10') },
      on: '2026-11-10',
      as: low ? WHO.policeChief : WHO.owner,
    },
  ];
}

export interface Walked {
  dossier: Dossier;
  acts: Extract<ReturnType<typeof decide>, { ok: true }>['act'][];
}

/** Decides and folds one step; sections are whole unless the step says otherwise. Throws on a refusal. */
export function take({ dossier, acts }: Walked, step: Step, base: DossierContext): Walked {
  const context = { ...base, ...step.as };
  const sections = step.as?.sections ?? wholeSections(dossier, context);
  const decision = decide(dossier, step as DossierCommand, { ...context, sections });
  if (!decision.ok)
    throw new Error(`${step.event.kind}: ${decision.problems.map(({ code }) => code).join(', ')}`);
  return { dossier: foldActs(dossier, [decision.act], base), acts: [...acts, decision.act] };
}

export function walk(steps: readonly Step[], base: DossierContext, regime = 'ND331'): Walked {
  const start = { dossier: newDossier({ system: base.system, determination: 1, regime }), acts: [] };
  return steps.reduce((walked: Walked, step) => take(walked, step, base), start);
}

/** The way up to, and without, the first event of a kind. */
export const until = (steps: readonly Step[], kind: DossierEvent['kind']): Step[] =>
  steps.slice(
    0,
    steps.findIndex(({ event }) => event.kind === kind),
  );

/** Codes with which a step is refused; empty when it is not. */
export function refusal({ dossier }: Walked, step: Step, base: DossierContext): string[] {
  const context = { ...base, ...step.as };
  const sections = step.as?.sections ?? wholeSections(dossier, context);
  const decision = decide(dossier, step as DossierCommand, { ...context, sections });
  return decision.ok ? [] : decision.problems.map(({ code }) => code);
}
