import { z } from 'zod';
import { isDay } from '../../working-days/day-arithmetic';
import { dayWords } from '../wording';
import { defineLiveTest } from './live-test';
import { currentState } from './state';
import { decided, undecided, until } from './verdict';

/** Quy chế bảo đảm an ninh mạng đã ban hành (NĐ 331 Đ30.7). */
export const regulation = defineLiveTest({
  settings: z.strictObject({}),
  judge(context) {
    const state = currentState(context, 'regulation');
    if (!state.ok) return state.verdict;
    const { number, date, issuer } = state.fact.paper;
    if (!isDay(date) || date > context.on)
      return undecided(
        {
          vi: `Quy chế số ${number} chưa có ngày ban hành dùng được.`,
          en: `Regulation ${number} has no usable date of issue.`,
        },
        [state.use],
      );
    return until(
      decided(
        'met',
        {
          vi: `Quy chế số ${number} ngày ${dayWords(date)}${issuer === undefined ? '' : ` của ${issuer}`}.`,
          en: `Regulation ${number} of ${dayWords(date)}${issuer === undefined ? '' : ` by ${issuer}`}.`,
        },
        [state.use],
      ),
      state.lastDay,
    );
  },
});
