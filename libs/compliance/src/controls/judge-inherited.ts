import type { Bilingual, ControlResult } from '@khien/model';
import type { LiveContext } from './live-tests/live-test';
import { dayWords } from './wording';

/**
 * What the platform's own result gives the systems that stand on it: met, partly or not met as it is there. An exception of
 * the platform is the platform's alone, and what cannot be verified there cannot be here.
 */
export function judgeInherited(
  { system, control, on }: LiveContext,
  platform: ControlResult | undefined,
): { result?: ControlResult; reasons: Bilingual[] } | undefined {
  const from = system.hostedOn;
  if (!platform || from === undefined) return undefined;
  if (platform.status === 'not_applicable' || platform.status === 'unverifiable') return undefined;
  if (platform.expiresOn !== undefined && platform.expiresOn < on)
    return {
      reasons: [
        {
          vi: `Chứng cứ đã quá hạn: kết quả của nền tảng ${from} hết hạn ngày ${dayWords(platform.expiresOn)}.`,
          en: `Evidence out of date: the result of platform ${from} ended on ${dayWords(platform.expiresOn)}.`,
        },
      ],
    };
  return {
    reasons: [],
    result: {
      ...platform,
      controlId: control.id,
      basis: 'inherited',
      inheritedFrom: from,
      reasons: [
        { vi: `Thừa hưởng từ nền tảng ${from}.`, en: `Inherited from platform ${from}.` },
        ...platform.reasons,
      ],
    },
  };
}
