import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { getDossiers } from '../../api/dossiers';
import type { DossierRow } from '../../api/views-dossiers';
import { useText } from '../../i18n/use-text';
import { usePageKeys } from '../../keys/shortcuts-provider';
import { useCan, useSession } from '../../session/use-session';
import { useAgencies } from '../../systems/use-agencies';
import { Facets } from '../../ui/facets';
import { LoadingPanel, ProblemPanel, StatePanel } from '../../ui/state-panel';
import { usePageTitle } from '../../ui/use-page-title';
import { agenciesBelow } from './agencies-below';
import {
  ALL_DOSSIERS,
  byUrgency,
  type DossierFilter,
  isEveryDossier,
  matching,
  readDossierFilter,
  STEPS,
  writeDossierFilter,
} from './dossier-filter';
import { DossierFilters } from './dossier-filters';
import { DossierTable } from './dossier-table';
import { isMine } from './my-work';
import { StartDialog } from './start-dialog';
import './dossier-list.css';

/** Every dossier in sight, one's own work first. */
export function DossierListPage() {
  const { t } = useText();
  const [starting, setStarting] = useState(false);
  const can = useCan();
  const query = useQuery({ queryKey: ['dossiers', 'list'], queryFn: getDossiers, refetchInterval: 60_000 });
  const rows = useMemo(() => [...(query.data?.items ?? [])].sort(byUrgency), [query.data]);
  usePageTitle(t('dossiers.title'));
  return (
    <div className="page dossier-list">
      <div className="page-head">
        <h1>{t('dossiers.title')}</h1>
        {can('dossier.draft') && (
          <span className="page-acts">
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setStarting(true)}
              data-testid="start-new"
            >
              {t('dossiers.start')}
            </Button>
          </span>
        )}
      </div>
      {query.isPending && <LoadingPanel />}
      {query.isError && !query.data && (
        <ProblemPanel
          title={t('dossiers.loadFailed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data && rows.length === 0 && (
        <StatePanel title={t('dossiers.empty')} help={t('dossiers.emptyHelp')}>
          {can('dossier.draft') && <Button onClick={() => setStarting(true)}>{t('dossiers.start')}</Button>}
        </StatePanel>
      )}
      {rows.length > 0 && <Lists rows={rows} />}
      {query.data?.whole === false && <p className="muted">{t('dossiers.notWhole')}</p>}
      {starting && <StartDialog onClose={() => setStarting(false)} />}
    </div>
  );
}

function Lists({ rows }: { rows: readonly DossierRow[] }) {
  const { t } = useText();
  const can = useCan();
  const { user } = useSession();
  const mine = rows.filter((row) => isMine(row, user, can));
  const works = can('dossier.draft') || can('dossier.appraise') || can('dossier.approve');
  return (
    <>
      {works && (
        <section className="my-work" aria-labelledby="my-work">
          <h2 id="my-work">
            {t('dossiers.mine')}
            {mine.length > 0 && <span className="my-count">{mine.length}</span>}
          </h2>
          {mine.length === 0 ? (
            <p className="muted">{t('dossiers.mineNone')}</p>
          ) : (
            <DossierTable rows={mine} caption={t('dossiers.mine')} testId="my-dossiers" />
          )}
        </section>
      )}
      <Everything rows={rows} titled={works} />
    </>
  );
}

function Everything({ rows, titled }: { rows: readonly DossierRow[]; titled: boolean }) {
  const { t } = useText();
  const agencies = useAgencies();
  const [words, setWords] = useSearchParams();
  const filter = readDossierFilter(words);
  const change = (next: DossierFilter) => setWords(writeDossierFilter(next), { replace: true });
  const searchBox = useRef<HTMLInputElement>(null);
  usePageKeys({ search: () => searchBox.current?.focus() });
  const below = (agencyId: string) => agenciesBelow(agencyId, agencies.items);
  const shown = matching(rows, filter, below);
  const withoutStep = matching(rows, { ...filter, step: '' }, below);
  const steps = STEPS.map((step) => ({
    value: step as string,
    label: t(`step.${step}`),
    count: withoutStep.filter((row) => row.step === step).length,
  })).filter(({ count, value }) => count > 0 || value === filter.step);
  return (
    <section aria-labelledby={titled ? 'all-dossiers' : undefined}>
      {titled && (
        <h2 id="all-dossiers" className="list-heading">
          {t('dossiers.all')}
        </h2>
      )}
      <Facets
        label={t('dossiers.step')}
        facets={steps}
        chosen={filter.step}
        onChoose={(step) => change({ ...filter, step })}
        testId="totals-step"
      />
      <DossierFilters filter={filter} searchBox={searchBox} onChange={change} />
      <p className="visually-hidden" role="status">
        {t('dossiers.count', { count: shown.length })}
      </p>
      {shown.length > 0 ? (
        <DossierTable rows={shown} caption={t('dossiers.all')} testId="dossier-table" />
      ) : (
        <StatePanel title={t('dossiers.emptyFilter')} help={t('dossiers.emptyFilterHelp')} level={3}>
          {!isEveryDossier(filter) && (
            <Button onClick={() => change(ALL_DOSSIERS)}>{t('page.clearFilters')}</Button>
          )}
        </StatePanel>
      )}
    </section>
  );
}
