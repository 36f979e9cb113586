import type { Deadline } from '@khien/model';
import fc from 'fast-check';
import { shippedLaw } from '../testing/shipped-law';
import { addDays, dayDiff } from '../working-days/day-arithmetic';
import { reminderSteps, remindersDue } from './reminders-due';

const { law } = shippedLaw();
const long = law.reminders.find(({ id }) => id === 'long') as (typeof law.reminders)[number];
const deadline = (over: Partial<Deadline> = {}): Deadline => ({
  id: 'certificate|e1',
  kind: 'certificate',
  title: { vi: 'Chứng chỉ hết hạn', en: 'Certificate ends' },
  dueOn: '2027-12-31',
  state: 'open',
  daysLeft: 0,
  clause: 'Luật 116 Đ34.2',
  mark: 'V1',
  agencyId: 'so-khcn',
  ...over,
});
const stepOn = (on: string, over: Partial<Deadline> = {}): string | undefined =>
  remindersDue([deadline({ ...over, daysLeft: dayDiff(on, over.dueOn ?? '2027-12-31') })], {
    law,
    on,
    at: 1,
  })[0]?.step;

describe('the steps of a reminder', () => {
  it('are twelve, six, three and one month, then thirty to one day, the day, and after it', () => {
    expect(reminderSteps(deadline(), long).map(({ step, day }) => `${step} ${day}`)).toEqual([
      'P12M 2026-12-31',
      'P6M 2027-06-30',
      'P3M 2027-09-30',
      'P1M 2027-11-30',
      'P30D 2027-12-01',
      'P15D 2027-12-16',
      'P7D 2027-12-24',
      'P3D 2027-12-28',
      'P1D 2027-12-30',
      'due 2027-12-31',
      'overdue+1 2028-01-01',
      'overdue+3 2028-01-03',
      'overdue+7 2028-01-07',
      'overdue+14 2028-01-14',
      'overdue+30 2028-01-30',
      'overdue+60 2028-02-29',
      'overdue+90 2028-03-30',
    ]);
  });

  it.each<{ on: string; over?: Partial<Deadline>; step: string | undefined }>([
    { on: '2026-12-30', step: undefined },
    { on: '2026-12-31', step: 'P12M' },
    { on: '2027-01-07', step: 'P12M' },
    { on: '2027-01-08', step: undefined },
    { on: '2027-12-01', step: 'P30D' },
    { on: '2027-12-31', step: 'due' },
    { on: '2028-01-01', step: 'overdue+1' },
    { on: '2028-01-06', step: 'overdue+3' },
    { on: '2029-01-01', step: 'overdue+90' },
    { on: '2027-12-30', over: { state: 'done' }, step: undefined },
    { on: '2028-01-05', over: { state: 'paused' }, step: undefined },
    { on: '2027-06-30', over: { startedOn: '2027-06-30' }, step: undefined },
    { on: '2027-09-30', over: { startedOn: '2027-06-30' }, step: 'P3M' },
    { on: '2027-06-30', over: { kind: 'report' }, step: undefined },
    { on: '2027-12-01', over: { kind: 'report' }, step: 'P30D' },
    { on: '2027-11-30', over: { kind: 'dossier' }, step: undefined },
  ])('on $on with $over: $step', ({ on, over, step }) => {
    expect(stepOn(on, over)).toBe(step);
  });

  it.each([
    { left: 0, working: 0, to: 0 },
    { left: -1, working: 0, to: 0 },
    { left: -2, working: -1, to: 1 },
    { left: -6, working: -4, to: 1 },
    { left: -7, working: -5, to: 2 },
    { left: -7, working: undefined, to: 2 },
  ])('$left days, $working working days left: told at $to', ({ left, working, to }) => {
    const late = deadline({
      daysLeft: left,
      ...(working !== undefined && { workingDaysLeft: working }),
      state: left < 0 ? 'overdue' : 'open',
    });
    const [reminder] = remindersDue([late], { law, on: addDays('2027-12-31', -left), at: 5 });

    expect(reminder).toMatchObject({
      escalation: to,
      at: 5,
      deadlineId: 'certificate|e1',
      agencyId: 'so-khcn',
    });
    expect(reminder?._id).toBe(`certificate|e1@${reminder?.step}`);
  });

  it('only go forward as days go by, and none is left out when looked at daily', () => {
    const kind = fc.constantFrom<Deadline['kind']>('certificate', 'report', 'gap', 'assessment');
    const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2027-06-01', n));
    fc.assert(
      fc.property(kind, day, fc.option(day, { nil: undefined }), (of, dueOn, startedOn) => {
        const late = { ...deadline({ kind: of, dueOn }), ...(startedOn !== undefined && { startedOn }) };
        const rule = law.reminders.find(({ kinds }) => kinds?.includes(of)) ?? long;
        const order = reminderSteps(late, rule).map(({ step }) => step);
        const told: string[] = [];
        for (let n = -370; n <= 95; n++) {
          const on = addDays(dueOn, n);
          const found = remindersDue([{ ...late, daysLeft: -n, state: n > 0 ? 'overdue' : 'open' }], {
            law,
            on,
            at: 0,
          });
          expect(found.length).toBeLessThanOrEqual(1);
          const step = found[0]?.step;
          if (step !== undefined && told.at(-1) !== step) told.push(step);
        }
        expect(told).toEqual(order);
      }),
      { numRuns: 20 },
    );
  });
});
