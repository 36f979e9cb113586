import type { TelemetryView, TelemetryWindow } from '../telemetry-view';
import { dayWords } from '../wording';
import type { LiveContext, LiveVerdict } from './live-test';
import { undecided } from './verdict';

export type Seen =
  | { ok: true; telemetry: TelemetryView; window: TelemetryWindow }
  | { ok: false; verdict: LiveVerdict };

/** The last days of the system's events, when there are some and they are recent enough to speak for today. */
export function seenIn({ telemetry, on }: LiveContext, days: number): Seen {
  const window = telemetry?.window(days);
  if (telemetry && window && !telemetry.stale) return { ok: true, telemetry, window };
  const newest = telemetry?.newestDay;
  const verdict =
    newest === undefined
      ? undecided({
          vi: 'Khiên chưa thấy sự kiện nào của hệ thống.',
          en: 'Khiên has seen no event of the system yet.',
        })
      : undecided({
          vi: `Chứng cứ đã quá hạn: sự kiện mới nhất của hệ thống là ngày ${dayWords(newest)}, đến ${dayWords(on)} không có thêm.`,
          en: `Evidence out of date: the system's newest event is of ${dayWords(newest)}; none until ${dayWords(on)}.`,
        });
  return { ok: false, verdict };
}
