import { z } from 'zod';
import { DEED_SETTINGS, judgeDeed } from './deed';
import { defineLiveTest } from './live-test';

/** Khôi phục thử từ bản sao lưu: lần gần nhất còn hạn và thành công. */
export const restoreTest = defineLiveTest({
  settings: z.strictObject(DEED_SETTINGS),
  judge: (context, settings) =>
    judgeDeed(context, {
      kind: 'restore_test',
      settings,
      findings: ({ fact }) =>
        fact.result === 'pass'
          ? []
          : [
              {
                status: 'not_met',
                reason: { vi: 'Lần khôi phục thử này không thành công.', en: 'That restore failed.' },
              },
            ],
    }),
});
