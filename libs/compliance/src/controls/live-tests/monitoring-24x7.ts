import type { Bilingual } from '@khien/model';
import { z } from 'zod';
import { isDay } from '../../working-days/day-arithmetic';
import { countWords, dayWords } from '../wording';
import { defineLiveTest } from './live-test';
import { currentState } from './state';
import { decided, earlier, until } from './verdict';

/** Trực giám sát 24/7: arranged day and night, the roster reaches today, and alerts are taken in time. */
export const monitoring24x7 = defineLiveTest({
  settings: z.strictObject({}),
  judge(context) {
    const state = currentState(context, 'monitoring_service');
    if (!state.ok) return state.verdict;
    const { coverage, rosterUntil, provider } = state.fact;
    if (coverage !== '24x7')
      return decided(
        'not_met',
        {
          vi: `${provider} chỉ giám sát trong giờ hành chính.`,
          en: `${provider} monitors in office hours only.`,
        },
        [state.use],
      );
    const roster = rosterUntil !== undefined && isDay(rosterUntil) ? rosterUntil : undefined;
    const alerts = context.telemetry?.unacknowledged ?? 0;
    const weak: Bilingual[] = [
      ...(roster === undefined ? [{ vi: 'chưa có lịch trực', en: 'there is no roster' }] : []),
      ...(roster !== undefined && roster < context.on
        ? [{ vi: `lịch trực hết ngày ${dayWords(roster)}`, en: `the roster ended on ${dayWords(roster)}` }]
        : []),
      ...(alerts > 0
        ? [
            {
              vi: `${countWords(alerts).vi} cảnh báo mức cao chưa ai tiếp nhận trong hạn`,
              en: `nobody took ${countWords(alerts).en} high alerts in time`,
            },
          ]
        : []),
    ];
    const use = context.telemetry
      ? [
          {
            ...context.telemetry.use({
              test: 'monitoring_24x7',
              query: 'alerts unacknowledged',
              found: { alerts },
            }),
            fresh: true,
          },
        ]
      : [];
    return until(
      decided(
        weak.length > 0 ? 'partly' : 'met',
        {
          vi: `${provider} giám sát 24/7${weak.length > 0 ? `; ${weak.map(({ vi }) => vi).join(', ')}` : `, lịch trực đến ${dayWords(roster ?? context.on)}`}.`,
          en: `${provider} monitors day and night${weak.length > 0 ? `; ${weak.map(({ en }) => en).join(', ')}` : `, roster until ${dayWords(roster ?? context.on)}`}.`,
        },
        [state.use, ...use],
      ),
      earlier(state.lastDay, roster !== undefined && roster >= context.on ? roster : undefined),
    );
  },
});
