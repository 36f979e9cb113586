import type { SourceView } from '../api/views-sources';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { Panel } from '../ui/panel';
import { arrived, PARTS } from './balance';
import { BalanceMark } from './balance-mark';

/** arrived = stored + duplicate + dead-lettered + shed + in flight, written out as the sum it is. */
export function EquationPanel({ source }: { source: SourceView }) {
  const { t, language } = useText();
  const { totals } = source;
  return (
    <Panel title={t('sources.equation')} end={<BalanceMark source={source} />}>
      <dl className="equation" data-testid="equation">
        <div className="equation-term equation-whole">
          <dt>{t('sources.arrived')}</dt>
          <dd>{whole(arrived(totals), language)}</dd>
        </div>
        {PARTS.map((part, index) => (
          <div className="equation-term" key={part}>
            <dt>{t(`sources.${part}`)}</dt>
            <dd>
              <span className="sign">{index === 0 ? '=' : '+'}</span>
              {whole(totals[part], language)}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
