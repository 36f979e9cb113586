import { z } from 'zod';
import { countWords } from '../wording';
import { defineLiveTest } from './live-test';
import { silentWords } from './source-alive';
import { seenIn } from './telemetry-age';
import { decided } from './verdict';

/** Nhật ký về kho tập trung: every source of the system speaks, and its events of the last days are in the store. */
export const centralCollection = defineLiveTest({
  settings: z.strictObject({ window_days: z.number().int().positive().default(3) }),
  judge(context, { window_days }) {
    const seen = seenIn(context, window_days);
    if (!seen.ok) return seen.verdict;
    const { telemetry, window } = seen;
    const { sources } = telemetry;
    const dead = sources.filter(({ state }) => state !== 'alive');
    const silent = silentWords(dead);
    const use = telemetry.use({
      test: 'central_collection',
      query: 'sources, system_days fold=events',
      found: { sources, events: window.events },
      window,
    });
    const received = {
      vi: `Kho tập trung nhận ${countWords(window.events).vi} sự kiện trong ${window_days} ngày qua từ ${sources.length} nguồn`,
      en: `The central store received ${countWords(window.events).en} events in the last ${window_days} days from ${sources.length} sources`,
    };
    const status =
      sources.length === 0 || dead.length === sources.length ? 'not_met' : silent ? 'partly' : 'met';
    return decided(
      status,
      {
        vi: `${received.vi}${silent ? `; ${silent.vi}` : ''}.`,
        en: `${received.en}${silent ? `; ${silent.en}` : ''}.`,
      },
      [use],
    );
  },
});
