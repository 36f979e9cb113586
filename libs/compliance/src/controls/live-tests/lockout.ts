import { z } from 'zod';
import { defineLiveTest } from './live-test';
import { seenIn } from './telemetry-age';
import { decided, undecided } from './verdict';

/** Khóa khi đăng nhập sai nhiều lần: lock-outs seen, and no run of failures beyond the limit without one. */
export const lockout = defineLiveTest({
  settings: z.strictObject({
    window_days: z.number().int().positive().default(90),
    parameter: z.string().default('device_attempts_max'),
    /** Failures in a row where the control's level has no figure. */
    local: z.number().int().positive().optional(),
  }),
  judge(context, { window_days, parameter, local }) {
    const seen = seenIn(context, window_days);
    if (!seen.ok) return seen.verdict;
    const { telemetry, window } = seen;
    const { lockouts, failureRun } = window;
    const figure = context.control.parameters[parameter];
    const limit = typeof figure === 'number' ? figure : local;
    const mark = context.control.suggested ? { vi: ', số gợi ý', en: ', suggested' } : { vi: '', en: '' };
    const use = telemetry.use({
      test: 'lockout',
      query: 'system_days fold=lockouts,failureRun',
      found: { lockouts, failureRun },
      window,
    });
    if (limit === undefined)
      return undecided(
        {
          vi: 'Chưa có số lần sai tối đa để đối chiếu.',
          en: 'There is no limit of failures to compare with.',
        },
        [use],
      );
    if (failureRun > limit)
      return decided(
        'not_met',
        {
          vi: `Có chuỗi ${failureRun} lần đăng nhập sai liên tiếp trong mười phút mà tài khoản không bị khóa (tối đa ${limit} lần${mark.vi}).`,
          en: `A run of ${failureRun} failed sign-ins within ten minutes without a lock-out (at most ${limit}).`,
        },
        [use],
      );
    if (lockouts > 0)
      return decided(
        'met',
        {
          vi: `${lockouts} lần tài khoản bị khóa trong ${window_days} ngày qua; chuỗi đăng nhập sai dài nhất không bị khóa là ${failureRun} lần (tối đa ${limit}).`,
          en: `${lockouts} lock-outs in the last ${window_days} days; longest run of failures without one is ${failureRun} (at most ${limit}).`,
        },
        [use],
      );
    return undecided(
      {
        vi: `Trong ${window_days} ngày qua chưa có lần khóa tài khoản nào nên chưa kiểm chứng được.`,
        en: `No lock-out was seen in the last ${window_days} days, so it cannot be verified.`,
      },
      [use],
    );
  },
});
