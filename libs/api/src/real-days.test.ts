import { z } from 'zod';
import { realDays } from './real-days';

const schema = realDays(
  z.strictObject({ on: z.string(), deep: z.array(z.object({ day: z.string() })).optional() }),
);

describe('realDays', () => {
  it.each(['2026-02-28', '2024-02-29', 'ngày 2026-02-30', '2026-02', ''])('takes %p', (on) => {
    expect(schema.safeParse({ on }).success).toBe(true);
  });
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0000-00-00'])(
    'refuses %p wherever it stands',
    (day) => {
      const { error } = schema.safeParse({ on: day, deep: [{ day }] });
      expect(error?.issues.map(({ path, message }) => [path.join('/'), message])).toEqual([
        ['on', 'day.none_such'],
        ['deep/0/day', 'day.none_such'],
      ]);
    },
  );
  it('names a day once that its own field refuses too', () => {
    const strict = realDays(z.strictObject({ on: z.iso.date() }));
    expect(strict.safeParse({ on: '2026-02-30' }).error?.issues).toHaveLength(1);
  });
});
