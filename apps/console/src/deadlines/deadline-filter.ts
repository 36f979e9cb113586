import type { DeadlineKind } from '@khien/model';
import type { DeadlineQuery } from '../api/views-deadlines';
import { addDays } from '../format/day';

export const DEADLINE_KINDS: readonly DeadlineKind[] = [
  'dossier',
  'transition',
  'assessment',
  'drill',
  'certificate',
  'contract',
  'report',
  'exception',
  'agreement',
  'gap',
  'evidence',
  'risk',
];
export const SHOWN = ['open', 'overdue', 'paused', 'done', 'all'] as const;

/** How far ahead, in days. */
export const HORIZONS = ['30', '90', '365', 'all'] as const;

/** Which deadlines are shown, kept in the address. `open` is everything that is not done. */
export interface DeadlineFilter {
  kind: DeadlineKind | '';
  agencyId: string;
  systemId: string;
  show: (typeof SHOWN)[number];
  within: (typeof HORIZONS)[number];
}

export function readDeadlineFilter(words: URLSearchParams): DeadlineFilter {
  return {
    kind: DEADLINE_KINDS.find((kind) => kind === words.get('kind')) ?? '',
    agencyId: words.get('agencyId') ?? '',
    systemId: words.get('systemId') ?? '',
    show: SHOWN.find((show) => show === words.get('show')) ?? 'open',
    within: HORIZONS.find((within) => within === words.get('within')) ?? '90',
  };
}

export function writeDeadlineFilter(filter: DeadlineFilter): URLSearchParams {
  const words = new URLSearchParams();
  for (const name of ['kind', 'agencyId', 'systemId'] as const)
    if (filter[name]) words.set(name, filter[name]);
  if (filter.show !== 'open') words.set('show', filter.show);
  if (filter.within !== '90') words.set('within', filter.within);
  return words;
}

/** The state is sorted out on screen, so that switching it asks nothing. What is late is always in. */
export function toDeadlineQuery(
  { kind, agencyId, systemId, within }: DeadlineFilter,
  today: string,
): DeadlineQuery {
  return {
    ...(kind ? { kind } : {}),
    ...(agencyId ? { agencyId } : {}),
    ...(systemId ? { systemId } : {}),
    ...(within === 'all' ? {} : { to: addDays(today, Number(within)) }),
  };
}
