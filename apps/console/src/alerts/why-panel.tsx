import type { AnomalyReason } from '@khien/model';
import type { AlertView, MatchExplanation } from '../api/views-alerts';
import { decimal, whole } from '../format/number';
import { span } from '../format/time';
import { useText } from '../i18n/use-text';
import { Panel } from '../ui/panel';
import { MatchedItems } from './matched-items';

interface WhyPanelProps {
  alert: AlertView;
  explanation: MatchExplanation | undefined;
}

export function WhyPanel({ alert, explanation }: WhyPanelProps) {
  const { t, language } = useText();
  const { window, reason, count } = alert;
  return (
    <Panel title={t('alert.why')}>
      {reason ? (
        <Reason reason={reason} />
      ) : (
        <p className="prose">
          {t('alert.whyMatch', {
            count,
            times: whole(count, language),
            span: span(window.start, window.end),
          })}
        </p>
      )}
      {explanation && <MatchedItems explanation={explanation} />}
    </Panel>
  );
}

/** Units our own detectors count in. */
const UNITS = [
  'rows',
  'records',
  'events',
  'exchanges',
  'changes',
  'address',
  'dataset',
  'percent',
  'seconds',
] as const;

/** Observed against normal, with what "normal" was learned from, so that a person can check it. */
function Reason({ reason }: { reason: AnomalyReason }) {
  const { t, both, language } = useText();
  const { observed, expected, history } = reason;
  const unit = UNITS.find((known) => known === reason.unit);
  const most = Math.max(observed, expected, 1e-9);
  const bars = [
    { key: 'alert.observed', value: observed, kind: 'observed' },
    { key: 'alert.expected', value: expected, kind: 'expected' },
  ] as const;
  return (
    <>
      <p className="prose" data-testid="reason">
        {both(reason.sentence)}
      </p>
      {/* Something seen for the first time has no size to compare. */}
      {observed > 1 && (
        <dl className="bars">
          {bars.map(({ key, value, kind }) => (
            <div className="bar-row" key={key}>
              <dt>{t(key)}</dt>
              <dd>
                <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect className={`bar-${kind}`} width={Math.max(0.5, (value / most) * 100)} height="10" />
                </svg>
                <span className="bar-value">
                  {decimal(value, language)} {unit ? t(`unit.${unit}`) : reason.unit}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="muted">
        {expected > 0 &&
          observed > expected &&
          `${t('alert.ratio', { times: times(observed / expected, language) })} · `}
        {`${t('alert.history')}: ${whole(history, language)}`}
      </p>
    </>
  );
}

/** 2,35 but 165: nobody needs the hundredths of a large factor. */
function times(factor: number, language: string): string {
  return factor < 10 ? decimal(factor, language) : whole(factor, language);
}
