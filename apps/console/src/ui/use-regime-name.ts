import { useText } from '../i18n/use-text';

const NAMED = ['ND85', 'GAP', 'ND331'] as const;

/** The decree of a regime; one not known here is shown by its id. */
export function useRegimeName(): (regime: string) => string {
  const { t } = useText();
  return (regime) => {
    const known = NAMED.find((one) => one === regime);
    return known ? t(`regime.${known}`) : regime;
  };
}
