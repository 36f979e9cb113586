import type { SourceView } from '../api/views-sources';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { VerdictMark } from '../ui/marks';
import { missing } from './balance';

/** Khớp / lệch, as the API judged it, with by how much. */
export function BalanceMark({ source }: { source: SourceView }) {
  const { t, language } = useText();
  if (source.balanced) return <VerdictMark verdict="good">{t('sources.balanced')}</VerdictMark>;
  const off = missing(source.totals);
  return (
    <VerdictMark verdict="bad">
      {off === 0
        ? t('sources.unbalanced')
        : t('sources.difference', { records: whole(Math.abs(off), language) })}
    </VerdictMark>
  );
}
