import type { Day, EvidenceOf, EvidenceUse } from '@khien/model';
import { dayAt } from '../evidence-index';
import { useOf } from '../evidence-use';
import { addPeriod } from '../period';
import { dayWords, EVIDENCE_WORDS, type SaidKind } from '../wording';
import type { LiveContext, LiveVerdict } from './live-test';
import { earlier, undecided } from './verdict';

export type StateKind = Extract<
  SaidKind,
  'anti_malware' | 'backup' | 'mfa' | 'log_retention' | 'monitoring_service' | 'regulation' | 'designation'
>;

export type State<K extends StateKind> =
  | { ok: true; fact: EvidenceOf<K>['fact']; use: EvidenceUse; lastDay: Day | undefined }
  | { ok: false; verdict: LiveVerdict };

/**
 * How something stands, by the closest evidence that still counts: in force, and collected within the days for which the
 * control takes such evidence.
 */
export function currentState<K extends StateKind>(
  context: LiveContext,
  kind: K,
  options: { counts?: (fact: EvidenceOf<K>['fact']) => boolean } = {},
): State<K> {
  const { evidence, control, on } = context;
  const { vi, en } = EVIDENCE_WORDS[kind];
  const counts = (each: EvidenceOf<K>): boolean => options.counts?.(each.fact) !== false;
  const known = evidence.of(kind).filter(counts);
  for (const each of known) {
    const freshTo = addPeriod(dayAt(each.collectedAt) ?? on, { months: 0, days: control.freshnessDays });
    if (on <= freshTo)
      return {
        ok: true,
        fact: each.fact,
        use: useOf(each, true),
        lastDay: earlier(freshTo, each.effectiveTo),
      };
  }
  const [old] = [...known, ...evidence.expired(kind).filter(counts)];
  if (!old)
    return {
      ok: false,
      verdict: undecided({ vi: `Chưa có chứng cứ về ${vi}.`, en: `No evidence of the ${en} yet.` }),
    };
  const day = dayWords(dayAt(old.collectedAt) ?? on);
  return {
    ok: false,
    verdict: undecided(
      {
        vi: `Chứng cứ đã quá hạn: ${vi}, thu thập ngày ${day}.`,
        en: `Evidence out of date: ${en}, collected on ${day}.`,
      },
      [useOf(old, false)],
    ),
  };
}
