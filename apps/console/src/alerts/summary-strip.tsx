import type { AlertSummary } from '../api/views-alerts';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { SeverityShape, StatusShape } from '../ui/shapes';
import { type AlertFilter, SEVERITIES, STATUSES } from './alert-filter';

interface SummaryStripProps {
  filter: AlertFilter;
  summary: AlertSummary | undefined;
  onChange: (filter: AlertFilter) => void;
}

/** How much is open, by severity; each figure is also the switch that filters by it. */
export function SummaryStrip({ filter, summary, onChange }: SummaryStripProps) {
  const { t, language } = useText();
  const figure = (count: number | undefined) => (summary ? whole(count ?? 0, language) : '–');
  return (
    <div className="strip">
      <fieldset className="strip-group" aria-label={t('alerts.openBySeverity')}>
        {SEVERITIES.map((severity) => (
          <button
            key={severity}
            type="button"
            className={`tile severity-${severity}`}
            aria-pressed={filter.severity.includes(severity)}
            data-empty={!summary?.bySeverity[severity]}
            data-testid={`severity-${severity}`}
            onClick={() => onChange({ ...filter, severity: toggled(filter.severity, severity) })}
          >
            <SeverityShape severity={severity} />
            <span className="tile-figure">{figure(summary?.bySeverity[severity])}</span>
            <span className="tile-word">{t(`severity.${severity}`)}</span>
          </button>
        ))}
      </fieldset>
      <fieldset className="strip-group" aria-label={t('status.label')}>
        {STATUSES.map((status) => (
          <button
            key={status}
            type="button"
            className={`tile status-${status}`}
            aria-pressed={filter.status.includes(status)}
            data-testid={`status-${status}`}
            onClick={() => onChange({ ...filter, status: toggled(filter.status, status) })}
          >
            <StatusShape status={status} />
            <span className="tile-figure">{figure(summary?.byStatus[status])}</span>
            <span className="tile-word">{t(`status.${status}`)}</span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}
