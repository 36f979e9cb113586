import { z } from 'zod';
import { countWords, shareWords } from '../wording';
import { defineLiveTest, type LiveContext, type LiveVerdict } from './live-test';
import { currentState } from './state';
import { seenIn } from './telemetry-age';
import { decided, undecided, until } from './verdict';

/**
 * Tỷ lệ đăng nhập đặc quyền có xác thực đa yếu tố. Where the system's logs never name a second factor, what is seen cannot
 * tell and the figures of the account system decide.
 */
export const mfaShare = defineLiveTest({
  settings: z.strictObject({
    window_days: z.number().int().positive().default(30),
    /** Share from which it counts as partly done. */
    partly_from: z.number().min(0).max(1).default(0.8),
  }),
  judge(context, { window_days, partly_from }) {
    const seen = seenIn(context, window_days);
    if (!seen.ok) return byFigures(context, partly_from, seen.verdict);
    const { telemetry, window } = seen;
    const { mfa, privileged, privilegedMfa } = window.signIns;
    const use = telemetry.use({
      test: 'mfa_share',
      query: 'system_days fold=signIns.privileged,signIns.privilegedMfa',
      found: { mfa, privileged, privilegedMfa },
      window,
    });
    if (privileged === 0 || mfa === 0)
      return byFigures(
        context,
        partly_from,
        undecided(
          {
            vi:
              privileged === 0
                ? `Không thấy lượt đăng nhập đặc quyền nào trong ${window_days} ngày qua.`
                : `${privileged} lượt đăng nhập đặc quyền trong ${window_days} ngày qua, nhật ký không cho biết yếu tố xác thực thứ hai.`,
            en:
              privileged === 0
                ? `No privileged sign-in was seen in the last ${window_days} days.`
                : `${privileged} privileged sign-ins in the last ${window_days} days; the logs do not tell of a second factor.`,
          },
          [use],
        ),
      );
    const share = shareWords(Math.min(privilegedMfa, privileged), privileged);
    return decided(
      statusOf(privilegedMfa, privileged, partly_from),
      {
        vi: `${share.vi} lượt đăng nhập đặc quyền trong ${window_days} ngày qua có xác thực đa yếu tố (${countWords(privilegedMfa).vi}/${countWords(privileged).vi}).`,
        en: `${share.en} of the privileged sign-ins of the last ${window_days} days used a second factor (${countWords(privilegedMfa).en} of ${countWords(privileged).en}).`,
      },
      [use],
    );
  },
});

const statusOf = (part: number, whole: number, partlyFrom: number): 'met' | 'partly' | 'not_met' =>
  part >= whole ? 'met' : part / whole >= partlyFrom ? 'partly' : 'not_met';

function byFigures(context: LiveContext, partlyFrom: number, otherwise: LiveVerdict): LiveVerdict {
  const state = currentState(context, 'mfa');
  if (!state.ok)
    return {
      ...otherwise,
      evidence: [...otherwise.evidence, ...state.verdict.evidence],
      reasons: [...otherwise.reasons, ...state.verdict.reasons],
    };
  const { accounts, withMfa } = state.fact;
  if (accounts === 0 || withMfa > accounts)
    return { ...otherwise, evidence: [...otherwise.evidence, state.use] };
  const share = shareWords(withMfa, accounts);
  return until(
    decided(
      statusOf(withMfa, accounts, partlyFrom),
      {
        vi: `${share.vi} tài khoản đã bật xác thực đa yếu tố (${countWords(withMfa).vi}/${countWords(accounts).vi}).`,
        en: `${share.en} of the accounts have a second factor (${countWords(withMfa).en} of ${countWords(accounts).en}).`,
      },
      [state.use],
    ),
    state.lastDay,
  );
}
