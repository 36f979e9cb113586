import { z } from 'zod';
import { daysOf } from '../period';
import { LocalPeriod, limitOf } from './limit';
import { defineLiveTest, type LiveContext, type LiveVerdict } from './live-test';
import { currentState } from './state';
import { decided, undecided, until } from './verdict';

/** Thời gian lưu nhật ký thực tế so với mức tối thiểu của cấp độ. */
export const logRetention = defineLiveTest({
  settings: z.strictObject({ parameter: z.string().default('retention'), local: LocalPeriod.optional() }),
  judge(context, { parameter, local }) {
    const limit = limitOf(context.control, { parameter, local });
    if (!limit)
      return undecided({
        vi: 'Cấp độ này chưa có thời hạn lưu để đối chiếu.',
        en: 'There is no retention period to compare with at this level.',
      });
    const needed = daysOf(limit.period, context.on);
    const held = context.telemetry?.retention;
    if (held && held.heldDays > 0) return byStore(context, { needed, words: limit.words, held });
    return byEvidence(context, { needed, words: limit.words });
  },
});

interface Needed {
  needed: number;
  words: { vi: string; en: string };
}

function byStore(
  { telemetry }: LiveContext,
  {
    needed,
    words,
    held,
  }: Needed & { held: { heldDays: number; promisedDays: number; oldestDay?: string | undefined } },
): LiveVerdict {
  const { heldDays, promisedDays } = held;
  const use = telemetry?.use({ test: 'log_retention', query: 'retention', found: held });
  const uses = use ? [{ ...use, fresh: true }] : [];
  const least = { vi: `tối thiểu ${words.vi} (${needed} ngày)`, en: `at least ${words.en} (${needed} days)` };
  if (heldDays >= needed && promisedDays >= needed)
    return decided(
      'met',
      {
        vi: `Kho đang giữ ${heldDays} ngày nhật ký, ${least.vi}.`,
        en: `The store holds ${heldDays} days of logs; ${least.en}.`,
      },
      uses,
    );
  if (promisedDays < needed)
    return decided(
      'not_met',
      {
        vi: `Thời hạn lưu đang đặt là ${promisedDays} ngày, trong khi phải giữ ${least.vi}.`,
        en: `Retention is set to ${promisedDays} days; it must be ${least.en}.`,
      },
      uses,
    );
  return decided(
    'partly',
    {
      vi: `Mới giữ được ${heldDays} ngày nhật ký (đặt giữ ${promisedDays} ngày), phải giữ ${least.vi}.`,
      en: `Only ${heldDays} days of logs held so far (set to ${promisedDays}); it must be ${least.en}.`,
    },
    uses,
  );
}

function byEvidence(context: LiveContext, { needed, words }: Needed): LiveVerdict {
  const state = currentState(context, 'log_retention');
  if (!state.ok) return state.verdict;
  const { days } = state.fact;
  const enough = days >= needed;
  return until(
    decided(
      enough ? 'met' : 'not_met',
      {
        vi: `Nhật ký được giữ ${days} ngày, ${enough ? 'đủ' : 'chưa đủ'} mức tối thiểu ${words.vi} (${needed} ngày).`,
        en: `Logs are kept ${days} days, ${enough ? 'enough for' : 'short of'} the minimum of ${words.en} (${needed} days).`,
      },
      [state.use],
    ),
    state.lastDay,
  );
}
