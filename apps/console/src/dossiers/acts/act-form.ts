import type { Dossier, DossierEvent, DossierEventKind, PaperRef } from '@khien/model';
import type { LevelAnswer } from '../../api/views-level';

/** What a dialog asks for an act, field by field; each act uses a few of them. */
export type ActField =
  | 'level'
  | 'rationale'
  | 'independent'
  | 'summary'
  | 'appraiser'
  | 'favourable'
  | 'missing'
  | 'conclusion'
  | 'defects'
  | 'form'
  | 'opinion'
  | 'coordinating'
  | 'coordinatingOpinions'
  | 'otherOpinion'
  | 'centralBody'
  | 'approvalForm'
  | 'validUntil'
  | 'reason'
  | 'deployment'
  | 'expectedOn'
  | 'approvalExpectedOn'
  | 'paper';

export interface ActValues {
  on: string;
  level?: number;
  rationale?: string;
  independent?: boolean;
  summary?: string;
  appraiserId?: string;
  council?: string;
  favourable?: boolean;
  missing?: string;
  conclusion?: 'suitable' | 'not_suitable';
  defects?: string;
  form?: 'meeting' | 'in_writing' | 'both';
  opinion?: string;
  coordinating?: string;
  coordinatingOpinions?: string;
  otherOpinion?: string;
  centralBody?: 'BCA' | 'BQP' | 'BCY';
  approvalForm?: 'mau-06' | 'mau-07' | 'internal';
  validUntil?: string;
  reason?: string;
  deployment?: Dossier['deployment'];
  expectedOn?: string;
  approvalExpectedOn?: string;
  paper?: { number?: string; date?: string; issuer?: string; sha256?: string };
}

/** The acts a person does, and what each asks. `replaced` follows by itself, `started` has its own button. */
export const ACT_FIELDS: Record<Exclude<DossierEventKind, 'started' | 'replaced'>, readonly ActField[]> = {
  level_proposed: ['level', 'rationale'],
  risk_assessed: ['independent', 'summary', 'paper'],
  regulation_issued: ['paper'],
  appraiser_assigned: ['appraiser', 'paper'],
  expert_opinion_requested: ['paper'],
  expert_opinion_given: ['favourable', 'opinion', 'paper'],
  submitted: ['paper'],
  found_incomplete: ['missing', 'paper'],
  accepted: [],
  opinion_given: [
    'conclusion',
    'defects',
    'form',
    'coordinating',
    'coordinatingOpinions',
    'opinion',
    'otherOpinion',
    'centralBody',
    'paper',
  ],
  approval_requested: ['paper'],
  approved: ['approvalForm', 'paper', 'validUntil'],
  approval_refused: ['reason', 'paper'],
  reported_to_owner: ['paper'],
  listed_critical: ['paper'],
  retired: ['reason', 'paper'],
  deployment_declared: ['deployment', 'expectedOn'],
  approval_expected: ['approvalExpectedOn'],
  went_live: [],
};
export type ActKind = keyof typeof ACT_FIELDS;
export const isActKind = (kind: DossierEventKind): kind is ActKind => kind in ACT_FIELDS;

/** Acts that are nothing without their document. */
export const NEEDS_PAPER: ReadonlySet<ActKind> = new Set([
  'regulation_issued',
  'appraiser_assigned',
  'approved',
  'listed_critical',
]);

/** Acts that move a dossier on, in the order of the procedure; the others are put on record beside it. */
export const STEPS_ON: readonly ActKind[] = [
  'submitted',
  'expert_opinion_requested',
  'expert_opinion_given',
  'accepted',
  'found_incomplete',
  'opinion_given',
  'approval_requested',
  'approved',
  'approval_refused',
  'reported_to_owner',
];

/** Which form decides: Mẫu 06 for levels 3–4, Mẫu 07 for the plan of level 5; 1–2 have no official one. */
export function approvalFormOf(level: number | undefined): NonNullable<ActValues['approvalForm']> {
  if (level === undefined || level <= 2) return 'internal';
  return level === 5 ? 'mau-07' : 'mau-06';
}

