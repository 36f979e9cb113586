import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { Instant } from '../ui/instant';
import type { Buckets } from './buckets';

const COLUMNS = ['received', 'stored', 'duplicate', 'deadLettered', 'shed'] as const;

/** The chart's numbers, the latest first, periods without a record left out. */
export function AccountingTable({ buckets }: { buckets: Buckets }) {
  const { t, language } = useText();
  const bars = buckets.bars.filter(({ received, shed }) => received + shed > 0).reverse();
  if (bars.length === 0) return <p className="muted chart-empty">{t('sources.chartEmpty')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="scroll" tabIndex={0} aria-label={t('sources.perMinute')}>
      <table className="grid" data-testid="accounting-table">
        <thead>
          <tr>
            <th scope="col">{t('sources.minute')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="number">
                {t(`sources.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.minute}>
              <th scope="row">
                <Instant at={bar.minute} />
              </th>
              {COLUMNS.map((column) => (
                <td key={column} className={bar[column] === 0 ? 'number muted' : 'number'}>
                  {whole(bar[column], language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
