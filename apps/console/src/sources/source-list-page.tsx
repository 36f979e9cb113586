import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getSources } from '../api/sources';
import type { SourceView } from '../api/views-sources';
import { percent, rate, whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { Instant } from '../ui/instant';
import { VerdictMark } from '../ui/marks';
import { LoadingPanel, ProblemPanel, StatePanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { arrived, PARTS, STATE_VERDICTS } from './balance';
import { BalanceMark } from './balance-mark';
import './sources.css';

export function SourceListPage() {
  const { t } = useText();
  const sources = useQuery({ queryKey: ['sources'], queryFn: getSources, refetchInterval: 15_000 });
  usePageTitle(t('sources.title'));
  const items = sources.data?.items ?? [];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('sources.title')}</h1>
        <span className="muted">{t('sources.intro')}</span>
        {items.length > 0 && <Overview items={items} />}
      </div>
      {sources.isPending && <LoadingPanel />}
      {sources.isError && items.length === 0 && (
        <ProblemPanel
          title={t('sources.loadFailed')}
          error={sources.error}
          onRetry={() => void sources.refetch()}
        />
      )}
      {sources.isSuccess && items.length === 0 && (
        <StatePanel title={t('sources.empty')} help={t('sources.emptyHelp')} />
      )}
      {items.length > 0 && <SourceTable items={items} />}
    </div>
  );
}

function Overview({ items }: { items: SourceView[] }) {
  const { t } = useText();
  const count = (state: SourceView['state']) => items.filter((item) => item.state === state).length;
  const off = items.filter(({ balanced }) => !balanced).length;
  return (
    <span className="page-head-end overview" data-testid="sources-overview">
      <span>
        {t('sources.summary', { alive: count('alive'), silent: count('silent'), never: count('never') })}
      </span>
      <VerdictMark verdict={off === 0 ? 'good' : 'bad'}>
        {off === 0 ? t('sources.allBalanced') : t('sources.someUnbalanced', { count: off })}
      </VerdictMark>
    </span>
  );
}

function SourceTable({ items }: { items: SourceView[] }) {
  const { t } = useText();
  return (
    <table className="grid source-grid" data-testid="source-table">
      <caption className="visually-hidden">{t('sources.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('sources.name')}</th>
          <th scope="col" className="col-state">
            {t('sources.state')}
            <span className="sub">{t('sources.lastRecord')}</span>
          </th>
          <th scope="col" className="number">
            {t('sources.rate')}
          </th>
          <th scope="col" className="number">
            {t('sources.arrived')}
          </th>
          {PARTS.map((part) => (
            <th key={part} scope="col" className="number">
              {t(`sources.${part}`)}
            </th>
          ))}
          <th scope="col" className="col-balance">
            {t('sources.balance')}
          </th>
          <th scope="col" className="number">
            {t('sources.parseRate')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </tbody>
    </table>
  );
}

function SourceRow({ source }: { source: SourceView }) {
  const { t, both, language } = useText();
  const { totals } = source;
  return (
    <tr data-testid={`source-${source.id}`}>
      <th scope="row">
        <Link to={`/sources/${encodeURIComponent(source.id)}`}>{both(source.name)}</Link>
        <span className="sub">
          {both(source.systemName)} · {t(`sources.transport_${source.transport}`)}
        </span>
      </th>
      <td>
        <VerdictMark verdict={STATE_VERDICTS[source.state]}>{t(`sources.state_${source.state}`)}</VerdictMark>
        <span className="sub">{source.lastRecordAt ? <Instant at={source.lastRecordAt} /> : '—'}</span>
      </td>
      <td className="number">{rate(source.ratePerMinute, language)}</td>
      <td className="number strong">{whole(arrived(totals), language)}</td>
      {PARTS.map((part, index) => (
        <td key={part} className="number term">
          <span className="sign" aria-hidden="true">
            {index === 0 ? '=' : '+'}
          </span>
          <span className={totals[part] === 0 ? 'muted' : undefined}>{whole(totals[part], language)}</span>
        </td>
      ))}
      <td>
        <BalanceMark source={source} />
      </td>
      <td className="number">{totals.received === 0 ? '—' : percent(source.parseRate, language)}</td>
    </tr>
  );
}
