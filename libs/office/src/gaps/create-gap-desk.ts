import { isDay, today } from '@khien/compliance';
import {
  type ControlResult,
  Day,
  type FieldProblem,
  GapPlan,
  MonitorError,
  type Store,
  type System,
} from '@khien/model';
import { readAll } from '@khien/store';
import { z } from 'zod';
import { withoutWriter, writerOf } from '../note-activity';
import type { By, GapDesk, GapPatch, GapRow } from '../office';
import { problemAt, problemsOf } from '../problems';
import type { Room } from '../room';
import { notePlan, type StoredPlan } from './note-plan';

const Milestone = z.strictObject({
  title: z.string().trim().min(1).max(300),
  dueOn: Day,
  doneOn: Day.optional(),
});
const Patch = z.strictObject({
  owner: z.string().max(200).optional(),
  dueOn: Day.optional(),
  note: z.string().max(4000).optional(),
  costMillionVnd: z.number().nonnegative().optional(),
  milestones: z.array(Milestone).max(50),
});

/** What is missing and can be worked on. */
const OPEN: ReadonlySet<ControlResult['status']> = new Set(['not_met', 'partly', 'unverifiable']);

/** Whether a plan's day has passed. */
export const isOverdue = (plan: GapPlan | undefined, on: Day): boolean =>
  plan?.dueOn !== undefined && plan.dueOn < on;

export interface GapDeps {
  room: Room;
  resultsOf: (systemId: string) => Promise<readonly ControlResult[]>;
}

/** Kế hoạch khắc phục: what is missing of a system, who does what about it by when. */
export function createGapDesk({ room, resultsOf }: GapDeps): GapDesk {
  const plans = async (systemId: string): Promise<GapPlan[]> =>
    (await readAll<StoredPlan>(room.store, 'gap_plans', { filter: { systemId } })).map(withoutWriter);
  return {
    plans,
    async list(systemId) {
      const [results, planned] = await Promise.all([resultsOf(systemId), plans(systemId)]);
      const byControl = new Map(planned.map((plan) => [plan.controlId, plan]));
      const on = today(room.now());
      return results
        .filter(({ status }) => OPEN.has(status))
        .map((result): GapRow => {
          const plan = byControl.get(result.controlId);
          return { controlId: result.controlId, result, ...(plan && { plan }), overdue: isOverdue(plan, on) };
        });
    },
    async plan(by, systemId, controlId, patch, expectedVersion) {
      const system = room.registry().systems.find(({ id }) => id === systemId);
      if (!system) throw new MonitorError('not_found', `system ${systemId}: none`);
      if (!room.controls().controls.some(({ id }) => id === controlId))
        throw new MonitorError('not_found', `control ${controlId}: none`);
      const plan = planOf(patch, { by, system, controlId, at: room.now() });
      const stored: StoredPlan = { ...plan, writer: writerOf(by) };
      if (!(await write(room.store, stored, expectedVersion)))
        throw new MonitorError('precondition_failed', `gap plan ${plan._id}: changed since it was read`);
      const version = expectedVersion + 1;
      await notePlan(room.store, { ...stored, version });
      return { ...plan, version };
    },
  };
}

function planOf(
  patch: GapPatch,
  { by, system, controlId, at }: { by: By; system: System; controlId: string; at: number },
): GapPlan {
  const parsed = Patch.safeParse(patch);
  const problems = parsed.success ? dayProblems(parsed.data) : problemsOf(parsed.error);
  if (!parsed.success || problems.length > 0)
    throw new MonitorError('invalid', `gap plan: ${problems[0]?.pointer} ${problems[0]?.message}`, {
      problems,
    });
  return GapPlan.parse({
    _id: `${system.id}:${controlId}`,
    ...{ version: 1, systemId: system.id, agencyId: system.agencyId, controlId },
    ...parsed.data,
    ...{ updatedAt: at, updatedBy: by.actor.userId },
  });
}

function dayProblems({ dueOn, milestones }: GapPatch): FieldProblem[] {
  const days = [
    ['/dueOn', dueOn],
    ...milestones.flatMap((milestone, index) => [
      [`/milestones/${index}/dueOn`, milestone.dueOn],
      [`/milestones/${index}/doneOn`, milestone.doneOn],
    ]),
  ] as Array<[string, string | undefined]>;
  return days
    .filter(([, day]) => day !== undefined && !isDay(day))
    .map(([pointer, day]) =>
      problemAt(pointer, { vi: `${day} không phải là một ngày có thật.`, en: `${day} is no day.` }),
    );
}

/** Whoever wrote before and was killed before the record of it gets it now: afterwards nobody would know. */
async function write(store: Store, plan: StoredPlan, expected: number): Promise<boolean> {
  if (expected === 0) return (await store.insertManyOnce('gap_plans', [plan])).inserted === 1;
  const before = await store.get<StoredPlan>('gap_plans', plan._id);
  if (before?.version !== expected) return false;
  await notePlan(store, before);
  return store.replaceIfVersion('gap_plans', plan, expected);
}
