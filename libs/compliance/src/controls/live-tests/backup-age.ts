import { z } from 'zod';
import { isDay } from '../../working-days/day-arithmetic';
import { addPeriod } from '../period';
import { dayWords } from '../wording';
import { LocalPeriod, limitOf } from './limit';
import { defineLiveTest, type LiveContext } from './live-test';
import { currentState } from './state';
import { decided, undecided, until } from './verdict';

/** Tuổi của bản sao lưu tốt gần nhất: by the backup jobs Khiên sees, or by the figures a person gives, whichever is later. */
export const backupAge = defineLiveTest({
  settings: z.strictObject({ parameter: z.string().default('max_age'), local: LocalPeriod.optional() }),
  judge(context, { parameter, local }) {
    const limit = limitOf(context.control, { parameter, local });
    const seen = goodBackup(context);
    if (!seen.ok) return seen.verdict;
    if (!limit)
      return undecided(
        { vi: 'Chưa có chu kỳ sao lưu để đối chiếu.', en: 'There is no backup interval to compare with.' },
        seen.uses,
      );
    const day = dayWords(seen.on);
    const dueOn = addPeriod(seen.on, limit.period);
    const failed = seen.failedOn === undefined ? undefined : dayWords(seen.failedOn);
    if (context.on > dueOn)
      return decided(
        'not_met',
        {
          vi: `Sao lưu tốt gần nhất ${day}, quá ${limit.words.vi}.`,
          en: `Last good backup on ${day}, more than ${limit.words.en} ago.`,
        },
        seen.uses.map((use) => ({ ...use, fresh: false })),
      );
    return until(
      decided(
        failed ? 'partly' : 'met',
        {
          vi: `Sao lưu tốt gần nhất ${day}, trong hạn ${limit.words.vi}${failed ? `; sau đó có lần sao lưu hỏng ngày ${failed}` : ''}.`,
          en: `Last good backup on ${day}, within ${limit.words.en}${failed ? `; a later backup failed on ${failed}` : ''}.`,
        },
        seen.uses,
      ),
      dueOn,
    );
  },
});

const WINDOW_DAYS = 400;

function goodBackup(context: LiveContext) {
  const state = currentState(context, 'backup');
  const telemetry = context.telemetry;
  const window = telemetry?.stale === false ? telemetry.window(WINDOW_DAYS) : undefined;
  const { lastSuccess, lastFailure } = window?.backups ?? {};
  const said =
    state.ok && isDay(state.fact.lastGoodOn) && state.fact.lastGoodOn <= context.on
      ? state.fact.lastGoodOn
      : undefined;
  const uses = [
    ...(telemetry && window && (lastSuccess ?? lastFailure) !== undefined
      ? [
          telemetry.use({
            test: 'backup_age',
            query: 'system_days fold=backups',
            found: window.backups,
            window,
          }),
        ]
      : []),
    ...(said !== undefined && state.ok ? [state.use] : []),
  ];
  const on = [lastSuccess, said].reduce((best, day) =>
    best === undefined || (day ?? '') > best ? day : best,
  );
  if (on !== undefined)
    return {
      ok: true as const,
      on,
      failedOn: lastFailure !== undefined && lastFailure > on ? lastFailure : undefined,
      uses,
    };
  if (lastFailure !== undefined)
    return {
      ok: false as const,
      verdict: decided(
        'not_met',
        {
          vi: `Chưa thấy lần sao lưu nào thành công; gần nhất hỏng ngày ${dayWords(lastFailure)}.`,
          en: `No backup succeeded yet; the last one failed on ${dayWords(lastFailure)}.`,
        },
        uses,
      ),
    };
  return {
    ok: false as const,
    verdict: state.ok
      ? undecided(
          {
            vi: 'Chứng cứ về sao lưu không có ngày dùng được.',
            en: 'The evidence of the backup has no usable day.',
          },
          [state.use],
        )
      : state.verdict,
  };
}
