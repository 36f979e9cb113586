import { useQuery } from '@tanstack/react-query';
import { getControls } from '../api/controls';
import { useText } from '../i18n/use-text';

/** What the controls of a system are called; one that its level does not ask for (any more) goes by its id. */
export function useControlTitles(systemId: string, asked: boolean): (controlId: string) => string {
  const { both } = useText();
  const controls = useQuery({
    queryKey: ['controls', systemId],
    queryFn: () => getControls(systemId),
    enabled: asked,
  });
  return (controlId) => {
    const line = controls.data?.items.find(({ control }) => control.id === controlId);
    return line ? both(line.control.title) : controlId;
  };
}
