import { Link } from 'react-router';
import type { AlertSystem, AlertView } from '../api/views-alerts';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { LevelMark } from '../ui/marks';
import { Panel } from '../ui/panel';

export function SystemPanel({ alert, system }: { alert: AlertView; system: AlertSystem | undefined }) {
  const { t, both } = useText();
  const can = useCan();
  const source = alert.sourceId && (alert.sourceName ? both(alert.sourceName) : alert.sourceId);
  return (
    <Panel title={t('alert.system')}>
      {!system && <p className="muted">{t('alert.systemNone')}</p>}
      <dl className="pairs">
        {system && (
          <>
            <dt>{t('alert.systemName')}</dt>
            <dd>
              {can('register.read') ? (
                <Link to={`/systems/${encodeURIComponent(system.id)}`}>{both(system.name)}</Link>
              ) : (
                both(system.name)
              )}
            </dd>
            <dt>{t('alert.systemLevel')}</dt>
            <dd>
              <LevelMark level={system.level} />
            </dd>
            <dt>{t('alert.systemDossier')}</dt>
            <dd>{t(`dossier.${system.dossierState ?? 'none'}`)}</dd>
            {system.agencyName && (
              <>
                <dt>{t('alert.systemAgency')}</dt>
                <dd>{both(system.agencyName)}</dd>
              </>
            )}
          </>
        )}
        {source && (
          <>
            <dt>{t('alert.source')}</dt>
            <dd>{can('source.read') ? <Link to={`/sources/${alert.sourceId}`}>{source}</Link> : source}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
