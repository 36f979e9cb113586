import { CalendarOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { getDeadlines } from '../api/deadlines';
import { dayOf } from '../format/day';
import { useText } from '../i18n/use-text';
import { LoadingPanel, ProblemPanel, StatePanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { readDeadlineFilter, toDeadlineQuery, writeDeadlineFilter } from './deadline-filter';
import { DeadlineFilters } from './deadline-filters';
import { DeadlineGroupPanel } from './deadline-group-panel';
import { groupsOf } from './deadline-groups';
import { FeedDialog } from './feed-dialog';
import { ReminderPanel } from './reminder-panel';
import './deadlines.css';

/** What is owed by when, late first; who was reminded; and the same in one's own calendar. */
export function DeadlinePage() {
  const { t } = useText();
  const [words, setWords] = useSearchParams();
  const filter = readDeadlineFilter(words);
  const [feed, setFeed] = useState(false);
  const today = dayOf(Date.now());
  const query = useQuery({
    queryKey: ['deadlines', writeDeadlineFilter({ ...filter, show: 'open' }).toString()],
    queryFn: () => getDeadlines(toDeadlineQuery(filter, today)),
    placeholderData: (before) => before,
  });
  const items = (query.data?.items ?? []).filter(
    ({ state }) =>
      filter.show === 'all' || (filter.show === 'open' ? state !== 'done' : state === filter.show),
  );
  const groups = groupsOf(items, today);
  usePageTitle(t('deadlines.title'));
  return (
    <div className="page deadline-page">
      <div className="page-head">
        <h1>{t('deadlines.title')}</h1>
        <span className="page-acts">
          <Button
            icon={<CalendarOutlined aria-hidden />}
            onClick={() => setFeed(true)}
            data-testid="calendar-feed"
          >
            {t('deadlines.feed')}
          </Button>
        </span>
      </div>
      <DeadlineFilters
        filter={filter}
        onChange={(next) => setWords(writeDeadlineFilter(next), { replace: true })}
      />
      {filter.systemId && (
        <p className="deadline-of">
          {t('deadlines.ofSystem')}{' '}
          <Link to={`/systems/${encodeURIComponent(filter.systemId)}`}>{filter.systemId}</Link>
        </p>
      )}
      {query.isPending && <LoadingPanel />}
      {query.isError && !query.data && (
        <ProblemPanel
          title={t('deadlines.loadFailed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data && (
        <div className="columns">
          <div className="column-main">
            {groups.length === 0 && (
              <StatePanel title={t('deadlines.empty')} help={t('deadlines.emptyHelp')} />
            )}
            {groups.map((group) => (
              <DeadlineGroupPanel key={group.key === 'month' ? group.month : group.key} group={group} />
            ))}
            {query.data.next && <p className="muted">{t('deadlines.more')}</p>}
          </div>
          <div className="column-side">
            <ReminderPanel reminders={query.data.reminders} />
          </div>
        </div>
      )}
      {feed && <FeedDialog onClose={() => setFeed(false)} />}
    </div>
  );
}
