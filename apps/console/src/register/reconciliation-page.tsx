import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getReconciliation } from '../api/register';
import type { Reconciliation } from '../api/views-register';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { useAgencies } from '../systems/use-agencies';
import { Instant } from '../ui/instant';
import { Panel } from '../ui/panel';
import { LoadingPanel, ProblemPanel, StatePanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import './register.css';

/** The register against the logs, both ways: heard but not registered, registered but not heard. */
export function ReconciliationPage() {
  const { t } = useText();
  const query = useQuery({ queryKey: ['register', 'reconciliation'], queryFn: getReconciliation });
  usePageTitle(t('reconcile.title'));
  return (
    <div className="page register-page">
      <div className="crumbs">
        <Link to="/systems" className="crumb">
          <ArrowLeftOutlined aria-hidden /> {t('systems.title')}
        </Link>
      </div>
      <h1 className="register-title">{t('reconcile.title')}</h1>
      {query.isPending && <LoadingPanel />}
      {query.isError && (
        <ProblemPanel
          title={t('reconcile.loadFailed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data && (
        <>
          <Heard items={query.data.heardNotRegistered} />
          <NotHeard items={query.data.registeredNotHeard} />
        </>
      )}
    </div>
  );
}

function Heard({ items }: { items: Reconciliation['heardNotRegistered'] }) {
  const { t, language } = useText();
  return (
    <Panel title={t('reconcile.heard')} end={<span className="muted">{whole(items.length, language)}</span>}>
      <p className="muted register-about">{t('reconcile.heardAbout')}</p>
      {items.length === 0 ? (
        <StatePanel title={t('reconcile.heardNone')} level={3} />
      ) : (
        <table className="grid grid-stack" data-testid="heard">
          <caption className="visually-hidden">{t('reconcile.heard')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('reconcile.value')}</th>
              <th scope="col">{t('reconcile.kind')}</th>
              <th scope="col">{t('reconcile.source')}</th>
              <th scope="col">{t('reconcile.first')}</th>
              <th scope="col">{t('reconcile.last')}</th>
              <th scope="col" className="number">
                {t('reconcile.count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={`${item.kind} ${item.value} ${item.sourceId ?? ''} ${item.systemId ?? ''}`}>
                <th scope="row" className="code">
                  {item.value}
                </th>
                <td data-label={t('reconcile.kind')}>
                  <Kind kind={item.kind} />
                </td>
                <td data-label={t('reconcile.source')}>
                  {item.systemId && (
                    <Link to={`/systems/${encodeURIComponent(item.systemId)}`}>{item.systemId}</Link>
                  )}
                  {item.sourceId && <span className="code muted"> {item.sourceId}</span>}
                </td>
                <td data-label={t('reconcile.first')}>
                  <Instant at={item.first} />
                </td>
                <td data-label={t('reconcile.last')}>
                  <Instant at={item.last} />
                </td>
                <td className="number" data-label={t('reconcile.count')}>
                  {whole(item.count, language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function NotHeard({ items }: { items: Reconciliation['registeredNotHeard'] }) {
  const { t, both, language } = useText();
  const { nameOf } = useAgencies();
  return (
    <Panel
      title={t('reconcile.notHeard')}
      end={<span className="muted">{whole(items.length, language)}</span>}
    >
      <p className="muted register-about">{t('reconcile.notHeardAbout')}</p>
      {items.length === 0 ? (
        <StatePanel title={t('reconcile.notHeardNone')} level={3} />
      ) : (
        <table className="grid grid-stack" data-testid="not-heard">
          <caption className="visually-hidden">{t('reconcile.notHeard')}</caption>
          <thead>
            <tr>
              <th scope="col">
                {t('systems.name')}
                <span className="sub">{t('systems.agency')}</span>
              </th>
              <th scope="col">{t('reconcile.sources')}</th>
              <th scope="col">{t('reconcile.lastHeard')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.systemId}>
                <th scope="row">
                  <Link to={`/systems/${encodeURIComponent(item.systemId)}`}>{both(item.name)}</Link>
                  <span className="sub">{nameOf(item.agencyId)}</span>
                </th>
                <td data-label={t('reconcile.sources')}>
                  {item.sources.length > 0 ? (
                    <span className="code">{item.sources.join(', ')}</span>
                  ) : (
                    <span className="muted">{t('heard.no_source')}</span>
                  )}
                </td>
                <td data-label={t('reconcile.lastHeard')}>
                  {item.lastHeard ? (
                    <Instant at={item.lastHeard} />
                  ) : (
                    <span className="muted">{t('reconcile.never')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

const KINDS = ['host', 'domain', 'consumer', 'name'] as const;

function Kind({ kind }: { kind: string }) {
  const { t } = useText();
  const known = KINDS.find((one) => one === kind);
  return known ? t(`reconcile.kind_${known}`) : kind;
}
