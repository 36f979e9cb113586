import type { Bilingual } from '@khien/model';
import { z } from 'zod';
import { defineLiveTest } from './live-test';
import { currentState } from './state';
import { decided, until } from './verdict';

/** Nguyên tắc 3-2-1: số bản, số loại phương tiện lưu và một bản ở nơi khác. */
export const backupCopies = defineLiveTest({
  settings: z.strictObject({}),
  judge(context) {
    const state = currentState(context, 'backup');
    if (!state.ok) return state.verdict;
    const { copies, media, offsite } = state.fact;
    const figure = (name: string, otherwise: number): number => {
      const value = context.control.parameters[name];
      return typeof value === 'number' ? value : otherwise;
    };
    const wanted = {
      copies: figure('copies', 3),
      media: figure('media_types', 2),
      offsite: figure('offsite_copies', 1),
    };
    const lacks = [
      copies < wanted.copies && {
        vi: `${copies}/${wanted.copies} bản`,
        en: `${copies} of ${wanted.copies} copies`,
      },
      media < wanted.media && {
        vi: `${media}/${wanted.media} loại phương tiện lưu`,
        en: `${media} of ${wanted.media} kinds of media`,
      },
      wanted.offsite > 0 && !offsite && { vi: 'không có bản ở nơi khác', en: 'no copy elsewhere' },
    ].filter((each): each is Bilingual => each !== false);
    const status = lacks.length === 0 ? 'met' : lacks.length === 3 || copies <= 1 ? 'not_met' : 'partly';
    return until(
      decided(
        status,
        lacks.length === 0
          ? {
              vi: `Có ${copies} bản sao lưu trên ${media} loại phương tiện, có bản ở nơi khác.`,
              en: `${copies} copies on ${media} kinds of media, one of them elsewhere.`,
            }
          : {
              vi: `Chưa đủ nguyên tắc sao lưu: ${lacks.map(({ vi }) => vi).join(', ')}.`,
              en: `Short of the backup rule: ${lacks.map(({ en }) => en).join(', ')}.`,
            },
        [state.use],
      ),
      state.lastDay,
    );
  },
});
