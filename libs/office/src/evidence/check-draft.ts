import { addDays, isDay, today } from '@khien/compliance';
import {
  Day,
  type Evidence,
  EvidenceFact,
  type FieldProblem,
  MonitorError,
  type PaperRef,
} from '@khien/model';
import { z } from 'zod';
import type { EvidenceDraft } from '../office';
import { problemAt, problemsOf } from '../problems';
import type { Room } from '../room';
import { checkFact } from './check-fact';

const Id = z.string().min(1).max(120);
const Draft = z.strictObject({
  systemId: Id.optional(),
  agencyId: Id.optional(),
  effectiveFrom: Day,
  effectiveTo: Day.optional(),
  fact: EvidenceFact,
  note: z.string().max(2000).optional(),
  supersedes: Id.optional(),
  query: z.string().max(2000).optional(),
  origin: z.enum(['person', 'import']).optional(),
});

/** How far ahead evidence may begin to count: a contract that was signed for next year. */
const AHEAD_DAYS = 400;

/** A draft whose every reference is known; evidence of a system carries its agency too. MonitorError `invalid` names every bad field. */
export async function checkDraft(room: Room, draft: EvidenceDraft): Promise<z.infer<typeof Draft>> {
  const parsed = Draft.safeParse(draft);
  if (!parsed.success) throw invalid(problemsOf(parsed.error));
  const { data } = parsed;
  const problems = [
    ...checkDays(data, today(room.now())),
    ...checkFact(data.fact, today(room.now())),
    ...checkOwner(room, data),
    ...checkReferences(room, data.fact),
    ...(await checkSuperseded(room, data)),
    ...(await checkFiles(room, data.fact)),
  ];
  if (problems.length > 0) throw invalid(problems);
  const agencyId = systemOf(room, data.systemId)?.agencyId ?? data.agencyId;
  return { ...data, ...(agencyId !== undefined && { agencyId }) };
}

export const invalid = (problems: FieldProblem[]): MonitorError =>
  new MonitorError('invalid', `evidence: ${problems[0]?.pointer} ${problems[0]?.message}`, { problems });

const systemOf = (room: Room, id: string | undefined) =>
  id === undefined ? undefined : room.registry().systems.find((system) => system.id === id);

export function checkDays(
  { effectiveFrom: from, effectiveTo: to }: Pick<EvidenceDraft, 'effectiveFrom' | 'effectiveTo'>,
  on: Day,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const [name, day] of [
    ['effectiveFrom', from],
    ['effectiveTo', to],
  ] as const)
    if (day !== undefined && !isDay(day))
      problems.push(
        problemAt(`/${name}`, { vi: `${day} không phải là một ngày có thật.`, en: `${day} is no day.` }),
      );
  if (problems.length > 0) return problems;
  if (from > addDays(on, AHEAD_DAYS))
    problems.push(
      problemAt('/effectiveFrom', {
        vi: `Bắt đầu sau hơn ${AHEAD_DAYS} ngày nữa.`,
        en: `Begins more than ${AHEAD_DAYS} days from now.`,
      }),
    );
  if (to !== undefined && to < from)
    problems.push(
      problemAt('/effectiveTo', {
        vi: 'Ngày hết hiệu lực trước ngày có hiệu lực.',
        en: 'Ends before it begins.',
      }),
    );
  return problems;
}

function checkOwner(room: Room, { systemId, agencyId }: EvidenceDraft): FieldProblem[] {
  const system = systemOf(room, systemId);
  if (systemId !== undefined && !system)
    return [problemAt('/systemId', { vi: 'Không có hệ thống này.', en: 'No such system.' })];
  if (agencyId === undefined) return [];
  if (system && system.agencyId !== agencyId)
    return [
      problemAt('/agencyId', {
        vi: 'Hệ thống thuộc cơ quan khác.',
        en: 'The system belongs to another agency.',
      }),
    ];
  return unknownAgency(room, '/agencyId', agencyId);
}

function unknownAgency(room: Room, pointer: string, id: string | undefined): FieldProblem[] {
  if (id === undefined || room.registry().agencies.some((agency) => agency.id === id)) return [];
  return [problemAt(pointer, { vi: `Không có cơ quan «${id}».`, en: `No agency "${id}".` })];
}

function checkReferences(room: Room, fact: EvidenceFact): FieldProblem[] {
  switch (fact.kind) {
    case 'designation':
      return unknownAgency(room, '/fact/unit', fact.unit);
    case 'monitoring_service':
      return unknownAgency(room, '/fact/providerId', fact.providerId);
    case 'assessment':
      return unknownAgency(room, '/fact/assessorId', fact.assessorId);
    case 'attestation':
      return unknownControl(room, fact.controlId);
    case 'exception':
      return [...unknownControl(room, fact.controlId), ...notARequest(fact)];
    default:
      return [];
  }
}

function unknownControl(room: Room, id: string): FieldProblem[] {
  if (room.controls().controls.some((control) => control.id === id)) return [];
  return [
    problemAt('/fact/controlId', {
      vi: `Không có biện pháp kiểm soát «${id}».`,
      en: `No control "${id}".`,
    }),
  ];
}

function notARequest(fact: Extract<EvidenceFact, { kind: 'exception' }>): FieldProblem[] {
  if (fact.state === 'requested' && fact.decidedBy === undefined && fact.requestId === undefined) return [];
  return [
    problemAt('/fact/state', {
      vi: 'Ngoại lệ chỉ có thể được đề nghị ở đây; người khác quyết định.',
      en: 'An exception can only be requested here; somebody else decides.',
    }),
  ];
}

/** What is corrected has to be about the same thing. */
async function checkSuperseded({ store }: Room, draft: EvidenceDraft): Promise<FieldProblem[]> {
  if (draft.supersedes === undefined) return [];
  const before = await store.get<Evidence>('evidence', draft.supersedes);
  if (before && sameSubject(before, draft)) return [];
  return [
    problemAt('/supersedes', {
      vi: 'Không có chứng cứ cùng loại, cùng đối tượng để thay thế.',
      en: 'No evidence of the same kind about the same subject to supersede.',
    }),
  ];
}

function sameSubject(before: Evidence, { systemId, agencyId, fact }: EvidenceDraft): boolean {
  if (before.fact.kind !== fact.kind || before.systemId !== systemId) return false;
  if (systemId === undefined && before.agencyId !== agencyId) return false;
  return !('controlId' in fact && 'controlId' in before.fact) || fact.controlId === before.fact.controlId;
}

/** Files that papers name have to be here. */
async function checkFiles({ store }: Room, fact: EvidenceFact): Promise<FieldProblem[]> {
  const named = papersOf(fact, '/fact').flatMap(({ pointer, paper }) =>
    paper.sha256 === undefined ? [] : [{ pointer: `${pointer}/sha256`, sha256: paper.sha256 }],
  );
  const found = await store.getMany(
    'files',
    named.map(({ sha256 }) => `${sha256}:0000`),
  );
  const present = new Set(found.map(({ _id }) => _id.slice(0, 64)));
  return named
    .filter(({ sha256 }) => !present.has(sha256))
    .map(({ pointer }) =>
      problemAt(pointer, { vi: 'Tệp này chưa được tải lên.', en: 'This file was not uploaded.' }),
    );
}

function papersOf(value: unknown, pointer: string): Array<{ pointer: string; paper: PaperRef }> {
  if (typeof value !== 'object' || value === null) return [];
  if ('number' in value && 'date' in value && 'sha256' in value)
    return [{ pointer, paper: value as PaperRef }];
  return Object.entries(value).flatMap(([key, member]) => papersOf(member, `${pointer}/${key}`));
}
