import { type MouseEvent, memo } from 'react';
import { Link } from 'react-router';
import type { AlertView } from '../api/views-alerts';
import { entityWord } from '../format/entity';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { Instant } from '../ui/instant';
import { LevelMark, SeverityMark, StatusMark } from '../ui/marks';
import { EntityValue } from './entity-value';

interface AlertRowProps {
  alert: AlertView;
  current: boolean;
  onOpen: (alert: AlertView) => void;
}

export const AlertRow = memo(
  PlainAlertRow,
  (one, other) => one.alert === other.alert && one.current === other.current,
);

function PlainAlertRow({ alert, current, onOpen }: AlertRowProps) {
  const { t, both, language } = useText();
  const word = entityWord(alert.entity.kind);

  function press(event: MouseEvent): void {
    if (withModifier(event) || getSelection()?.toString()) return;
    onOpen(alert);
  }

  return (
    <tr
      className={`severity-${alert.severity} row-${alert.workflow.status}`}
      tabIndex={current ? 0 : -1}
      aria-current={current ? 'true' : undefined}
      onClick={press}
      data-testid={`alert-${alert.id}`}
    >
      <td className="edge">
        <SeverityMark severity={alert.severity} />
      </td>
      <td>
        <Link
          className="row-title"
          to={`/alerts/${encodeURIComponent(alert.id)}`}
          onClick={(event) => withModifier(event) || event.preventDefault()}
        >
          {both(alert.rule.title)}
        </Link>
        <span className="sub">
          {t(`kind.${alert.rule.kind}`)}
          {alert.sourceName && ` · ${both(alert.sourceName)}`}
        </span>
      </td>
      <td>
        <span className="two-lines" title={alert.entity.value}>
          <EntityValue alert={alert} />
        </span>
        <span className="sub">{word ? t(`entity.${word}`) : alert.entity.kind}</span>
      </td>
      <td>
        {alert.systemId ? (
          <>
            <Clipped>{alert.systemName ? both(alert.systemName) : alert.systemId}</Clipped>
            <span className="sub">
              <LevelMark level={alert.systemLevel} />
              {alert.agencyName && <Clipped>{both(alert.agencyName)}</Clipped>}
            </span>
          </>
        ) : (
          <span className="muted">—</span>
        )}
      </td>
      <td className="number">{whole(alert.count, language)}</td>
      <td>
        <Instant at={alert.lastSeen} />
        <span className="sub">
          <Instant at={alert.firstSeen} />
        </span>
      </td>
      <td>
        <StatusMark status={alert.workflow.status} />
        <span className="sub">{alert.workflow.assignee ?? t('alerts.unassigned')}</span>
      </td>
    </tr>
  );
}

/** A name cut where the column ends; whole when pointed at. */
function Clipped({ children }: { children: string }) {
  return (
    <span className="clip" title={children}>
      {children}
    </span>
  );
}

/** A press that opens another tab or selects text, and is the browser's. */
function withModifier(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}
