import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { exportRegister } from '../api/register';
import { getSystems } from '../api/systems';
import type { SystemTotals } from '../api/views-systems';
import { useText } from '../i18n/use-text';
import { usePageKeys } from '../keys/shortcuts-provider';
import { useCan } from '../session/use-session';
import { DownloadButton } from '../ui/download-button';
import { Facets } from '../ui/facets';
import { MoreButton } from '../ui/more-button';
import { LoadingPanel, ProblemPanel, StatePanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import {
  ALL_SYSTEMS,
  isEverySystem,
  LEVELS,
  readSystemFilter,
  STEPS,
  type SystemFilter,
  toSystemQuery,
  writeSystemFilter,
} from './system-filter';
import { SystemFilters } from './system-filters';
import { SystemTable } from './system-table';
import './systems.css';

/** The register: every system with its level, where its dossier stands, its layers, gaps and next deadline. */
export function SystemListPage() {
  const { t } = useText();
  const [words, setWords] = useSearchParams();
  const filter = readSystemFilter(words);
  const change = (next: SystemFilter) => setWords(writeSystemFilter(next), { replace: true });
  const query = useInfiniteQuery({
    queryKey: ['systems', 'list', writeSystemFilter(filter).toString()],
    queryFn: ({ pageParam }) => getSystems(toSystemQuery(filter), pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const totals = query.data?.pages[0]?.totals;
  const searchBox = useRef<HTMLInputElement>(null);
  usePageTitle(t('systems.title'));
  usePageKeys({ search: () => searchBox.current?.focus() });
  return (
    <div className="page">
      <Head />
      {totals && (totals.systems > 0 || !isEverySystem(filter)) && (
        <Totals totals={totals} filter={filter} onChange={change} />
      )}
      <SystemFilters filter={filter} searchBox={searchBox} onChange={change} />
      {query.isPending && <LoadingPanel />}
      {query.isError && rows.length === 0 && (
        <ProblemPanel
          title={t('systems.loadFailed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && rows.length === 0 && <Empty filter={filter} onChange={change} />}
      {rows.length > 0 && (
        <>
          <SystemTable rows={rows} />
          <MoreButton query={query} />
        </>
      )}
    </div>
  );
}

function Head() {
  const { t } = useText();
  const can = useCan();
  const navigate = useNavigate();
  return (
    <div className="page-head">
      <h1>{t('systems.title')}</h1>
      <span className="page-acts">
        <Link className="page-link" to="/agencies">
          {t('agencies.link')}
        </Link>
        <Link className="page-link" to="/register/reconciliation">
          {t('systems.reconcile')}
        </Link>
        {can('register.import') && (
          <Link className="page-link" to="/register/import">
            {t('systems.import')}
          </Link>
        )}
        <DownloadButton
          label={t('systems.exportXlsx')}
          fetch={() => exportRegister('systems', 'xlsx')}
          testId="export-xlsx"
        />
        <DownloadButton
          label={t('systems.exportCsv')}
          fetch={() => exportRegister('systems', 'csv')}
          testId="export-csv"
        />
        {can('register.edit') && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => void navigate('/systems/new')}
            data-testid="system-new"
          >
            {t('systems.add')}
          </Button>
        )}
      </span>
    </div>
  );
}

interface TotalsProps {
  totals: SystemTotals;
  filter: SystemFilter;
  onChange: (filter: SystemFilter) => void;
}

function Totals({ totals, filter, onChange }: TotalsProps) {
  const { t } = useText();
  const without = Object.entries(totals.byLevel)
    .filter(([level]) => !LEVELS.some((known) => known === level))
    .reduce((sum, [, count]) => sum + count, 0);
  const levels = [
    ...LEVELS.map((level) => ({
      value: level as string,
      label: t('level.of', { level }),
      count: totals.byLevel[level] ?? 0,
    })),
    { value: 'none', label: t('level.none'), count: without },
  ];
  const steps = STEPS.map((step) => ({
    value: step as string,
    label: t(`step.${step}`),
    count: totals.byStep[step] ?? 0,
  }));
  const shown = (facets: typeof levels, chosen: string) =>
    facets.filter(({ count, value }) => count > 0 || value === chosen);
  return (
    <>
      <p className="visually-hidden" role="status">
        {t('systems.count', { count: totals.systems })}
      </p>
      <Facets
        label={t('systems.level')}
        facets={shown(levels, filter.level)}
        chosen={filter.level}
        onChoose={(level) => onChange({ ...filter, level })}
        testId="totals-level"
      />
      <Facets
        label={t('step.label')}
        facets={shown(steps, filter.step)}
        chosen={filter.step}
        onChoose={(step) => onChange({ ...filter, step })}
        testId="totals-step"
      />
    </>
  );
}

function Empty({ filter, onChange }: { filter: SystemFilter; onChange: (filter: SystemFilter) => void }) {
  const { t } = useText();
  if (isEverySystem(filter)) return <StatePanel title={t('systems.empty')} help={t('systems.emptyHelp')} />;
  return (
    <StatePanel title={t('systems.emptyFilter')} help={t('systems.emptyFilterHelp')}>
      <Button onClick={() => onChange(ALL_SYSTEMS)}>{t('page.clearFilters')}</Button>
    </StatePanel>
  );
}
