import { z } from 'zod';
import { DEED_SETTINGS, judgeDeed } from './deed';
import { defineLiveTest } from './live-test';

/** Kiểm thử xâm nhập đúng chu kỳ, đúng phía; critical findings left open lower it. */
export const penetrationTest = defineLiveTest({
  settings: z.strictObject({
    ...DEED_SETTINGS,
    side: z.enum(['inside', 'outside', 'any']).default('any'),
    /** What open critical findings make of it. */
    open_critical: z.enum(['partly', 'not_met']).default('partly'),
  }),
  judge: (context, settings) =>
    judgeDeed(context, {
      kind: 'penetration_test',
      settings,
      counts: ({ fact }) => settings.side === 'any' || fact[settings.side],
      findings: ({ fact: { openCritical } }) =>
        openCritical === 0
          ? []
          : [
              {
                status: settings.open_critical,
                reason: {
                  vi: `Còn ${openCritical} phát hiện nghiêm trọng chưa khắc phục.`,
                  en: `${openCritical} critical findings are still open.`,
                },
              },
            ],
    }),
});
