import { today } from '@khien/compliance';
import { type Bilingual, Day, type Evidence, type EvidenceOf, MonitorError } from '@khien/model';
import { readAll } from '@khien/store';
import { z } from 'zod';
import type { By, ExceptionDecision } from '../office';
import { problemAt, problemsOf } from '../problems';
import type { Room } from '../room';
import { checkDays, invalid } from './check-draft';
import { evidenceOf } from './evidence-of';

const Decision = z.strictObject({
  decision: z.enum(['approved', 'refused', 'revoked']),
  note: z.string().trim().min(1).max(2000),
  effectiveTo: Day.optional(),
});

/** Decisions may follow one another (approved, then revoked); each has the number after the one before in its id. */
const MAX_DECISIONS = 99;
const decisionId = (requestId: string, number: number): string =>
  `${requestId}.d${String(number).padStart(2, '0')}`;

interface Asked {
  by: By;
  requestId: string;
  decision: ExceptionDecision;
}

/** The record of a decision on an exception request, not stored yet. */
export async function decideException(room: Room, { by, requestId, decision }: Asked): Promise<Evidence> {
  const parsed = Decision.safeParse(decision);
  if (!parsed.success) throw invalid(problemsOf(parsed.error));
  const request = await requestOf(room, requestId);
  if (request.by.userId === by.actor.userId)
    throw new MonitorError('forbidden', `evidence ${requestId}: the requester may not decide`);
  const before = await decisionsOn(room, requestId);
  refuseOutOfTurn(before.at(-1), parsed.data.decision);
  const at = room.now();
  const { effectiveFrom, effectiveTo } = daysOf(request, before.at(-1), { ...parsed.data, on: today(at) });
  return evidenceOf(
    {
      ...(request.systemId !== undefined && { systemId: request.systemId }),
      ...(request.agencyId !== undefined && { agencyId: request.agencyId }),
      effectiveFrom,
      ...(effectiveTo !== undefined && { effectiveTo }),
      fact: { ...request.fact, state: parsed.data.decision, decidedBy: by.actor.userId, requestId },
      note: parsed.data.note,
    },
    { id: decisionId(requestId, before.length + 1), at, actor: by.actor, origin: 'person' },
  );
}

async function requestOf({ store }: Room, id: string): Promise<EvidenceOf<'exception'>> {
  const found = await store.get<Evidence>('evidence', id);
  if (found?.fact.kind !== 'exception' || found.fact.state !== 'requested')
    throw new MonitorError('not_found', `evidence ${id}: no exception request`);
  return { ...found, fact: found.fact };
}

function decisionsOn({ store }: Room, requestId: string): Promise<Evidence[]> {
  return readAll<Evidence>(store, 'evidence', {
    filter: { _id: { prefix: `${requestId}.d` } },
    most: MAX_DECISIONS,
  });
}

/** Approved or refused once; what was approved can be revoked. */
function refuseOutOfTurn(last: Evidence | undefined, decision: ExceptionDecision['decision']): void {
  const state = last?.fact.kind === 'exception' ? last.fact.state : 'requested';
  if (decision === 'revoked' ? state === 'approved' : state === 'requested') return;
  const text: Bilingual =
    decision === 'revoked'
      ? {
          vi: 'Chỉ ngoại lệ đã được chấp thuận mới thu hồi được.',
          en: 'Only what was approved can be revoked.',
        }
      : { vi: 'Đề nghị này đã được quyết định.', en: 'This request was decided already.' };
  throw new MonitorError('conflict', `exception: ${text.en}`, { problems: [problemAt('/decision', text)] });
}

/** An approved exception ends; anything else counts from today. */
function daysOf(
  request: Evidence,
  last: Evidence | undefined,
  { decision, effectiveTo, on }: ExceptionDecision & { on: Day },
): { effectiveFrom: Day; effectiveTo?: Day } {
  if (decision !== 'approved')
    return {
      effectiveFrom: on,
      ...(last?.effectiveTo !== undefined && { effectiveTo: later(last.effectiveTo, on) }),
    };
  const ends = effectiveTo ?? request.effectiveTo;
  if (ends === undefined)
    throw invalid([
      problemAt('/effectiveTo', {
        vi: 'Ngoại lệ phải có ngày hết hạn.',
        en: 'An exception needs a last day.',
      }),
    ]);
  const from = later(request.effectiveFrom, on);
  const problems = checkDays({ effectiveFrom: from, effectiveTo: ends }, on);
  if (problems.length > 0) throw invalid(problems);
  return { effectiveFrom: from, effectiveTo: ends };
}

const later = (one: Day, other: Day): Day => (one > other ? one : other);
