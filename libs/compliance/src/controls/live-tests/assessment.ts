import type { EvidenceOf } from '@khien/model';
import { z } from 'zod';
import { DEED_SETTINGS, type Finding, judgeDeed } from './deed';
import { defineLiveTest } from './live-test';

const Purpose = z.enum(['pre_use', 'periodic', 'after_incident', 'after_change', 'on_request', 'conditions']);

/** Kiểm tra, đánh giá an ninh mạng còn hạn, do bên độc lập với vận hành, không còn phát hiện nghiêm trọng. */
export const assessment = defineLiveTest({
  settings: z.strictObject({
    ...DEED_SETTINGS,
    purposes: z.array(Purpose).min(1).optional(),
    /** Whether a body outside the owner's own units must have done it. */
    professional: z.boolean().default(false),
  }),
  judge: (context, settings) =>
    judgeDeed(context, {
      kind: 'assessment',
      settings,
      counts: ({ fact }) => settings.purposes === undefined || settings.purposes.includes(fact.purpose),
      findings: ({ fact }) => findingsOf(fact, settings.professional),
    }),
});

function findingsOf(fact: EvidenceOf<'assessment'>['fact'], professional: boolean): Finding[] {
  const { result, openFindings, assessorKind } = fact;
  const findings: Finding[] = [];
  if (result === 'fail')
    findings.push({
      status: 'not_met',
      reason: { vi: 'Kết luận đánh giá: không đạt.', en: 'Its result is a fail.' },
    });
  if (openFindings.critical > 0)
    findings.push({
      status: 'partly',
      reason: {
        vi: `Còn ${openFindings.critical} phát hiện nghiêm trọng chưa khắc phục.`,
        en: `${openFindings.critical} critical findings are still open.`,
      },
    });
  if (assessorKind === 'operator')
    findings.push({
      status: 'partly',
      reason: {
        vi: 'Đơn vị đánh giá cũng là đơn vị vận hành.',
        en: 'The assessor also operates the system.',
      },
    });
  if (professional && assessorKind === 'independent_unit')
    findings.push({
      status: 'partly',
      reason: {
        vi: 'Chưa do tổ chức chuyên môn thực hiện.',
        en: 'It was not done by a professional body.',
      },
    });
  return findings;
}
