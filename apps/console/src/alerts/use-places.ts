import { useQuery } from '@tanstack/react-query';
import { getSources } from '../api/sources';
import type { AlertView } from '../api/views-alerts';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import type { AlertFilter } from './alert-filter';

interface Option {
  value: string;
  label: string;
}

/** Systems and sources to filter by: those of the registry the person may read, those on screen, and the one chosen. */
export function usePlaces(
  rows: readonly AlertView[],
  filter: AlertFilter,
): { systems: Option[]; sources: Option[] } {
  const { both, language } = useText();
  const can = useCan();
  const listed = useQuery({
    queryKey: ['sources'],
    queryFn: getSources,
    enabled: can('source.read'),
    staleTime: 60_000,
  });
  const systems = new Map<string, string>();
  const sources = new Map<string, string>();
  if (filter.systemId) systems.set(filter.systemId, filter.systemId);
  if (filter.sourceId) sources.set(filter.sourceId, filter.sourceId);
  for (const { systemId, systemName, sourceId, sourceName } of rows) {
    if (systemId) systems.set(systemId, systemName ? both(systemName) : systemId);
    if (sourceId) sources.set(sourceId, sourceName ? both(sourceName) : sourceId);
  }
  for (const source of listed.data?.items ?? []) {
    systems.set(source.systemId, both(source.systemName));
    sources.set(source.id, both(source.name));
  }
  const options = (found: Map<string, string>) =>
    [...found]
      .map(([value, label]) => ({ value, label }))
      .sort((a, b) => a.label.localeCompare(b.label, language));
  return { systems: options(systems), sources: options(sources) };
}
