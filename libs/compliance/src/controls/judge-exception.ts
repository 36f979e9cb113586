import type { Bilingual, ControlResult, EvidenceOf } from '@khien/model';
import { useOf } from './evidence-use';
import type { LiveContext } from './live-tests/live-test';
import { dayWords } from './wording';

interface Excepted {
  result?: ControlResult;
  /** Why an exception that was asked for does not count. */
  reasons: Bilingual[];
}

/**
 * Không áp dụng: the newest step of each request decides it. It counts once approved by an account other than the one that
 * asked, and only until the last day it names; without one it does not count.
 */
export function judgeException({ control, evidence, on }: LiveContext): Excepted {
  const steps = evidence.exceptions(control.id);
  if (steps.length === 0) return { reasons: [] };
  const requests = new Map<string, EvidenceOf<'exception'>>();
  for (const step of steps) {
    const request = step.fact.requestId ?? step._id;
    if (!requests.has(request)) requests.set(request, step);
  }
  const reasons: Bilingual[] = [];
  for (const [request, step] of requests) {
    const asked = steps.find(({ _id }) => _id === request);
    const problem = problemWith(step, asked, on);
    if (!problem) return { reasons: [], result: notApplicable(control.id, step) };
    reasons.push(problem);
  }
  return { reasons };
}

function problemWith(
  step: EvidenceOf<'exception'>,
  asked: EvidenceOf<'exception'> | undefined,
  on: string,
): Bilingual | undefined {
  const { fact, effectiveTo } = step;
  if (fact.state === 'requested')
    return {
      vi: 'Đề nghị không áp dụng đang chờ duyệt.',
      en: 'An exception was asked for and awaits a decision.',
    };
  if (fact.state !== 'approved')
    return fact.state === 'refused'
      ? { vi: 'Đề nghị không áp dụng đã bị từ chối.', en: 'The exception was refused.' }
      : { vi: 'Ngoại lệ đã bị thu hồi.', en: 'The exception was revoked.' };
  if (!approvedByAnother(step, asked))
    return {
      vi: 'Ngoại lệ chưa được người khác với người đề nghị duyệt.',
      en: 'The exception was not approved by someone other than who asked.',
    };
  if (effectiveTo === undefined)
    return {
      vi: 'Ngoại lệ không có thời hạn nên không được tính.',
      en: 'The exception names no last day, so it does not count.',
    };
  if (effectiveTo < on)
    return {
      vi: `Ngoại lệ đã hết hạn ngày ${dayWords(effectiveTo)}.`,
      en: `The exception ended on ${dayWords(effectiveTo)}.`,
    };
  return undefined;
}

/** The request is the record the decision names; a record that holds both must name who decided. */
function approvedByAnother(
  { fact, by }: EvidenceOf<'exception'>,
  asked: EvidenceOf<'exception'> | undefined,
): boolean {
  return asked !== undefined && (fact.decidedBy ?? by.userId) !== asked.by.userId;
}

function notApplicable(controlId: string, step: EvidenceOf<'exception'>): ControlResult {
  const { effectiveTo = '', fact } = step;
  const instead = fact.compensating ?? '';
  return {
    controlId,
    status: 'not_applicable',
    basis: 'exception',
    reasons: [
      {
        vi: `Ngoại lệ được duyệt đến ${dayWords(effectiveTo)}: ${fact.reason}${instead && ` Biện pháp thay thế: ${instead}`}`,
        en: `Exception approved until ${dayWords(effectiveTo)}: ${fact.reason}${instead && ` Instead: ${instead}`}`,
      },
    ],
    evidence: [useOf(step, true)],
    expiresOn: effectiveTo,
  };
}
