import type { Agency, Bilingual, Day, Dossier, DossierAct, Evidence, PaperRef, System } from '@khien/model';
import type { DossierLaw } from '../dossier-law';
import { foldActs } from '../fold-acts';
import { newDossier } from '../new-dossier';
import { agencyName, operatorOf, ownerOf } from '../parties';
import { regulationOf } from '../sections/prefill';
import { dayInVietnamese, quoted } from '../wording';
import { assessmentProblems, assessmentsOf } from './assessments';

/** Column 6 of Mẫu 08, exactly. */
export const STATUS = {
  drafting: 'Đang dự thảo',
  submitted: 'Đã gửi thẩm định',
  appraised: 'Đã thẩm định',
  approved: 'Đã được phê duyệt',
} as const;
export type ReportStatus = keyof typeof STATUS;

/** Column 10, exactly. */
const DEPLOYMENT = {
  none: 'Chưa triển khai',
  some: 'Đã triển khai một số hạng mục',
  full: 'Đã triển khai đầy đủ',
} as const;
/** Column 12, exactly. */
const ASSESSED = { pre_use: 'Trước khi đưa vào sử dụng', periodic: 'Định kỳ' } as const;

/** One row of section 3 of Mẫu 08. What is not known is absent and prints as blank: the form has no value for it. */
export interface Mau08Row {
  systemId: string;
  stt: number;
  name: string;
  /** The same in both languages, for who reads about the row; the form prints the Vietnamese. */
  systemName: Bilingual;
  /** Chủ quản on the cut-off day; absent: neither the card nor a designation names one. */
  ownerId?: string | undefined;
  owner: string;
  operator: string;
  level?: number | undefined;
  /** Absent: «chưa lập», for which the form has no value (OP-29). */
  status?: ReportStatus | undefined;
  decision?: PaperRef | undefined;
  regulation?: PaperRef | undefined;
  approvalExpectedOn?: Day | undefined;
  deployment?: keyof typeof DEPLOYMENT | undefined;
  deploymentExpectedOn?: Day | undefined;
  assessed: Array<keyof typeof ASSESSED>;
  /** Approved under an earlier decree. */
  legacy: boolean;
  /** Loại hình (Đ9.2) is known. */
  classified: boolean;
  /** The twelve columns as they are printed. */
  cells: string[];
}

export interface RowInput extends DossierLaw {
  system: System;
  agencies: readonly Agency[];
  dossiers: readonly Dossier[];
  acts: readonly DossierAct[];
  evidence: readonly Evidence[];
  from: Day;
  cutOff: Day;
}

/** How a system stood at the end of the cut-off day; undefined when it had been retired by then. */
export function reportRow(input: RowInput): Omit<Mau08Row, 'stt' | 'cells'> | undefined {
  const { system, agencies, evidence, cutOff } = input;
  const versions = versionsAt(input);
  const standing = standingVersion(versions);
  if (isGone(system, versions)) return undefined;
  const onCard = cardDecides(input, versions, standing) ? cardStanding(input) : undefined;
  const roles = { system, agencies, evidence, on: cutOff };
  const known = standing && {
    ...versionStanding(standing),
    regulation: regulationOf({ ...roles, dossier: standing }),
  };
  const status = (onCard ?? known)?.status;
  const ownerId = ownerOf(roles);
  return {
    systemId: system.id,
    name: system.name.vi,
    systemName: system.name,
    ...(ownerId !== undefined && { ownerId }),
    owner: agencyName(agencies, ownerId).vi,
    operator: agencyName(agencies, operatorOf(system)).vi,
    assessed: assessedIn(input, standing),
    legacy: standing?.step === 'approved' && standing.regime !== 'ND331',
    ...known,
    ...onCard,
    // A draft that says nothing of the deployment says nothing of the system approved before it.
    ...(onCard && known?.deployment === 'none' ? { deployment: undefined } : {}),
    status,
    // Đ22.4: a proposal that was sent has named the type of the system.
    classified: hasType(system) || (status !== undefined && status !== 'drafting'),
  };
}

export const hasType = ({ levelFacts }: System): boolean =>
  [levelFacts?.kind, levelFacts?.types].flat().some((type) => typeof type === 'string' && type !== '');

