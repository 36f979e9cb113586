import { useText } from '../i18n/use-text';

const NAMED = ['LP-A8', 'LP-A9', 'LP-A10', 'LP-A11', 'LP-A12', 'LP-A19'] as const;

/** What a limit is for, by its parameter of the law; one nobody named is shown as it stands. */
export function useClockName(): (parameter: string) => string {
  const { t } = useText();
  return (parameter) => {
    const named = NAMED.find((known) => known === parameter);
    if (named) return t(`dossiers.clock_${named}`);
    return parameter === 'local.appraisal.level-1-2' ? t('dossiers.clock_local') : parameter;
  };
}
