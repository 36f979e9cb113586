import { type Bilingual, TechnicalLayer } from '@khien/model';
import { z } from 'zod';
import type { TelemetryWindow } from '../telemetry-view';
import { defineLiveTest } from './live-test';
import { LAYER_WORDS } from './source-alive';
import { seenIn } from './telemetry-age';
import { decided } from './verdict';

const Field = z.enum(['account', 'outcome', 'dataset', 'device_time']);
const FIELDS: Record<
  z.infer<typeof Field>,
  { words: Bilingual; seen: (window: TelemetryWindow) => boolean }
> = {
  account: { words: { vi: 'tài khoản', en: 'account' }, seen: ({ accounts }) => accounts > 0 },
  outcome: {
    words: { vi: 'kết quả đăng nhập', en: 'sign-in outcome' },
    seen: ({ signIns }) => signIns.success + signIns.failure > 0,
  },
  dataset: {
    words: { vi: 'bộ dữ liệu được truy cập', en: 'dataset accessed' },
    seen: ({ datasets }) => datasets > 0,
  },
  device_time: {
    words: { vi: 'thời gian của thiết bị', en: 'device time' },
    seen: ({ maxSkewMs }) => maxSkewMs > 0,
  },
};

/** Các trường, loại nhật ký phải có đã thấy trong thực tế; only what the daily fold of events keeps can be seen. */
export const logScope = defineLiveTest({
  settings: z.strictObject({
    window_days: z.number().int().positive().default(30),
    fields: z.array(Field).default([]),
    layers: z.array(TechnicalLayer).default([]),
  }),
  judge(context, { window_days, fields, layers }) {
    const seen = seenIn(context, window_days);
    if (!seen.ok) return seen.verdict;
    const { telemetry, window } = seen;
    const parts = [
      ...fields.map((field) => ({ words: FIELDS[field].words, found: FIELDS[field].seen(window) })),
      ...layers.map((layer) => ({
        words: { vi: `nhật ký ${LAYER_WORDS[layer].vi}`, en: `${LAYER_WORDS[layer].en} logs` },
        found: (window.byLayer[layer] ?? 0) > 0,
      })),
    ];
    const missing = parts.filter(({ found }) => !found);
    const use = telemetry.use({ test: 'log_scope', query: 'system_days fold=fields', found: parts, window });
    if (missing.length > 0)
      return decided(
        missing.length === parts.length ? 'not_met' : 'partly',
        {
          vi: `Trong ${window_days} ngày qua không thấy: ${missing.map(({ words }) => words.vi).join(', ')}.`,
          en: `Not seen in the last ${window_days} days: ${missing.map(({ words }) => words.en).join(', ')}.`,
        },
        [use],
      );
    const found = parts.map(({ words }) => words);
    return decided(
      'met',
      {
        vi: `Trong ${window_days} ngày qua đã thấy: ${found.map(({ vi }) => vi).join(', ')}.`,
        en: `Seen in the last ${window_days} days: ${found.map(({ en }) => en).join(', ')}.`,
      },
      [use],
    );
  },
});
