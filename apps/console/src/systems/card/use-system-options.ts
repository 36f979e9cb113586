import { useQuery } from '@tanstack/react-query';
import { getEverySystem } from '../../api/systems';
import { useText } from '../../i18n/use-text';

/** Other systems of the register, for a list box. */
export function useSystemOptions(except: string): { value: string; label: string }[] {
  const { both } = useText();
  const systems = useQuery({
    queryKey: ['systems', 'options'],
    queryFn: getEverySystem,
    staleTime: 5 * 60_000,
  });
  return (systems.data ?? [])
    .filter(({ id }) => id !== except)
    .map(({ id, name }) => ({ value: id, label: both(name) }));
}
