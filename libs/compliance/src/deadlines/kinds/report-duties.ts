import type { Bilingual, Day, System } from '@khien/model';
import { say } from '../../layers/say';
import { inCircle } from '../../layers/system-circle';
import { countsOn } from '../../legal/dated';
import type { ReportDate } from '../../legal/legal-file';
import { addDays } from '../../working-days/day-arithmetic';
import type { Duty, DutyCase } from '../duty';

/** Days back and ahead that the reporting calendar is laid out for. */
const BACK_DAYS = 92;
const AHEAD_DAYS = 400;

interface Occurrence {
  dueOn: Day;
  /** As `report_sent` evidence names it: `2026`, `2026-H1`, `2026-Q3`, or the day. */
  period: string;
  words?: Bilingual;
  note?: Bilingual;
}

/** The reporting calendar (§9), one deadline for each body that owes a report and each period. */
export function reportDuties(input: DutyCase): Duty[] {
  const sent = input.evidence.filter(({ fact }) => fact.kind === 'report_sent');
  return input.law.reports.flatMap((report) =>
    occurrences(report, input.on).flatMap((occurrence) =>
      report.owed_by === undefined
        ? [onCalendar(report, occurrence, input.on)]
        : bodiesOf(report, input).map((agencyId) => owed({ report, occurrence, agencyId, input, sent })),
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
        ? years.map((year) => ({
            dueOn: `${year}-${when.yearly_last_day}`,
            period: String(year),
            words: say(`năm ${year}`, `${year}`),
          }))
        : years.flatMap((year) => endsOf(when.every, year));
  // A single day years ahead stays on the calendar: it is what reminders of a year before are for.
  const within = ({ dueOn }: Occurrence): boolean => dueOn >= from && ('day' in when || dueOn <= to);
  return all.filter((each) => within(each) && countsOn(report, each.dueOn) && report.effective_from <= on);
}

type Every = 'quarter' | 'half_year' | 'year';

const PERIOD_END = say(
  'Kế hoạch không nêu ngày: lấy ngày cuối kỳ; các kỳ kết thúc cùng ngày báo cáo một lần theo kỳ dài nhất.',
  'The plan names no day: the last day of the period is taken; periods that end together are reported once, by the longest.',
);

const HALVES = [
  { day: '06-30', id: 'H1', vi: '06 tháng đầu năm', en: 'first half of' },
  { day: '12-31', id: 'H2', vi: '06 tháng cuối năm', en: 'second half of' },
];
const QUARTERS = [
  { day: '03-31', id: 'Q1', vi: 'quý I năm', en: 'Q1' },
  { day: '06-30', id: 'Q2', vi: 'quý II năm', en: 'Q2' },
  { day: '09-30', id: 'Q3', vi: 'quý III năm', en: 'Q3' },
  { day: '12-31', id: 'Q4', vi: 'quý IV năm', en: 'Q4' },
];

/** Ends of the periods of a year, the longest period for each day. */
function endsOf(every: readonly Every[], year: number): Occurrence[] {
  const byDay = new Map<Day, Occurrence>();
  const parts = [
    ...(every.includes('quarter') ? QUARTERS : []),
    ...(every.includes('half_year') ? HALVES : []),
    ...(every.includes('year') ? [{ day: '12-31', id: '', vi: 'năm', en: '' }] : []),
  ];
  for (const { day, id, vi, en } of parts)
    byDay.set(`${year}-${day}`, {
      dueOn: `${year}-${day}`,
      period: id === '' ? String(year) : `${year}-${id}`,
      words: say(`${vi} ${year}`, `${en} ${year}`.trim()),
      note: PERIOD_END,
    });
  return [...byDay.values()];
}

function base(report: ReportDate, { dueOn, words, note }: Occurrence) {
  const { title, clause, mark } = report;
  const own = report.note === undefined ? undefined : say(report.note, report.note);
  const said = note ?? own;
  return {
    kind: 'report' as const,
    title: words ? say(`${title.vi} (${words.vi})`, `${title.en} (${words.en})`) : title,
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
    owes: report.from,
    ...(on > occurrence.dueOn && { state: 'done', doneOn: occurrence.dueOn }),
  };
}

function owed({
  report,
  occurrence,
  agencyId,
  input,
  sent,
}: {
  report: ReportDate;
  occurrence: Occurrence;
  agencyId: string | undefined;
  input: DutyCase;
  /** Every report that was sent. */
  sent: DutyCase['evidence'];
}): Duty {
  const answer = sent.find(
    ({ fact, agencyId: of }) =>
      fact.kind === 'report_sent' &&
      fact.report === report.id &&
      fact.period === occurrence.period &&
      fact.on <= input.on &&
      of === agencyId,
  );
  const name = agencyId === undefined ? report.from : input.agencyName(agencyId);
  return {
    ...base(report, occurrence),
    id: `report|${report.id}|${occurrence.period}${agencyId === undefined ? '' : `|${agencyId}`}`,
    owes: name,
    ...(agencyId !== undefined && { agencyId }),
    ...(report.id.startsWith('level-') && { href: '/reports/level' }),
    ...(answer?.fact.kind === 'report_sent' && { state: 'done', doneOn: answer.fact.on }),
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