/** Each version as it was at the end of the cut-off day, by the legal days of its acts. */
function versionsAt({ system, dossiers, acts, cutOff, law, calendar }: RowInput): Dossier[] {
  return dossiers
    .filter(({ systemId }) => systemId === system.id)
    .sort((one, other) => one.determination - other.determination)
    .map(({ _id, determination, regime }) => {
      const start = newDossier({ system, determination, regime });
      const until = acts.filter(({ dossierId, on }) => dossierId === _id && on <= cutOff);
      return foldActs(start, until, { law, calendar });
    })
    .filter(({ seq }) => seq > 0);
}

/** The version in force; without one the newest. */
const standingVersion = (versions: readonly Dossier[]): Dossier | undefined =>
  versions.findLast(({ step }) => step === 'approved') ??
  versions.findLast(({ step }) => step !== 'replaced' && step !== 'retired');

const isGone = (system: System, versions: readonly Dossier[]): boolean =>
  versions.length > 0
    ? system.stage === 'retired' && versions.every(({ step }) => step === 'replaced' || step === 'retired')
    : system.stage === 'retired';

function versionStanding(dossier: Dossier): Partial<Mau08Row> {
  const { state, approvedLevel, proposedLevel, papers, deployment } = dossier;
  const approved = state === 'approved';
  return {
    level: approvedLevel ?? proposedLevel,
    status: state === 'none' || state === 'retired' ? undefined : state,
    decision: approved ? papers.decision : undefined,
    approvalExpectedOn: approved ? undefined : dossier.approvalExpectedOn,
    deployment,
    deploymentExpectedOn: deployment === 'full' ? undefined : dossier.deploymentExpectedOn,
  };
}

/** The card speaks for what came before the first dossier here: an approval it names stays in force until a newer one. */
function cardDecides(
  { system, cutOff }: RowInput,
  versions: readonly Dossier[],
  standing: Dossier | undefined,
): boolean {
  if (versions.length === 0) return true;
  const { state, approvedOn } = system.dossier;
  const before = state === 'approved' && approvedOn !== undefined && approvedOn <= cutOff;
  return before && standing !== undefined && standing.step !== 'approved';
}

/** A system approved before Khiên knew it: what its card says. */
function cardStanding({ system, law, cutOff }: RowInput): Partial<Mau08Row> {
  const { state, approvedOn, decision } = system.dossier;
  if (state === 'none' || state === 'retired') return { level: undefined };
  if (state !== 'approved') return { level: system.level, status: state };
  if (approvedOn !== undefined && approvedOn > cutOff) return { level: system.level, status: 'appraised' };
  const since = law.regimes.find(({ id }) => id === 'ND331')?.effective_from ?? '2026-08-19';
  return {
    level: system.level,
    status: 'approved',
    legacy: approvedOn !== undefined && approvedOn < since,
    ...(decision && approvedOn ? { decision: { number: decision, date: approvedOn } } : {}),
  };
}

/** Column 12: assessments within the period that count (Đ31.2c); those before it were reported then. */
function assessedIn({ system, evidence, from, cutOff }: RowInput, dossier?: Dossier): Mau08Row['assessed'] {
  const critical = dossier?.track === 'L5' || system.level === 5;
  const counting = assessmentsOf(system, evidence).filter(
    (fact) =>
      from <= fact.on && fact.on <= cutOff && assessmentProblems(fact, { system, critical }).length === 0,
  );
  const has = (...purposes: string[]): boolean => counting.some(({ purpose }) => purposes.includes(purpose));
  return [
    ...(has('pre_use', 'conditions') ? (['pre_use'] as const) : []),
    ...(has('periodic') ? (['periodic'] as const) : []),
  ];
}

/** A row with its number and its twelve cells. */
export function printedRow(row: Omit<Mau08Row, 'stt' | 'cells'>, stt: number): Mau08Row {
  const day = (on: Day | undefined): string => (on === undefined ? '' : dayInVietnamese(on));
  const paper = (ref: PaperRef | undefined): string => (ref === undefined ? '' : quoted(ref));
  const cells = [
    String(stt),
    row.name,
    row.owner,
    row.operator,
    row.level === undefined ? '' : String(row.level),
    row.status === undefined ? '' : STATUS[row.status],
    paper(row.decision),
    paper(row.regulation),
    row.status === 'approved' ? '' : day(row.approvalExpectedOn),
    row.deployment === undefined ? '' : DEPLOYMENT[row.deployment],
    row.deployment === 'full' ? '' : day(row.deploymentExpectedOn),
    row.assessed.map((each) => ASSESSED[each]).join('; '),
  ];
  return { ...row, stt, cells };
}
