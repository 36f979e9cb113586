import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { getAlertSummary } from '../api/alerts';
import type { AlertView } from '../api/views-alerts';
import { useText } from '../i18n/use-text';
import { usePageKeys, useShortcuts } from '../keys/shortcuts-provider';
import { useCan } from '../session/use-session';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { type AlertFilter, readFilter, writeFilter } from './alert-filter';
import { AlertFilters } from './alert-filters';
import { AlertTable } from './alert-table';
import { keepTrail, trailRow } from './alert-trail';
import { EmptyList } from './empty-list';
import { NewAlertsBar } from './new-alerts-bar';
import { StepDialog, type StepKind } from './step-dialog';
import { SummaryStrip } from './summary-strip';
import { useAlertList } from './use-alert-list';
import { useAlertStep } from './use-alert-step';
import './alerts.css';

export function AlertListPage() {
  const { t } = useText();
  const can = useCan();
  const navigate = useNavigate();
  const { enabled: keysOn } = useShortcuts();
  const [words, setWords] = useSearchParams();
  const filter = readFilter(words);
  const change = (next: AlertFilter) => setWords(writeFilter(next), { replace: true });

  const { query, pending, refresh } = useAlertList(filter);
  const summary = useQuery({ queryKey: ['alerts', 'summary'], queryFn: getAlertSummary, staleTime: 5_000 });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];

  const [currentId, setCurrentId] = useState(trailRow);
  const [dialog, setDialog] = useState<StepKind>();
  const index = rows.findIndex(({ id }) => id === currentId);
  const current = rows[index];
  const { step } = useAlertStep();
  const searchBox = useRef<HTMLInputElement>(null);
  usePageTitle(t('alerts.title'), pending.size);
  useEmptyFollows(rows.length, pending.size, refresh);

  function open(alert: AlertView | undefined): void {
    if (!alert) return;
    keepTrail({ ids: rows.map(({ id }) => id), at: alert.id, back: `/alerts?${words}` });
    void navigate(`/alerts/${encodeURIComponent(alert.id)}`);
  }
  function move(by: number): void {
    const next = rows[index < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, index + by))];
    if (next) setCurrentId(next.id);
    if (by > 0 && index >= rows.length - 3 && query.hasNextPage && !query.isFetchingNextPage)
      void query.fetchNextPage();
  }
  function showPending(): void {
    setCurrentId(undefined);
    void refresh();
  }

  usePageKeys({
    next: () => move(1),
    previous: () => move(-1),
    open: () => open(current),
    acknowledge() {
      if (current?.workflow.status === 'new' && can('alert.acknowledge'))
        step.mutate({ alertId: current.id, seq: current.workflow.seq, act: { kind: 'acknowledge' } });
    },
    close() {
      if (current && current.workflow.status !== 'closed' && can('alert.close')) setDialog('close');
    },
    note() {
      if (current && can('alert.note')) setDialog('notes');
    },
    fresh: showPending,
    search: () => searchBox.current?.focus(),
    escape: () => setCurrentId(undefined),
  });

  return (
    <div className="page alert-list">
      <h1 className="visually-hidden">{t('alerts.title')}</h1>
      <SummaryStrip filter={filter} summary={summary.data} onChange={change} />
      <AlertFilters
        filter={filter}
        rows={rows}
        searchBox={searchBox}
        onChange={change}
        onRefresh={showPending}
      />
      <NewAlertsBar pending={pending} onShow={showPending} />
      {query.isPending && <LoadingPanel />}
      {query.isError && rows.length === 0 && (
        <ProblemPanel
          title={t('alerts.loadFailed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && rows.length === 0 && <EmptyList filter={filter} onChange={change} />}
      {rows.length > 0 && (
        <AlertTable
          rows={rows}
          currentId={currentId}
          focusCurrent={keysOn}
          more={{
            has: query.hasNextPage,
            busy: query.isFetchingNextPage,
            load: () => void query.fetchNextPage(),
          }}
          onOpen={open}
        />
      )}
      {dialog && current && <StepDialog kind={dialog} alert={current} onClose={() => setDialog(undefined)} />}
    </div>
  );
}

/** With no row on screen there is nothing to keep still: what comes is shown at once. */
function useEmptyFollows(shown: number, waiting: number, refresh: () => Promise<void>): void {
  useEffect(() => {
    if (shown === 0 && waiting > 0) void refresh();
  }, [shown, waiting, refresh]);
}
