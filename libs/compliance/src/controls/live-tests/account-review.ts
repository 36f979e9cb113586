import { z } from 'zod';
import { DEED_SETTINGS, judgeDeed } from './deed';
import { defineLiveTest } from './live-test';

/** Rà soát danh sách tài khoản, quyền đúng chu kỳ. */
export const accountReview = defineLiveTest({
  settings: z.strictObject(DEED_SETTINGS),
  judge: (context, settings) => judgeDeed(context, { kind: 'account_review', settings }),
});
