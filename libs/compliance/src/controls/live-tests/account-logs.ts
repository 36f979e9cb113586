import { TechnicalLayer } from '@khien/model';
import { z } from 'zod';
import { countWords } from '../wording';
import { defineLiveTest } from './live-test';
import { LAYER_WORDS } from './source-alive';
import { seenIn } from './telemetry-age';
import { decided } from './verdict';

/** Nhật ký về từ mọi loại thành phần có tài khoản: events from each layer of the card, and sign-ins among them. */
export const accountLogs = defineLiveTest({
  settings: z.strictObject({
    window_days: z.number().int().positive().default(30),
    /** Layers that hold accounts; those the card does not name are not asked for. */
    layers: z.array(TechnicalLayer).min(1).default(['application', 'database', 'endpoint', 'network']),
  }),
  judge(context, { window_days, layers }) {
    const seen = seenIn(context, window_days);
    if (!seen.ok) return seen.verdict;
    const { telemetry, window } = seen;
    const { success, failure } = window.signIns;
    const own = context.system.technicalLayers ?? [];
    const quiet = layers.filter((layer) => own.includes(layer) && !window.byLayer[layer]);
    const use = telemetry.use({
      test: 'account_logs',
      query: 'system_days fold=signIns,byLayer',
      found: { success, failure, byLayer: window.byLayer },
      window,
    });
    if (success + failure === 0)
      return decided(
        'not_met',
        {
          vi: `Có ${countWords(window.events).vi} sự kiện trong ${window_days} ngày qua nhưng không có sự kiện đăng nhập nào.`,
          en: `${countWords(window.events).en} events in the last ${window_days} days, but not one sign-in among them.`,
        },
        [use],
      );
    const counted = {
      vi: `${countWords(success + failure).vi} lượt đăng nhập được ghi trong ${window_days} ngày qua`,
      en: `${countWords(success + failure).en} sign-ins recorded in the last ${window_days} days`,
    };
    return quiet.length > 0
      ? decided(
          'partly',
          {
            vi: `${counted.vi}; không có nhật ký ở ${quiet.map((layer) => LAYER_WORDS[layer].vi).join(', ')}.`,
            en: `${counted.en}; no logs from: ${quiet.map((layer) => LAYER_WORDS[layer].en).join(', ')}.`,
          },
          [use],
        )
      : decided('met', { vi: `${counted.vi}.`, en: `${counted.en}.` }, [use]);
  },
});
