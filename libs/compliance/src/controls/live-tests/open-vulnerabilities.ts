import { z } from 'zod';
import { DEED_SETTINGS, judgeDeed } from './deed';
import { defineLiveTest } from './live-test';

/** Lỗ hổng nghiêm trọng, cao còn mở theo lần rà quét gần nhất; a scan that is overdue says nothing of today. */
export const openVulnerabilities = defineLiveTest({
  settings: z.strictObject({
    ...DEED_SETTINGS,
    overdue: DEED_SETTINGS.overdue.default('unverifiable'),
  }),
  judge: (context, settings) =>
    judgeDeed(context, {
      kind: 'vulnerability_scan',
      settings,
      findings: ({ fact: { open } }) => {
        const reason = {
          vi: `Còn mở ${open.critical} lỗ hổng nghiêm trọng, ${open.high} lỗ hổng mức cao.`,
          en: `Still open: ${open.critical} critical, ${open.high} high.`,
        };
        if (open.critical > 0) return [{ status: 'not_met', reason }];
        return open.high > 0 ? [{ status: 'partly', reason }] : [];
      },
    }),
});
