import { useQuery } from '@tanstack/react-query';
import { getAgencies, type SeenAgency } from '../api/systems';
import { useText } from '../i18n/use-text';
import { inTreeOrder } from './agency-tree';

/** The agencies this person may see, as a tree for a list box. */
export function useAgencies() {
  const { both } = useText();
  const agencies = useQuery({ queryKey: ['agencies'], queryFn: getAgencies, staleTime: 5 * 60_000 });
  const items: SeenAgency[] = agencies.data?.items ?? [];
  const ordered = inTreeOrder(items, (agency) => both(agency.name));
  const own = ordered.filter(({ agency }) => agency.inScope !== false);
  /** Indented, for a native list box: whose systems one may see. */
  const options = own.map(({ agency, depth }) => ({
    value: agency.id,
    label: `${'\u2003'.repeat(depth)}${both(agency.name)}`,
  }));
  const plainOf = (list: typeof ordered) =>
    list.map(({ agency }) => ({ value: agency.id, label: both(agency.name) }));
  /** Whose systems one may enter, and who may be named in a role. */
  const [plain, named] = [plainOf(own), plainOf(ordered)];
  const nameOf = (id: string): string => {
    const found = items.find((agency) => agency.id === id);
    return found ? both(found.name) : id;
  };
  return { items, options, plain, named, nameOf };
}
