import type { Deadline } from '@khien/model';
import { createDeadlineCache } from './create-deadline-cache';

const MINUTE = 60_000;
/** Each derivation gives one deadline, titled by its number; of given systems, one each. */
let derived: Array<'all' | string[]>;
let day: string;
let cache: ReturnType<typeof createDeadlineCache>;
beforeEach(() => {
  jest.useFakeTimers();
  derived = [];
  day = '2026-11-21';
  cache = createDeadlineCache(
    async (ids) => {
      derived.push(ids ? [...ids] : 'all');
      const number = derived.length;
      return [...(ids ?? ['his'])].map((id) => deadline(id, `${number} on ${day}`));
    },
    () => day,
  );
});
afterEach(() => jest.useRealTimers());

const deadline = (systemId: string, title: string): Deadline => ({
  ...{ id: `x|${systemId}`, kind: 'contract', title: { vi: title, en: title }, systemId },
  ...{ startedOn: '2026-01-01', dueOn: '2026-12-01', state: 'open', daysLeft: 1, workingDaysLeft: 1 },
  ...{ owes: { vi: '', en: '' }, clause: '', mark: 'V1' },
});
const titles = async () => (await cache.get()).map(({ title }) => title.en);

describe('deadlines as derived last', () => {
  it('are derived once for all who ask at a time', async () => {
    expect(await Promise.all([titles(), titles()])).toEqual([['1 on 2026-11-21'], ['1 on 2026-11-21']]);
    expect(derived).toEqual(['all']);
  });

  it('are there without waiting after hours in which nobody asked', async () => {
    await titles();
    await jest.advanceTimersByTimeAsync(180 * MINUTE);
    const before = derived.length;
    expect(before).toBeGreaterThan(180 / 5);
    expect(await titles()).toEqual([`${before} on 2026-11-21`]);
    expect(derived).toHaveLength(before);
  });

  it('are those of the new day when the day turned meanwhile', async () => {
    await titles();
    day = '2026-11-22';
    await jest.advanceTimersByTimeAsync(5 * MINUTE);
    expect(derived).toEqual(['all', 'all']);
    expect(await titles()).toEqual(['2 on 2026-11-22']);
    day = '2026-11-23';
    expect(await titles()).toEqual(['3 on 2026-11-23']);
  });

  it('know what was written, asked for at once or after a quiet time', async () => {
    await titles();
    cache.forget(['his']);
    expect(await titles()).toEqual(['2 on 2026-11-21']);
    cache.forget(['his']);
    await jest.advanceTimersByTimeAsync(5 * MINUTE);
    expect(await titles()).toEqual(['3 on 2026-11-21']);
    cache.forget();
    expect(await titles()).toEqual(['4 on 2026-11-21']);
    expect(derived).toEqual(['all', ['his'], 'all', 'all']);
  });

  it('are derived by the next who asks when deriving them failed', async () => {
    let fails = true;
    const failing = createDeadlineCache(
      async () => {
        if (fails) throw new Error('the store is busy');
        return [];
      },
      () => day,
    );
    await expect(failing.get()).rejects.toThrow('busy');
    fails = false;
    expect(await failing.get()).toEqual([]);
    fails = true;
    await jest.advanceTimersByTimeAsync(6 * MINUTE);
    await expect(failing.get()).rejects.toThrow('busy');
  });
});
