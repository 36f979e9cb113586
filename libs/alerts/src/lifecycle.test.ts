import { Activity, AlertWorkflow, CloseReason, MonitorError } from '@khien/model';
import fc from 'fast-check';
import { foldActivity } from './fold-activity';
import { type AlertCommand, nextActivity } from './next-activity';

const by = (username: string, at = 1000) => ({
  actor: { userId: `u-${username}`, username, role: 'analyst' as const },
  from: { ip: '192.0.2.10' },
  at,
});
const note = 'đã xác minh với đơn vị';

function run(commands: Array<[AlertCommand, string]>): Activity[] {
  const activities: Activity[] = [];
  for (const [command, who] of commands)
    activities.push(nextActivity({ _id: 'a1', workflow: foldActivity(activities) }, command, by(who)));
  return activities;
}

function refusal(commands: Array<[AlertCommand, string]>): MonitorError {
  try {
    run(commands);
  } catch (error) {
    if (error instanceof MonitorError) return error;
    throw error;
  }
  throw new Error('expected a refusal');
}

const acknowledge: AlertCommand = { kind: 'acknowledge' };
const close: AlertCommand = { kind: 'close', reason: 'false_positive', note };
const reopen: AlertCommand = { kind: 'reopen', note };

describe('the life of an alert', () => {
  it('is assigned to whoever acknowledges it', () => {
    expect(foldActivity(run([[acknowledge, 'lan']]))).toEqual({
      status: 'acknowledged',
      assignee: 'lan',
      changedAt: 1000,
      seq: 1,
    });
  });
  it('closes with its reason and keeps the note as the why', () => {
    const activities = run([
      [acknowledge, 'lan'],
      [close, 'minh'],
    ]);
    expect(foldActivity(activities)).toMatchObject({
      status: 'closed',
      closeReason: 'false_positive',
      assignee: 'lan',
      seq: 2,
    });
    expect(activities[1]?.reason).toBe(note);
  });
  it('is new again, without assignee or reason, when reopened', () => {
    const workflow = foldActivity(
      run([
        [acknowledge, 'lan'],
        [close, 'lan'],
        [reopen, 'minh'],
      ]),
    );
    expect(workflow).toEqual({ status: 'new', changedAt: 1000, seq: 3 });
  });
  it('takes notes in every state without changing it', () => {
    const workflow = foldActivity(
      run([
        [{ kind: 'note', note: 'x' }, 'lan'],
        [acknowledge, 'lan'],
        [{ kind: 'note', note: 'y' }, 'minh'],
      ]),
    );
    expect(workflow).toMatchObject({ status: 'acknowledged', assignee: 'lan', seq: 3 });
  });
  it.each<{ name: string; commands: Array<[AlertCommand, string]> }>([
    { name: 'closing what nobody acknowledged', commands: [[close, 'lan']] },
    { name: 'reopening what is new', commands: [[reopen, 'lan']] },
    {
      name: 'acknowledging twice',
      commands: [
        [acknowledge, 'lan'],
        [acknowledge, 'minh'],
      ],
    },
    {
      name: 'closing twice',
      commands: [
        [acknowledge, 'lan'],
        [close, 'lan'],
        [close, 'lan'],
      ],
    },
  ])('refuses $name with conflict', ({ commands }) => {
    expect(refusal(commands).code).toBe('conflict');
  });
  it.each<{ name: string; command: AlertCommand; before: AlertCommand[] }>([
    { name: 'closing with a note of 4', command: { ...close, note: ' abcd ' }, before: [acknowledge] },
    {
      name: 'reopening without a note',
      command: { kind: 'reopen', note: '  ' },
      before: [acknowledge, close],
    },
    { name: 'an empty note', command: { kind: 'note', note: '' }, before: [] },
  ])('refuses $name as invalid', ({ command, before }) => {
    const error = refusal([...before, command].map((one) => [one, 'lan']));
    expect(error.code).toBe('invalid');
    expect(error.problems[0]?.pointer).toBe('/note');
  });
});

const command: fc.Arbitrary<AlertCommand> = fc.oneof(
  fc.constant(acknowledge),
  fc.record({
    kind: fc.constant('close' as const),
    reason: fc.constantFrom(...CloseReason.options),
    note: fc.string({ maxLength: 10 }),
  }),
  fc.record({ kind: fc.constantFrom('reopen' as const, 'note' as const), note: fc.string({ maxLength: 4 }) }),
);

describe('any sequence of commands', () => {
  it('keeps the fold valid, gap-free and independent of replays, and never closes without a reason', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(command, fc.constantFrom('lan', 'minh', 'an')), { maxLength: 25 }),
        (steps) => {
          const activities: Activity[] = [];
          steps.forEach(([one, who], index) => {
            const before = foldActivity(activities);
            try {
              activities.push(
                nextActivity({ _id: 'a1', workflow: before, agencyId: 'so-tttt' }, one, by(who, index)),
              );
            } catch (error) {
              expect(error).toBeInstanceOf(MonitorError);
              return;
            }
            const after = AlertWorkflow.parse(foldActivity(activities));
            expect(after.seq).toBe(activities.length);
            if (after.status === 'closed') {
              const closing = activities.findLast((activity) => activity.action === 'alert_closed');
              expect(after.closeReason).toBeDefined();
              expect(closing?.reason?.trim().length).toBeGreaterThanOrEqual(5);
            } else expect(after.closeReason).toBeUndefined();
            expect(after.assignee === undefined).toBe(after.status === 'new');
          });
          for (const activity of activities) Activity.parse(activity);
          expect(foldActivity([...activities, ...activities].reverse())).toEqual(foldActivity(activities));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('foldActivity', () => {
  const [acknowledged, closed] = run([
    [acknowledge, 'lan'],
    [close, 'lan'],
  ]) as [Activity, Activity];
  it.each<{ name: string; activities: Activity[]; status: string }>([
    {
      name: 'a close without a reason',
      activities: [acknowledged, { ...closed, data: {} }],
      status: 'acknowledged',
    },
    {
      name: 'a close with a made-up reason',
      activities: [acknowledged, { ...closed, data: { closeReason: 'because' } }],
      status: 'acknowledged',
    },
    { name: 'a close of what nobody took', activities: [{ ...closed, seq: 1 }], status: 'new' },
    { name: 'a record of another kind', activities: [{ ...acknowledged, action: 'export' }], status: 'new' },
  ])('is not moved by $name', ({ activities, status }) => {
    expect(foldActivity(activities).status).toBe(status);
  });
});
