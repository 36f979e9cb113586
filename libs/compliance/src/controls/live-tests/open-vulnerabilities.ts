import { z } from 'zod';
import { DEED_SETTINGS, judgeDeed } from './deed';
import { defineLiveTest, type LiveVerdict } from './live-test';
import { undecided } from './verdict';

/** Lỗ hổng nghiêm trọng, cao còn mở theo lần rà quét gần nhất; a scan that is overdue says nothing of today. */
export const openVulnerabilities = defineLiveTest({
  settings: z.strictObject(DEED_SETTINGS),
  judge(context, settings) {
    const verdict = judgeDeed(context, {
      kind: 'vulnerability_scan',
      settings,
      findings: ({ fact: { open } }) => {
        const words = {
          vi: `Còn mở ${open.critical} lỗ hổng nghiêm trọng, ${open.high} lỗ hổng mức cao.`,
          en: `Still open: ${open.critical} critical, ${open.high} high.`,
        };
        if (open.critical > 0) return [{ status: 'not_met', reason: words }];
        return open.high > 0 ? [{ status: 'partly', reason: words }] : [];
      },
    });
    return isOverdue(verdict) ? undecided(overdueWords, verdict.evidence) : verdict;
  },
});

const isOverdue = ({ status, evidence }: LiveVerdict): boolean =>
  status === 'not_met' && evidence.every(({ fresh }) => !fresh);

const overdueWords = {
  vi: 'Chứng cứ đã quá hạn: lần rà quét lỗ hổng gần nhất quá lâu để biết hiện nay còn lỗ hổng nào.',
  en: 'Evidence out of date: the last vulnerability scan is too old to tell what is open today.',
};
