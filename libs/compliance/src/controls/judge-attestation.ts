import type { Bilingual, ControlResult, EvidenceUse } from '@khien/model';
import { dayAt } from './evidence-index';
import { useOf } from './evidence-use';
import { limitOf } from './live-tests/limit';
import type { LiveContext } from './live-tests/live-test';
import { earlier } from './live-tests/verdict';
import { addPeriod } from './period';
import { dayWords } from './wording';

interface Attested {
  result?: ControlResult;
  /** Why a person's word did not count. */
  reasons: Bilingual[];
  evidence: EvidenceUse[];
}

const METHODS = {
  review: { vi: 'xem xét hồ sơ', en: 'review' },
  interview: { vi: 'phỏng vấn', en: 'interview' },
  test: { vi: 'kiểm tra thực tế', en: 'test' },
} as const;

/** The newest word of a person about a control, as long as it is fresh: the control's interval, else its days of freshness. */
export function judgeAttestation(context: LiveContext): Attested {
  const { control, evidence, on } = context;
  const [said] = evidence.attestations(control.id);
  if (!said) return lapsed(context);
  const interval = limitOf(control, { parameter: 'interval', local: undefined })?.period;
  const collectedOn = dayAt(said.collectedAt) ?? on;
  const freshTo = addPeriod(collectedOn, interval ?? { months: 0, days: control.freshnessDays });
  if (on > freshTo) return outOfDate(collectedOn, useOf(said, false));
  const { vi, en } = METHODS[said.fact.method];
  const expiresOn = earlier(freshTo, said.effectiveTo);
  return {
    reasons: [],
    evidence: [],
    result: {
      controlId: control.id,
      status: said.fact.result,
      basis: 'attested',
      reasons: [
        {
          vi: `Xác nhận ngày ${dayWords(collectedOn)} qua ${vi}: ${said.fact.statement}`,
          en: `Attested on ${dayWords(collectedOn)} by ${en}: ${said.fact.statement}`,
        },
      ],
      evidence: [useOf(said, true)],
      ...(expiresOn === undefined ? {} : { expiresOn }),
    },
  };
}

function lapsed({ control, evidence, on }: LiveContext): Attested {
  const [old] = evidence.expiredAttestations(control.id);
  return old ? outOfDate(dayAt(old.collectedAt) ?? on, useOf(old, false)) : { reasons: [], evidence: [] };
}

const outOfDate = (collectedOn: string, use: EvidenceUse): Attested => ({
  reasons: [
    {
      vi: `Chứng cứ đã quá hạn: xác nhận ngày ${dayWords(collectedOn)}.`,
      en: `Evidence out of date: attested on ${dayWords(collectedOn)}.`,
    },
  ],
  evidence: [use],
});
