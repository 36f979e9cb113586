import type { DossierStep } from '@khien/model';
import type { DossierRow } from '../../api/views-dossiers';
import { folded } from '../../format/folded';

export const STEPS: readonly DossierStep[] = [
  'drafting',
  'awaiting_expert_opinion',
  'supplementing',
  'revising',
  'submitted',
  'accepted',
  'appraised',
  'approval_requested',
  'approved',
  'replaced',
  'retired',
];
export const LEVELS = ['1', '2', '3', '4', '5'] as const;
const WAITING = ['owner', 'appraiser', 'approver'] as const;
export type Waiting = (typeof WAITING)[number];

/** What of the list is shown, kept in the address. */
export interface DossierFilter {
  step: string;
  level: string;
  agencyId: string;
  waiting: string;
  /** `yes`: only what has run over. */
  late: string;
  q: string;
}

export const ALL_DOSSIERS: DossierFilter = {
  step: '',
  level: '',
  agencyId: '',
  waiting: '',
  late: '',
  q: '',
};

const KNOWN: Partial<Record<keyof DossierFilter, readonly string[]>> = {
  step: STEPS,
  level: LEVELS,
  waiting: WAITING,
  late: ['yes'],
};

/** Reads a filter from an address; what it does not know it leaves out. */
export function readDossierFilter(words: URLSearchParams): DossierFilter {
  const filter = { ...ALL_DOSSIERS };
  for (const name of Object.keys(ALL_DOSSIERS) as (keyof DossierFilter)[]) {
    const value = words.get(name)?.trim() ?? '';
    if (!KNOWN[name] || KNOWN[name].includes(value)) filter[name] = value;
  }
  return filter;
}

export function writeDossierFilter(filter: DossierFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
}

export const isEveryDossier = (filter: DossierFilter): boolean => writeDossierFilter(filter).size === 0;

/** The level a dossier is about: decided, else proposed. */
export const levelOf = (row: DossierRow): number | undefined => row.approvedLevel ?? row.proposedLevel;

/** A limit that has run out; one that stands while the dossier is returned has not. */
export const isLate = ({ clock }: DossierRow): boolean =>
  clock?.state === 'running' && (clock.workingDaysLeft ?? 0) < 0;

/** Rows that match; `below` says which agencies lie under the one chosen. */
export function matching(
  rows: readonly DossierRow[],
  filter: DossierFilter,
  below: (agencyId: string) => ReadonlySet<string>,
): DossierRow[] {
  const wanted = filter.agencyId === '' ? undefined : below(filter.agencyId);
  const words = folded(filter.q);
  return rows.filter(
    (row) =>
      (filter.step === '' || row.step === filter.step) &&
      (filter.level === '' || String(levelOf(row)) === filter.level) &&
      (!wanted || wanted.has(row.agencyId)) &&
      (filter.waiting === '' || row.waitingFor === filter.waiting) &&
      (filter.late === '' || isLate(row)) &&
      (words === '' || folded(`${row.systemName.vi} ${row.systemName.en} ${row.systemId}`).includes(words)),
  );
}

/** The most pressing first: what has run over or runs out, then what somebody has to do, then the newest. */
export function byUrgency(one: DossierRow, other: DossierRow): number {
  return pressing(one) - pressing(other) || other.updatedAt - one.updatedAt;
}

function pressing({ clock, waitingFor }: DossierRow): number {
  if (clock?.state === 'running' && clock.workingDaysLeft !== undefined) return clock.workingDaysLeft;
  return waitingFor === undefined ? 20_000 : 10_000;
}
