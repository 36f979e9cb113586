import { z } from 'zod';
import { isDay } from '../../working-days/day-arithmetic';
import { dayWords } from '../wording';
import { DEED_SETTINGS, judgeDeed } from './deed';
import { defineLiveTest } from './live-test';

/** Đánh giá, nhận diện lại rủi ro đúng chu kỳ. A next date of its own that has passed counts against it. */
export const riskAssessment = defineLiveTest({
  settings: z.strictObject(DEED_SETTINGS),
  judge: (context, settings) =>
    judgeDeed(context, {
      kind: 'risk_assessment',
      settings,
      findings: ({ fact: { nextOn } }) =>
        nextOn === undefined || !isDay(nextOn) || nextOn >= context.on
          ? []
          : [
              {
                status: 'not_met',
                reason: {
                  vi: `Lần đánh giá tiếp theo đã hẹn ngày ${dayWords(nextOn)} chưa thực hiện.`,
                  en: `The next one was set for ${dayWords(nextOn)} and has not been done.`,
                },
              },
            ],
    }),
});
