import type { Bilingual, Day, System } from '@khien/model';
import { say } from '../../layers/say';
import { inCircle } from '../../layers/system-circle';
import { countsOn } from '../../legal/dated';
import type { ReportDate } from '../../legal/legal-file';
import { addDays } from '../../working-days/day-arithmetic';
import type { Duty, DutyCase } from '../duty';

/** Days back and ahead that the reporting calendar is laid out for. */
const BACK_DAYS = 180;
const AHEAD_DAYS = 400;

interface Occurrence {
  dueOn: Day;
  period: string;
  note?: Bilingual;
}

/** The reporting calendar (§9), one deadline for each body that owes a report and each period. */
export function reportDuties(input: DutyCase): Duty[] {
  return input.law.reports.flatMap((report) =>
    occurrences(report, input.on).flatMap((occurrence) =>
      report.owed_by === undefined
        ? [onCalendar(report, occurrence, input.on)]
        : bodiesOf(report, input).map((agencyId) => owed({ report, occurrence, agencyId, input })),
    ),
  );
}

function occurrences(report: ReportDate, on: Day): Occurrence[] {
  const [from, to] = [addDays(on, -BACK_DAYS), addDays(on, AHEAD_DAYS)];
  const years = [0, 1, 2].map((n) => Number(from.slice(0, 4)) + n);
  const { when } = report;
  const all: Occurrence[] =
    'day' in when
      ? [{ dueOn: when.day, period: when.day }]
      : 'yearly_last_day' in when
        ? years.map((year) => ({ dueOn: `${year}-${when.yearly_last_day}`, period: String(year) }))
        : years.flatMap((year) => when.every.flatMap((each) => endsOf(each, year)));
  // A single day years ahead stays on the calendar: it is what reminders of a year before are for.
  const within = ({ dueOn }: Occurrence): boolean => dueOn >= from && ('day' in when || dueOn <= to);
  return all.filter((each) => within(each) && countsOn(report, each.dueOn) && report.effective_from <= on);
}

const PERIOD_END = say(
  'Kế hoạch không nêu ngày: lấy ngày cuối kỳ.',
  'The plan names no day: the last day of the period is taken.',
);

function endsOf(every: 'quarter' | 'half_year' | 'year', year: number): Occurrence[] {
  const note = PERIOD_END;
  if (every === 'year') return [{ dueOn: `${year}-12-31`, period: String(year), note }];
  if (every === 'half_year')
    return [
      { dueOn: `${year}-06-30`, period: `${year}-H1`, note },
      { dueOn: `${year}-12-31`, period: `${year}-H2`, note },
    ];
  return ['03-31', '06-30', '09-30', '12-31'].map((day, index) => ({
    dueOn: `${year}-${day}`,
    period: `${year}-Q${index + 1}`,
    note,
  }));
}

function base(report: ReportDate, { dueOn, period, note }: Occurrence) {
  const { title, clause, mark } = report;
  const own = report.note === undefined ? undefined : say(report.note, report.note);
  const said = note ?? own;
  return {
    kind: 'report' as const,
    title: say(`${title.vi} (${period})`, `${title.en} (${period})`),
    dueOn,
    clause,
    mark,
    ...(said && { note: said }),
  };
}

/** Nobody of the register owes it: a day to know. Past, it is over. */
function onCalendar(report: ReportDate, occurrence: Occurrence, on: Day): Duty {
  return {
    ...base(report, occurrence),
    id: `report|${report.id}|${occurrence.period}`,
    owes: say(report.from, report.from),
    ...(on > occurrence.dueOn && { state: 'done', doneOn: occurrence.dueOn }),
  };
}

function owed({
  report,
  occurrence,
  agencyId,
  input,
}: {
  report: ReportDate;
  occurrence: Occurrence;
  agencyId: string | undefined;
  input: DutyCase;
}): Duty {
  const sent = input.evidence.find(
    ({ fact, agencyId: of }) =>
      fact.kind === 'report_sent' &&
      fact.report === report.id &&
      fact.period === occurrence.period &&
      fact.on <= input.on &&
      of === agencyId,
  );
  const name = agencyId === undefined ? say(report.from, report.from) : input.agencyName(agencyId);
  return {
    ...base(report, occurrence),
    id: `report|${report.id}|${occurrence.period}${agencyId === undefined ? '' : `|${agencyId}`}`,
    owes: name,
    ...(agencyId !== undefined && { agencyId }),
    ...(report.id.startsWith('level-') && { href: '/reports/level' }),
    ...(sent?.fact.kind === 'report_sent' && { state: 'done', doneOn: sent.fact.on }),
  };
}

/** Bodies that owe a report, by the roles on the cards of the systems it is about. `undefined` is a body no card names. */
function bodiesOf({ owed_by = [], systems: circle }: ReportDate, input: DutyCase): (string | undefined)[] {
  const { systems, agencies, levelOf } = input;
  const about = circle
    ? systems.filter((system) => inCircle(circle, system, levelOf(system)) === true)
    : systems;
  const province = agencies.find(({ kind }) => kind === 'province')?.id;
  const ofRole: Record<(typeof owed_by)[number], (system: System) => string | undefined> = {
    // NĐ 331 Đ4.1b: the province's committee is the chủ quản unless another was named.
    owner: ({ ownerId, agencyId }) => ownerId ?? province ?? agencyId,
    operator: ({ operatorId, agencyId }) => operatorId ?? agencyId,
    specialised_unit: ({ specialisedUnitId }) => specialisedUnitId,
    unit: () => undefined,
    consolidator: () => undefined,
  };
  const bodies = owed_by.flatMap((role): (string | undefined)[] => {
    if (role === 'unit') return agencies.filter(({ kind }) => kind !== 'province').map(({ id }) => id);
    if (role === 'consolidator') return [undefined];
    return about.flatMap((system) => ofRole[role](system) ?? []);
  });
  return [...new Set(bodies)];
}
