import type { Activity } from '@khien/model';
import { useSearchParams } from 'react-router';
import { getActivity } from '../api/activity';
import { useText } from '../i18n/use-text';
import { Instant } from '../ui/instant';
import { MoreButton } from '../ui/more-button';
import { LoadingPanel, ProblemPanel, StatePanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { usePages } from '../ui/use-pages';
import { readActivityFilter, toActivityQuery, writeActivityFilter } from './activity-filter';
import { ActivityFilters } from './activity-filters';
import { Subject } from './activity-subject';
import { DataLine } from './data-line';
import './activity.css';

/** The auditor's page: every step a person took, filtered by who, what, on what, when. */
export function ActivityPage() {
  const { t } = useText();
  const [words, setWords] = useSearchParams();
  const filter = readActivityFilter(words);
  const { query, items } = usePages(['activity', words.toString()], readerOf(words));
  usePageTitle(t('activity.title'));
  const filtered = Object.keys(filter).length > 0;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('activity.title')}</h1>
        <span className="muted">{t('activity.intro')}</span>
      </div>
      <ActivityFilters
        filter={filter}
        onChange={(next) => setWords(writeActivityFilter(next), { replace: true })}
        onRefresh={() => void query.refetch()}
      />
      {query.isPending && <LoadingPanel />}
      {query.isError && items.length === 0 && (
        <ProblemPanel
          title={t('activity.loadFailed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && items.length === 0 && (
        <StatePanel
          title={filtered ? t('activity.emptyFilter') : t('activity.empty')}
          {...(filtered ? { help: t('activity.emptyFilterHelp') } : {})}
        />
      )}
      {items.length > 0 && (
        <>
          <ActivityTable items={items} />
          <MoreButton query={query} />
        </>
      )}
    </div>
  );
}

/** A relative period starts at the same moment for every page of one reading. */
function readerOf(words: URLSearchParams) {
  let askedAt = Date.now();
  return (cursor: string | undefined) => {
    if (cursor === undefined) askedAt = Date.now();
    return getActivity(toActivityQuery(readActivityFilter(words), askedAt), cursor);
  };
}

function ActivityTable({ items }: { items: Activity[] }) {
  const { t } = useText();
  return (
    <table className="grid activity-grid" data-testid="activity-table">
      <caption className="visually-hidden">{t('activity.table')}</caption>
      <thead>
        <tr>
          <th scope="col" className="col-time">
            {t('activity.time')}
          </th>
          <th scope="col" className="col-who">
            {t('activity.who')}
          </th>
          <th scope="col" className="col-action">
            {t('activity.action')}
          </th>
          <th scope="col" className="col-subject">
            {t('activity.subject')}
          </th>
          <th scope="col">{t('activity.reason')}</th>
          <th scope="col" className="col-from">
            {t('activity.from')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((step) => (
          <ActivityRow key={step._id} step={step} />
        ))}
      </tbody>
    </table>
  );
}

function ActivityRow({ step }: { step: Activity }) {
  const { t } = useText();
  return (
    <tr>
      <th scope="row">
        <Instant at={step.at} />
      </th>
      <td>
        {step.actor.username || '—'}
        {/* Whoever was refused only said to be this person. */}
        <span className="sub">
          {t(step.action === 'sign_in_refused' ? 'role.anonymous' : `role.${step.actor.role}`)}
        </span>
      </td>
      <td>{t(`activity.action_${step.action}`)}</td>
      <td>
        <Subject step={step} />
      </td>
      <td className="activity-why">
        {step.reason}
        <DataLine step={step} />
      </td>
      <td className="code">{step.from.ip}</td>
    </tr>
  );
}