/** What the dialog starts from. */
export function firstValues(kind: ActKind, dossier: Dossier, level: LevelAnswer, today: string): ActValues {
  const said = dossier.proposedLevel ?? level.level ?? undefined;
  const values: ActValues = { on: today };
  if (kind === 'level_proposed' && said !== undefined) values.level = level.level ?? said;
  if (kind === 'opinion_given') values.form = 'in_writing';
  if (kind === 'approved') values.approvalForm = approvalFormOf(dossier.proposedLevel);
  if (kind === 'deployment_declared') values.deployment = dossier.deployment;
  return values;
}

/** The act as the API takes it; what was left empty is left out. */
export function eventOf(kind: ActKind, values: ActValues, level: LevelAnswer): DossierEvent {
  const paper = paperOf(values.paper);
  const withPaper = paper ? { paper } : {};
  // Where the law wants a document the form does not let one pass without it.
  const needed = paper as PaperRef;
  switch (kind) {
    case 'level_proposed':
      return {
        kind,
        level: values.level ?? 1,
        computed: computedOf(level),
        ...words('rationale', values.rationale),
      };
    case 'risk_assessed':
      return {
        kind,
        independent: values.independent ?? false,
        ...words('summary', values.summary),
        ...withPaper,
      };
    case 'regulation_issued':
    case 'listed_critical':
      return { kind, paper: needed };
    case 'appraiser_assigned':
      return {
        kind,
        appraiser: values.council?.trim() || (values.appraiserId ?? ''),
        ...(values.appraiserId && !values.council?.trim() ? { appraiserId: values.appraiserId } : {}),
        paper: needed,
      };
    case 'expert_opinion_given':
      return {
        kind,
        favourable: values.favourable ?? false,
        opinion: values.opinion?.trim() ?? '',
        ...withPaper,
      };
    case 'found_incomplete':
      return { kind, missing: linesOf(values.missing), ...withPaper };
    case 'opinion_given':
      return {
        kind,
        conclusion: values.conclusion ?? 'not_suitable',
        form: values.form ?? 'in_writing',
        opinion: values.opinion?.trim() ?? '',
        defects: values.conclusion === 'not_suitable' ? linesOf(values.defects) : [],
        coordinating: linesOf(values.coordinating),
        ...words('coordinatingOpinions', values.coordinatingOpinions),
        ...words('otherOpinion', values.otherOpinion),
        ...(values.centralBody ? { centralBody: values.centralBody } : {}),
        ...withPaper,
      };
    case 'approved':
      return {
        kind,
        form: values.approvalForm ?? 'internal',
        paper: needed,
        ...words('validUntil', values.validUntil),
      };
    case 'approval_refused':
    case 'retired':
      return { kind, reason: values.reason?.trim() ?? '', ...withPaper };
    case 'deployment_declared':
      return { kind, deployment: values.deployment ?? 'none', ...words('expectedOn', values.expectedOn) };
    case 'approval_expected':
      return { kind, on: values.approvalExpectedOn ?? '' };
    case 'accepted':
    case 'went_live':
      return { kind };
    default:
      return { kind, ...withPaper };
  }
}

/** The proposal carries what the calculator said; the server writes down its own answer, not ours. */
export function computedOf(level: LevelAnswer) {
  const { floor, candidates, undecided, reasons, regime } = level;
  const clauses = [...new Set(reasons.map(({ clause }) => clause))];
  return { level: level.level, floor, candidates, undecided, clauses, regime };
}

/** One point a line; bullets and numbers people put before them are not part of it. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-–•*+]|\d+[.)])\s+/, '').trim())
    .filter(Boolean);
}

function paperOf(given: ActValues['paper']): PaperRef | undefined {
  const number = given?.number?.trim();
  if (!number || !given?.date) return undefined;
  const issuer = given.issuer?.trim();
  return {
    number,
    date: given.date,
    ...(issuer ? { issuer } : {}),
    ...(given.sha256 ? { sha256: given.sha256 } : {}),
  };
}

function words<K extends string>(key: K, text: string | undefined): Partial<Record<K, string>> {
  const said = text?.trim();
  return said ? ({ [key]: said } as Record<K, string>) : {};
}
