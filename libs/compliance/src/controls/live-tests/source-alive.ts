import { type Bilingual, TechnicalLayer } from '@khien/model';
import { z } from 'zod';
import { dayAt } from '../evidence-index';
import type { TelemetryView } from '../telemetry-view';
import { dayWords } from '../wording';
import { defineLiveTest, type LiveContext } from './live-test';
import { decided, undecided } from './verdict';

export const LAYER_WORDS: Record<TechnicalLayer, Bilingual> = {
  network: { vi: 'lớp mạng', en: 'network' },
  application: { vi: 'lớp ứng dụng', en: 'application' },
  database: { vi: 'lớp cơ sở dữ liệu', en: 'database' },
  endpoint: { vi: 'lớp thiết bị đầu cuối', en: 'endpoint' },
};
const LISTED = 5;

/** Nguồn nhật ký còn tín hiệu ở từng lớp kỹ thuật (R16). The card's own layers decide which of them are asked for. */
export const sourceAlive = defineLiveTest({
  settings: z.strictObject({ layers: z.array(TechnicalLayer).min(1).optional() }),
  judge(context, { layers }) {
    const { telemetry, now } = context;
    const wanted = layersAsked(context, layers);
    const sources = (telemetry?.sources ?? []).filter(
      ({ layer }) => layers === undefined || (layer !== undefined && layers.includes(layer)),
    );
    if (!telemetry || sources.length === 0)
      return undecided({
        vi: 'Khiên chưa nhận nguồn nhật ký nào của hệ thống cho phần này.',
        en: 'Khiên receives no log source of the system for this part.',
      });
    const dead = sources.filter(({ state }) => state !== 'alive');
    const missing = wanted.filter((layer) => !sources.some((source) => source.layer === layer));
    const alive = sources.length - dead.length;
    const use = telemetry.use({ test: 'source_alive', query: 'sources', found: sources });
    const count = {
      vi: `${alive}/${sources.length} nguồn nhật ký còn tín hiệu`,
      en: `${alive} of ${sources.length} log sources alive`,
    };
    const why = [silentWords(dead), missingWords(missing)].filter((text) => text !== undefined);
    const status = alive === 0 ? 'not_met' : why.length > 0 ? 'partly' : 'met';
    return decided(
      status,
      {
        vi: `${[count.vi, ...why.map(({ vi }) => vi)].join('; ')}.`,
        en: `${[count.en, ...why.map(({ en }) => en)].join('; ')}.`,
      },
      [{ ...use, collectedAt: now, fresh: true }],
    );
  },
});

function layersAsked(
  { system }: LiveContext,
  layers: readonly TechnicalLayer[] | undefined,
): TechnicalLayer[] {
  const own = system.technicalLayers;
  return (layers ?? own ?? []).filter((layer) => own === undefined || own.includes(layer));
}

/** The sources that fell silent, by name and since when. */
export function silentWords(dead: TelemetryView['sources']): Bilingual | undefined {
  if (dead.length === 0) return undefined;
  const named = dead.slice(0, LISTED).map(({ sourceId, lastRecordAt }) => {
    const day = lastRecordAt === undefined ? undefined : dayAt(lastRecordAt);
    return day === undefined
      ? { vi: `${sourceId} (chưa từng có bản ghi)`, en: `${sourceId} (never heard)` }
      : { vi: `${sourceId} (từ ${dayWords(day)})`, en: `${sourceId} (since ${dayWords(day)})` };
  });
  const more = dead.length - named.length;
  return {
    vi: `mất tín hiệu: ${named.map(({ vi }) => vi).join(', ')}${more > 0 ? ` và ${more} nguồn khác` : ''}`,
    en: `silent: ${named.map(({ en }) => en).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  };
}

function missingWords(missing: readonly TechnicalLayer[]): Bilingual | undefined {
  if (missing.length === 0) return undefined;
  return {
    vi: `chưa có nguồn ở ${missing.map((layer) => LAYER_WORDS[layer].vi).join(', ')}`,
    en: `no source for: ${missing.map((layer) => LAYER_WORDS[layer].en).join(', ')}`,
  };
}
