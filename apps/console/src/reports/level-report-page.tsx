import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { downloadLevelReport, getLevelReport, type LevelReportQuery } from '../api/reports';
import { COUNTERS, type LevelReport, type ReportStage } from '../api/views-reports';
import { dayOf, daysBetween, dayText } from '../format/day';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { useAgencies } from '../systems/use-agencies';
import { Choice } from '../ui/choice';
import { Clause } from '../ui/clause';
import { DayField } from '../ui/day-field';
import { DownloadButton } from '../ui/download-button';
import { DueChip } from '../ui/due-chip';
import { Panel } from '../ui/panel';
import { LoadingPanel, ProblemPanel, StatePanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { groupProblems, type ProblemGroup } from './group-problems';
import { levelReportQuery } from './level-report-query';
import { LevelReportTable } from './level-report-table';
import './reports.css';

/** Mẫu 08 of a year: its counters and rows from the records, and what is still missing before it is signed. */
export function LevelReportPage() {
  const { t } = useText();
  const [words, setWords] = useSearchParams();
  const today = dayOf(Date.now());
  const asked = levelReportQuery(words, today);
  const { year } = asked;
  const report = useQuery({
    queryKey: ['reports', 'level', asked],
    queryFn: () => getLevelReport(asked),
    // The page stays, dimmed, while it is read again: a day is typed on it.
    placeholderData: keepPreviousData,
  });
  usePageTitle(t('report.title', { year }));
  const set: OnSet = (name, value) => {
    const next = new URLSearchParams(words);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setWords(next, { replace: true });
  };
  return (
    <div className="page">
      <Head asked={asked} ready={report.isSuccess} />
      <Filters
        asked={asked}
        thisYear={Number(today.slice(0, 4))}
        owners={report.data?.owners ?? []}
        onSet={set}
      />
      {report.isPending && <LoadingPanel />}
      {report.isError && (
        <ProblemPanel
          title={t('report.loadFailed')}
          error={report.error}
          onRetry={() => void report.refetch()}
        />
      )}
      {report.data && (
        <div
          className={report.isPlaceholderData ? 'read-again' : undefined}
          aria-busy={report.isPlaceholderData}
        >
          <Body report={report.data} asked={asked} today={today} onSet={set} />
        </div>
      )}
    </div>
  );
}

function Head({ asked, ready }: { asked: LevelReportQuery; ready: boolean }) {
  const { t } = useText();
  const can = useCan();
  return (
    <div className="page-head">
      <h1>{t('report.title', { year: asked.year })}</h1>
      <span className="muted">{t('report.form')}</span>
      {ready && can('document.make') && (
        <span className="page-acts">
          {(['docx', 'pdf'] as const).map((format) => (
            <DownloadButton
              key={format}
              label={t('report.download', { format: format.toUpperCase() })}
              fetch={() => downloadLevelReport(asked, format)}
              testId={`report-${format}`}
            />
          ))}
        </span>
      )}
    </div>
  );
}

type OnSet = (name: 'year' | 'agencyId' | 'ownerId' | 'completionOn', value: string) => void;

interface FiltersProps {
  asked: LevelReportQuery;
  thisYear: number;
  owners: LevelReport['owners'];
  onSet: OnSet;
}

function Filters({ asked, thisYear, owners, onSet }: FiltersProps) {
  const { t, both } = useText();
  const agencies = useAgencies();
  const { year, agencyId = '', ownerId = '' } = asked;
  const named = owners.map(({ id, name, systems }) => ({
    value: id,
    label: t('report.ownerOption', { name: name ? both(name) : id, count: systems }),
  }));
  const elsewhere = ownerId !== '' && !owners.some(({ id }) => id === ownerId);
  const years = [...new Set([thisYear, thisYear - 1, thisYear - 2, year])].sort((a, b) => b - a);
  return (
    <div className="filters report-filters">
      <Choice
        label={t('report.year')}
        value={String(year)}
        options={years.map((one) => ({ value: String(one), label: String(one) }))}
        onChange={(value) => onSet('year', value)}
        testId="filter-year"
      />
      <Choice
        label={t('systems.agency')}
        value={agencyId}
        options={[{ value: '', label: t('page.all') }, ...agencies.options]}
        onChange={(value) => onSet('agencyId', value)}
        testId="filter-agency"
      />
      <Choice
        label={t('report.owner')}
        value={ownerId}
        options={[
          { value: '', label: t('report.everyOwner') },
          ...named,
          ...(elsewhere ? [{ value: ownerId, label: agencies.nameOf(ownerId) }] : []),
        ]}
        onChange={(value) => onSet('ownerId', value)}
        testId="filter-owner"
      />
    </div>
  );
}

interface BodyProps {
  report: LevelReport;
  asked: LevelReportQuery;
  today: string;
  onSet: OnSet;
}

function Body({ report, asked, today, onSet }: BodyProps) {
  const { t, language } = useText();
  const { counters, rows, problems, from, cutOff, stages } = report;
  return (
    <>
      <div className="report-top">
        <Panel title={t('report.general')}>
          <ol className="counters" data-testid="counters">
            {COUNTERS.map((counter) => (
              <li key={counter}>
                <span>{t(`report.${counter}`)}</span>
                <strong className="number">{whole(counters[counter], language)}</strong>
              </li>
            ))}
            <li>
              <span>
                {t('report.C7')}
                <span className="sub">{t('report.C7help')}</span>
              </span>
              <span className="counter-day">
                {!asked.completionOn && (
                  <strong className="number">
                    {counters.C7 ? dayText(counters.C7) : t('report.C7none')}
                  </strong>
                )}
                <DayField
                  label={t('report.C7label')}
                  value={asked.completionOn}
                  onChange={(day) => onSet('completionOn', day ?? '')}
                  testId="completion-on"
                />
              </span>
            </li>
          </ol>
        </Panel>
        <Panel title={t('report.due')}>
          <p className="report-window">{t('report.window', { from: dayText(from), to: dayText(cutOff) })}</p>
          <ul className="lines">
            <Stage name={t('report.stage1')} stage={stages.stage1} today={today} />
            <Stage name={t('report.stage2')} stage={stages.stage2} today={today} />
          </ul>
        </Panel>
      </div>
      <Problems problems={problems} rows={rows} />
      {rows.length === 0 ? (
        <StatePanel title={t('report.empty')} help={t('report.emptyHelp')} />
      ) : (
        <LevelReportTable rows={rows} />
      )}
    </>
  );
}

function Stage({ name, stage, today }: { name: string; stage: ReportStage | undefined; today: string }) {
  const { t } = useText();
  if (!stage) return null;
  const daysLeft = daysBetween(today, stage.lastDay);
  return (
    <li>
      <span>
        {name}
        <span className="sub">
          <Clause clause={stage.clause} mark={stage.mark} />
        </span>
      </span>
      <span className="line-end">
        <span>{t('report.lastDay', { day: dayText(stage.lastDay) })}</span>
        {stage.lastWorkingDay !== stage.lastDay && (
          <span className="sub">{t('report.lastWorkingDay', { day: dayText(stage.lastWorkingDay) })}</span>
        )}
        {daysLeft >= 0 && <DueChip due={{ state: 'open', daysLeft }} />}
      </span>
    </li>
  );
}

function Problems({ problems, rows }: Pick<LevelReport, 'problems' | 'rows'>) {
  const { t, both } = useText();
  if (problems.length === 0) return null;
  const groups = groupProblems(
    problems.map(({ text, ...problem }) => ({ ...problem, text: both(text) })),
    (systemId) => {
      const row = rows.find((one) => one.systemId === systemId);
      return row && both(row.systemName);
    },
  );
  return (
    <div className="report-problems">
      <Panel title={t('report.problems', { count: problems.length })}>
        <ul className="reasons-list">
          {groups.map(({ text, systems }) => (
            <li key={text}>
              {text} {systems.length > 0 && <ProblemSystems systems={systems} />}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function ProblemSystems({ systems }: Pick<ProblemGroup, 'systems'>) {
  const { t } = useText();
  const links = systems.map(({ id, name }) => (
    <Link key={id} to={`/systems/${encodeURIComponent(id)}`}>
      {name}
    </Link>
  ));
  if (systems.length === 1) return links;
  return (
    <details>
      <summary>{t('report.problemSystems', { count: systems.length })}</summary>
      <span className="problem-systems">{links}</span>
    </details>
  );
}
