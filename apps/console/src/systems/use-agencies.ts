import type { Agency } from '@khien/model';
import { useQuery } from '@tanstack/react-query';
import { getAgencies } from '../api/systems';
import { useText } from '../i18n/use-text';
import { inTreeOrder } from './agency-tree';

/** The agencies this person may see, as a tree for a list box. */
export function useAgencies() {
  const { both } = useText();
  const agencies = useQuery({ queryKey: ['agencies'], queryFn: getAgencies, staleTime: 5 * 60_000 });
  const items: Agency[] = agencies.data?.items ?? [];
  const ordered = inTreeOrder(items, (agency) => both(agency.name));
  /** Indented, for a native list box. */
  const options = ordered.map(({ agency, depth }) => ({
    value: agency.id,
    label: `${'\u2003'.repeat(depth)}${both(agency.name)}`,
  }));
  const plain = ordered.map(({ agency }) => ({ value: agency.id, label: both(agency.name) }));
  const nameOf = (id: string): string => {
    const found = items.find((agency) => agency.id === id);
    return found ? both(found.name) : id;
  };
  return { items, options, plain, nameOf };
}
