import { z } from 'zod';
import { countWords, shareWords } from '../wording';
import { DEED_SETTINGS, judgeDeed } from './deed';
import { defineLiveTest } from './live-test';

/** Đào tạo, tập huấn đúng chu kỳ và đủ người. */
export const training = defineLiveTest({
  settings: z.strictObject({
    ...DEED_SETTINGS,
    /** Share of the people concerned below which it is only partly done. */
    least_share: z.number().min(0).max(1).default(0.8),
  }),
  judge: (context, settings) =>
    judgeDeed(context, {
      kind: 'training',
      settings,
      findings({ fact: { people, ofPeople } }) {
        if (ofPeople > 0 && people / ofPeople >= settings.least_share) return [];
        const share =
          ofPeople > 0 ? shareWords(Math.min(people, ofPeople), ofPeople) : { vi: '0%', en: '0%' };
        return [
          {
            status: 'partly',
            reason: {
              vi: `Mới ${share.vi} người thuộc diện được đào tạo (${countWords(people).vi}/${countWords(ofPeople).vi}).`,
              en: `Only ${share.en} of the people concerned were trained (${countWords(people).en} of ${countWords(ofPeople).en}).`,
            },
          },
        ];
      },
    }),
});
