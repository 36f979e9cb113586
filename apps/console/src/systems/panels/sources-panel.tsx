import { Link } from 'react-router';
import type { SystemSource } from '../../api/views-systems';
import { useText } from '../../i18n/use-text';
import { useCan } from '../../session/use-session';
import { STATE_VERDICTS } from '../../sources/balance';
import { Instant } from '../../ui/instant';
import { VerdictMark } from '../../ui/marks';
import { Panel } from '../../ui/panel';

/** Whether Khiên hears the system at all: what is not heard cannot be verified. */
export function SourcesPanel({ sources, notHeard }: { sources: readonly SystemSource[]; notHeard: boolean }) {
  const { t, both } = useText();
  const can = useCan();
  // What speaks now is heard, though no day of it has been counted yet.
  const silent = notHeard && sources.length > 0 && sources.every(({ state }) => state !== 'alive');
  return (
    <Panel title={t('system.sources')}>
      {silent && <p className="overdue">{t('system.notHeard')}</p>}
      {sources.length === 0 && <p className="muted">{t('system.noSources')}</p>}
      <ul className="lines">
        {sources.map((source) => (
          <li key={source.id}>
            <span>
              {can('source.read') ? (
                <Link to={`/sources/${encodeURIComponent(source.id)}`}>{both(source.name)}</Link>
              ) : (
                both(source.name)
              )}
              {source.lastRecordAt && (
                <span className="sub">
                  <Instant at={source.lastRecordAt} />
                </span>
              )}
            </span>
            <VerdictMark verdict={STATE_VERDICTS[source.state]}>
              {t(`sources.state_${source.state}`)}
            </VerdictMark>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
