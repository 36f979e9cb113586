import { PrinterOutlined, ReloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { getLayers, recompute } from '../api/compliance';
import type { LayerCell, LayerRow } from '../api/views-compliance';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { VERDICTS } from '../systems/system-filter';
import { useAgencies } from '../systems/use-agencies';
import { Choice } from '../ui/choice';
import { Instant } from '../ui/instant';
import { MoreButton } from '../ui/more-button';
import { LoadingPanel, ProblemPanel, StatePanel, useProblemText } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { ConflictDialog } from './conflict-dialog';
import { LayerDialog } from './layer-dialog';
import { LayerMatrixTable } from './layer-matrix-table';
import { ProvinceStrip } from './province-strip';
import { ScopePanel } from './scope-panel';
import './layers.css';

/** Mô hình bảo vệ 4 lớp: every system and the province, with why, and with the readings the answer rests on. */
export function LayerPage() {
  const { t } = useText();
  const [words, setWords] = useSearchParams();
  const agencyId = words.get('agencyId') ?? '';
  const verdict = VERDICTS.find((known) => known === words.get('verdict')) ?? '';
  const query = useInfiniteQuery({
    queryKey: ['compliance', 'layers', agencyId],
    queryFn: ({ pageParam }) => getLayers(agencyId ? { agencyId } : {}, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
  const first = query.data?.pages[0];
  const all = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const rows =
    verdict === '' ? all : all.filter((row) => row.layers.some((cell) => cell.verdict === verdict));
  const [asked, setAsked] = useState<{ row: LayerRow; cell: LayerCell }>();
  const [conflicts, setConflicts] = useState(false);
  usePageTitle(t('layers.title'));

  function set(name: string, value: string): void {
    const next = new URLSearchParams(words);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setWords(next, { replace: true });
  }

  return (
    <div className="page layer-page">
      <Head computedAt={first?.computedAt} />
      {query.isPending && <LoadingPanel />}
      {query.isError && !first && (
        <ProblemPanel
          title={t('layers.loadFailed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {first && (
        <>
          <ProvinceStrip province={first.province} />
          <ScopePanel scope={first.scope} onAll={() => setConflicts(true)} />
          <Filters agencyId={agencyId} verdict={verdict} onSet={set} />
          {rows.length === 0 ? (
            <StatePanel title={t('layers.empty')} help={t('layers.emptyHelp')} />
          ) : (
            <LayerMatrixTable rows={rows} onAsk={(row, cell) => setAsked({ row, cell })} />
          )}
          <MoreButton query={query} />
        </>
      )}
      {asked && <LayerDialog row={asked.row} cell={asked.cell} onClose={() => setAsked(undefined)} />}
      {conflicts && <ConflictDialog onClose={() => setConflicts(false)} />}
    </div>
  );
}

function Head({ computedAt }: { computedAt: number | undefined }) {
  const { t } = useText();
  const can = useCan();
  const { message, notification } = App.useApp();
  const queries = useQueryClient();
  const problem = useProblemText();
  const computing = useMutation({
    mutationFn: () => recompute(),
    onSuccess({ computed, changed }) {
      void queries.invalidateQueries({ queryKey: ['compliance'] });
      void queries.invalidateQueries({ queryKey: ['systems'] });
      void message.success(t('layers.recomputed', { computed, changed }));
    },
    onError: (error) =>
      notification.error({ title: t('layers.recomputeFailed'), description: problem(error), duration: 10 }),
  });
  return (
    <div className="page-head">
      <h1>{t('layers.title')}</h1>
      {computedAt !== undefined && (
        <span className="muted">
          {t('system.computedAt')} <Instant at={computedAt} />
        </span>
      )}
      <span className="page-acts no-print">
        {can('register.import') && (
          <Button
            icon={<ReloadOutlined aria-hidden />}
            loading={computing.isPending}
            onClick={() => computing.mutate()}
            data-testid="recompute"
          >
            {t('layers.recompute')}
          </Button>
        )}
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => print()}>
          {t('layers.print')}
        </Button>
      </span>
    </div>
  );
}

interface FiltersProps {
  agencyId: string;
  verdict: string;
  onSet: (name: string, value: string) => void;
}

function Filters({ agencyId, verdict, onSet }: FiltersProps) {
  const { t } = useText();
  const agencies = useAgencies();
  const all = { value: '', label: t('page.all') };
  return (
    <div className="filters">
      <Choice
        label={t('systems.agency')}
        value={agencyId}
        options={[all, ...agencies.options]}
        onChange={(value) => onSet('agencyId', value)}
        testId="filter-agency"
      />
      <Choice
        label={t('layers.having')}
        value={verdict}
        options={[
          all,
          ...VERDICTS.map((value) => ({ value: value as string, label: t(`verdict.${value}`) })),
        ]}
        onChange={(value) => onSet('verdict', value)}
        testId="filter-verdict"
      />
    </div>
  );
}
