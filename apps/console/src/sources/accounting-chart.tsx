import type { MinuteRow } from '../api/views-sources';
import { decimal, whole } from '../format/number';
import { dateTime, wallClock } from '../format/time';
import { useText } from '../i18n/use-text';
import type { Buckets } from './buckets';

/** From the bottom up. */
const SERIES = ['stored', 'duplicate', 'deadLettered', 'shed'] as const;
const HEIGHT = 200;
/** What went wrong stays visible beside thousands that did not. */
const LEAST = 3;

export function AccountingChart({ buckets, from, to }: { buckets: Buckets; from: number; to: number }) {
  const { t, language } = useText();
  const { bars, top } = buckets;
  if (bars.every(({ received, shed }) => received + shed === 0))
    return <p className="muted chart-empty">{t('sources.chartEmpty')}</p>;
  const marks = [0, 0.25, 0.5, 0.75, 1].map(
    (share) => bars[Math.min(bars.length - 1, Math.floor(share * bars.length))],
  );
  const days = wallClock(from).date !== wallClock(to).date;
  return (
    <figure className="chart">
      <div className="chart-scale" aria-hidden="true">
        <span>{whole(top, language)}</span>
        <span>{decimal(top / 2, language)}</span>
        <span>{whole(0, language)}</span>
      </div>
      <svg
        className="chart-plot"
        viewBox={`0 0 ${bars.length * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('sources.chart', { from: dateTime(from), to: dateTime(to) })}
      >
        {[0, HEIGHT / 2, HEIGHT].map((y) => (
          <line key={y} className="chart-line" x1="0" x2={bars.length * 10} y1={y} y2={y} />
        ))}
        {bars.map((bar, index) => (
          <Bar key={bar.minute} bar={bar} x={index * 10} top={top} />
        ))}
      </svg>
      <div className="chart-times" aria-hidden="true">
        {marks.map((bar, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: five fixed places on the axis.
          <span key={index}>
            {bar && (days ? shortDay(bar.minute) : wallClock(bar.minute).time.slice(0, 5))}
          </span>
        ))}
      </div>
      <figcaption className="legend">
        {SERIES.map((name) => (
          <span key={name} className="legend-item">
            <span className={`legend-key series-${name}`} aria-hidden="true" />
            {t(`sources.${name}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Bar({ bar, x, top }: { bar: MinuteRow; x: number; top: number }) {
  let y = HEIGHT;
  return SERIES.filter((name) => bar[name] > 0).map((name) => {
    const height = Math.max(name === 'stored' ? 0 : LEAST, (bar[name] / top) * HEIGHT);
    y -= height;
    return <rect key={name} className={`series-${name}`} x={x + 1} y={y} width="8" height={height} />;
  });
}

/** 21/11 03:15 */
function shortDay(instant: number): string {
  const { date, time } = wallClock(instant);
  return `${date.slice(0, 5)} ${time.slice(0, 5)}`;
}
