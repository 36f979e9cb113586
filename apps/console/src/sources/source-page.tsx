import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { getSource } from '../api/sources';
import type { SourceView } from '../api/views-sources';
import { percent, rate } from '../format/number';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { Instant } from '../ui/instant';
import { VerdictMark } from '../ui/marks';
import { Panel } from '../ui/panel';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { AccountingPanel } from './accounting-panel';
import { STATE_VERDICTS } from './balance';
import { DeadLetterPanel } from './dead-letter-panel';
import { EquationPanel } from './equation-panel';
import { OutlookPanel } from './outlook-panel';
import './sources.css';

export function SourcePage() {
  const { t, both } = useText();
  const can = useCan();
  const { id = '' } = useParams();
  const read = useQuery({
    queryKey: ['sources', id],
    queryFn: () => getSource(id),
    refetchInterval: 15_000,
  });
  const source = read.data;
  usePageTitle(source ? both(source.name) : t('sources.title'));
  return (
    <div className="page source-page">
      <div className="crumbs">
        <Link to="/sources" className="crumb">
          <ArrowLeftOutlined aria-hidden /> {t('sources.title')}
        </Link>
      </div>
      {read.isPending && <LoadingPanel />}
      {read.isError && !source && (
        <ProblemPanel
          title={t('sources.loadFailed')}
          error={read.error}
          onRetry={() => void read.refetch()}
        />
      )}
      {source && (
        <>
          <SourceHeading source={source} />
          <EquationPanel source={source} />
          <OutlookPanel outlook={source} systemId={source.systemId} />
          <AccountingPanel key={source.id} sourceId={source.id} />
          {can('dead_letter.read') && <DeadLetterPanel key={`letters-${source.id}`} sourceId={source.id} />}
        </>
      )}
    </div>
  );
}

function SourceHeading({ source }: { source: SourceView }) {
  const { t, both, language } = useText();
  const can = useCan();
  const facts: [string, React.ReactNode][] = [
    [t('sources.lastRecord'), source.lastRecordAt ? <Instant key="at" at={source.lastRecordAt} /> : '—'],
    [t('sources.rate'), rate(source.ratePerMinute, language)],
    [t('sources.parseRate'), source.totals.received === 0 ? '—' : percent(source.parseRate, language)],
    [t('sources.silentAfter'), t('sources.minutes', { count: source.silenceMinutes })],
    [t('sources.transport'), t(`sources.transport_${source.transport}`)],
    [
      t('sources.profile'),
      <span key="profile" className="code">
        {source.profile}
      </span>,
    ],
    [
      t('alert.systemName'),
      can('register.read') ? (
        <Link key="system" to={`/systems/${encodeURIComponent(source.systemId)}`}>
          {both(source.systemName)}
        </Link>
      ) : (
        both(source.systemName)
      ),
    ],
    ...(source.agencyName ? [[t('alert.systemAgency'), both(source.agencyName)] as [string, string]] : []),
  ];
  return (
    <Panel title={both(source.name)} level={1} end={<span className="code muted">{source.id}</span>}>
      <p className="source-state">
        <VerdictMark verdict={STATE_VERDICTS[source.state]}>{t(`sources.state_${source.state}`)}</VerdictMark>
      </p>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div className="fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
