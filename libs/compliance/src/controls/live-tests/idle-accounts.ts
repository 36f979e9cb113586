import { z } from 'zod';
import { dayAt } from '../evidence-index';
import { daysOf } from '../period';
import { countWords, dayWords } from '../wording';
import { LocalPeriod, limitOf } from './limit';
import { defineLiveTest } from './live-test';
import { seenIn } from './telemetry-age';
import { decided, undecided } from './verdict';

/** Tài khoản không hoạt động quá hạn mà vẫn dùng được. Accounts are counted here, not named. */
export const idleAccounts = defineLiveTest({
  settings: z.strictObject({
    parameter: z.string().default('max_inactivity'),
    local: LocalPeriod.optional(),
  }),
  judge(context, { parameter, local }) {
    const limit = limitOf(context.control, { parameter, local });
    const idleDays = limit ? daysOf(limit.period, context.on) : 45;
    const seen = seenIn(context, idleDays);
    if (!seen.ok) return seen.verdict;
    const { telemetry, window } = seen;
    const { idleUsed, accounts } = window;
    const use = telemetry.use({
      test: 'idle_accounts',
      query: 'system_days fold=idleUsed,accounts',
      found: { idleUsed, accounts },
      window,
    });
    if (idleUsed.count > 0) {
      const day = idleUsed.last === undefined ? undefined : dayAt(idleUsed.last);
      return decided(
        'not_met',
        {
          vi: `${countWords(idleUsed.count).vi} tài khoản im lặng quá ${idleDays} ngày vẫn đăng nhập được${day ? `, lần gần nhất ngày ${dayWords(day)}` : ''}.`,
          en: `${countWords(idleUsed.count).en} accounts silent for more than ${idleDays} days could still sign in${day ? `, last on ${dayWords(day)}` : ''}.`,
        },
        [use],
      );
    }
    if (telemetry.observedDays <= idleDays || accounts === 0)
      return undecided(
        {
          vi: `Mới quan sát ${telemetry.observedDays} ngày, ${countWords(accounts).vi} tài khoản; cần hơn ${idleDays} ngày để biết tài khoản nào im lặng.`,
          en: `Observed for ${telemetry.observedDays} days, ${countWords(accounts).en} accounts; more than ${idleDays} days are needed to know which are silent.`,
        },
        [use],
      );
    return decided(
      'met',
      {
        vi: `Không có tài khoản nào im lặng quá ${idleDays} ngày mà còn đăng nhập, qua ${telemetry.observedDays} ngày quan sát.`,
        en: `No account silent for more than ${idleDays} days signed in again, over ${telemetry.observedDays} days of observation.`,
      },
      [use],
    );
  },
});
