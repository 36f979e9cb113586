import { Link } from 'react-router';
import type { AlertView } from '../api/views-alerts';
import { useText } from '../i18n/use-text';
import { Instant } from '../ui/instant';
import { StatusMark } from '../ui/marks';
import { Panel } from '../ui/panel';

/** How the same behaviour of the same entity was judged before. */
export function RelatedAlerts({ related }: { related: AlertView[] }) {
  const { t } = useText();
  return (
    <Panel title={t('alert.related')}>
      {related.length === 0 && <p className="muted">{t('alert.relatedNone')}</p>}
      <ul className="related">
        {related.map((alert) => (
          <li key={alert.id}>
            <Link to={`/alerts/${encodeURIComponent(alert.id)}`}>
              <Instant at={alert.lastSeen} />
            </Link>
            <StatusMark status={alert.workflow.status} />
            {alert.workflow.closeReason && (
              <span className="muted">{t(`closeReason.${alert.workflow.closeReason}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
