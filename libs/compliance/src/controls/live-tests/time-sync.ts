import { z } from 'zod';
import { secondsWords } from '../wording';
import { DEED_SETTINGS, judgeDeed } from './deed';
import { defineLiveTest } from './live-test';
import { seenIn } from './telemetry-age';
import { decided } from './verdict';

/**
 * Đồng bộ thời gian. What Khiên sees is the gap between the device's time and the receipt, which holds the way of the record
 * too: a small gap proves the clock, a large one does not refute a measurement.
 */
export const timeSync = defineLiveTest({
  settings: z.strictObject({
    ...DEED_SETTINGS,
    window_days: z.number().int().positive().default(7),
    /** Largest gap that still proves the clocks, in milliseconds: a default of the product. */
    max_skew_ms: z.number().positive().default(60_000),
    /** Largest deviation a measurement may show, in milliseconds: a default of the product. */
    max_measured_ms: z.number().positive().default(5000),
  }),
  judge(context, settings) {
    const seen = seenIn(context, settings.window_days);
    const gap = seen.ok ? seen.window.maxSkewMs : 0;
    const limit = secondsWords(settings.max_skew_ms);
    const use = seen.ok
      ? [
          seen.telemetry.use({
            test: 'time_sync',
            query: 'system_days fold=maxSkewMs',
            found: { maxSkewMs: gap },
            window: seen.window,
          }),
        ]
      : [];
    if (gap > 0 && gap <= settings.max_skew_ms)
      return decided(
        'met',
        {
          vi: `Giờ thiết bị lệch tối đa ${secondsWords(gap).vi} so với lúc nhận trong ${settings.window_days} ngày qua (mức đặt sẵn của Khiên: ${limit.vi}).`,
          en: `Device clocks are at most ${secondsWords(gap).en} off the receipt in the last ${settings.window_days} days (a default of Khiên: ${limit.en}).`,
        },
        use,
      );
    const measured = judgeDeed(context, {
      kind: 'time_sync',
      settings,
      findings: ({ fact: { maxSkewMs } }) =>
        maxSkewMs <= settings.max_measured_ms
          ? []
          : [
              {
                status: 'not_met',
                reason: {
                  vi: `Độ lệch đo được ${secondsWords(maxSkewMs).vi}, mức đặt sẵn của Khiên là ${secondsWords(settings.max_measured_ms).vi}.`,
                  en: `Measured deviation ${secondsWords(maxSkewMs).en}; the default of Khiên is ${secondsWords(settings.max_measured_ms).en}.`,
                },
              },
            ],
    });
    if (gap === 0) return measured;
    const wide = {
      vi: `Giờ thiết bị lệch tới ${secondsWords(gap).vi} so với lúc nhận (mức đặt sẵn của Khiên: ${limit.vi}).`,
      en: `Device clocks are up to ${secondsWords(gap).en} off the receipt (a default of Khiên: ${limit.en}).`,
    };
    return measured.status === 'unverifiable'
      ? decided('not_met', wide, use)
      : { ...measured, reasons: [...measured.reasons, wide], evidence: [...measured.evidence, ...use] };
  },
});
