import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { getSimulation } from '../api/regimes';
import type { Simulation } from '../api/views-regimes';
import { dayOf, dayText } from '../format/day';
import { useText } from '../i18n/use-text';
import { DayField } from '../ui/day-field';
import { Facets } from '../ui/facets';
import { Panel } from '../ui/panel';
import { LoadingPanel, ProblemPanel, StatePanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { useRegimeName } from '../ui/use-regime-name';
import { SimulationTable } from './simulation-table';
import './regimes.css';

const CHANGES = ['raised', 'lowered', 'open', 'same'] as const;
/** The last day of the decree before. */
const OLD_LAW = '2026-06-30';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the law of another day means for every system: levels, clauses, duties and figures. Nothing is stored. */
export function RegimePage() {
  const { t } = useText();
  const [words, setWords] = useSearchParams();
  const from = dayIn(words.get('from'), OLD_LAW);
  const to = dayIn(words.get('to'), dayOf(Date.now()));
  const [change, setChange] = useState('');
  const simulation = useQuery({
    queryKey: ['regimes', from, to],
    queryFn: () => getSimulation(from, to),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  usePageTitle(t('regimes.title'));
  const set = (name: 'from' | 'to', day: string | undefined) => {
    const next = new URLSearchParams({ from, to });
    if (day) next.set(name, day);
    setWords(next, { replace: true });
  };
  const data = simulation.data;
  const rows = (data?.items ?? [])
    .filter((row) => change === '' || row.change === change)
    .sort((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('regimes.title')}</h1>
        <span className="muted">{t('regimes.intro')}</span>
      </div>
      <div className="filters">
        <span className="choice">
          <label className="choice-label" htmlFor="regime-from">
            {t('regimes.from')}
          </label>
          <DayField id="regime-from" value={from} clearable={false} onChange={(day) => set('from', day)} />
        </span>
        <span className="choice">
          <label className="choice-label" htmlFor="regime-to">
            {t('regimes.to')}
          </label>
          <DayField id="regime-to" value={to} clearable={false} onChange={(day) => set('to', day)} />
        </span>
        {data && <Regimes simulation={data} />}
      </div>
      {simulation.isPending && <LoadingPanel />}
      {simulation.isError && !data && (
        <ProblemPanel
          title={t('regimes.loadFailed')}
          error={simulation.error}
          onRetry={() => void simulation.refetch()}
        />
      )}
      {data && (
        <>
          <Facets
            label={t('regimes.change')}
            facets={CHANGES.map((value) => ({
              value,
              label: t(`regimes.change_${value}`),
              count: data.totals[value],
            }))}
            chosen={change}
            onChoose={setChange}
            testId="totals-change"
          />
          {rows.length === 0 ? (
            <StatePanel title={t('regimes.empty')} help={t('regimes.emptyHelp')} />
          ) : (
            <SimulationTable rows={rows} />
          )}
          <Unreadable unreadable={data.unreadable ?? []} />
        </>
      )}
    </div>
  );
}

function dayIn(given: string | null, usual: string): string {
  return given !== null && DAY.test(given) ? given : usual;
}

function Regimes({ simulation }: { simulation: Simulation }) {
  const name = useRegimeName();
  const { from, to } = simulation;
  return (
    <p className="regime-names" data-testid="regime-names">
      <strong>{name(from.regime)}</strong> <span className="muted">({dayText(from.on)})</span> →{' '}
      <strong>{name(to.regime)}</strong> <span className="muted">({dayText(to.on)})</span>
    </p>
  );
}

const NO_FACTS = 'levelFacts: none';

/** Cards that could not be put through the criteria are said, not left out in silence. */
function Unreadable({ unreadable }: { unreadable: Simulation['unreadable'] }) {
  const { t, both } = useText();
  if (unreadable.length === 0) return null;
  return (
    <div className="unreadable">
      <Panel title={t('regimes.unreadable', { count: unreadable.length })}>
        <p className="muted">{t('regimes.unreadableHelp')}</p>
        <ul className="lines">
          {unreadable.map(({ systemId, name, problems }) => (
            <li key={systemId}>
              <Link to={`/systems/${encodeURIComponent(systemId)}`}>{both(name)}</Link>
              <span className="muted">
                {problems
                  .map((problem) => (problem === NO_FACTS ? t('regimes.noFacts') : problem))
                  .join('; ')}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
