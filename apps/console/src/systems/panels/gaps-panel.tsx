import type { ComplianceSheet, ControlStatus } from '@khien/model';
import { Link } from 'react-router';
import type { GapSummary } from '../../api/views-systems';
import { whole } from '../../format/number';
import { useText } from '../../i18n/use-text';
import { Panel } from '../../ui/panel';

const STATUSES: readonly ControlStatus[] = ['met', 'partly', 'not_met', 'unverifiable', 'not_applicable'];

interface GapsPanelProps {
  systemId: string;
  gaps: GapSummary;
  /** Of every control of the level; absent before the first computation. */
  counts: ComplianceSheet['counts'] | undefined;
}

/** How the controls of the system's level stand. What cannot be verified is never counted with what is met. */
export function GapsPanel({ systemId, gaps, counts }: GapsPanelProps) {
  const { t, language } = useText();
  const all = STATUSES.reduce((sum, status) => sum + (counts?.[status] ?? 0), 0);
  return (
    <Panel
      title={t('system.gaps')}
      end={<Link to={`/systems/${encodeURIComponent(systemId)}/controls`}>{t('system.allControls')}</Link>}
    >
      {all === 0 ? (
        <p className="muted">{t('system.noControls')}</p>
      ) : (
        <>
          <div className="share" aria-hidden="true">
            {STATUSES.filter((status) => (counts?.[status] ?? 0) > 0).map((status) => (
              <span
                key={status}
                className={`share-part control-${status}`}
                ref={(part) => part?.style.setProperty('flex-grow', String(counts?.[status] ?? 0))}
              />
            ))}
          </div>
          <dl className="share-legend">
            {STATUSES.map((status) => (
              <div key={status}>
                <dt>
                  <span className={`share-key control-${status}`} aria-hidden="true" />{' '}
                  {t(`control.${status}`)}
                </dt>
                <dd className="number">{whole(counts?.[status] ?? 0, language)}</dd>
              </div>
            ))}
          </dl>
          <p className={gaps.overdue > 0 ? 'overdue' : 'muted'}>
            {t('system.gapsSum', { count: gaps.total })}
            {' · '}
            {gaps.overdue > 0
              ? t('system.gapsOverdue', { count: gaps.overdue })
              : t('system.gapsNoneOverdue')}
          </p>
        </>
      )}
    </Panel>
  );
}
