import type { GapPlan, Store } from '@khien/model';
import { readAll } from '@khien/store';
import { noteOnce, type Written } from '../note-activity';

export type StoredPlan = GapPlan & Written;

/** Plans whose activity is looked for after a crash: only what was on its way can be missing, and that is the newest. */
const RECENT = 100;

/** Leaves the record of the last write of a plan, unless it is there; true when it was not. */
export async function notePlan(store: Store, plan: StoredPlan): Promise<boolean> {
  const { writer, systemId, agencyId, controlId, version, dueOn, milestones, updatedAt } = plan;
  if (!writer) return false;
  return noteOnce(
    store,
    {
      subject: { kind: 'system', id: systemId },
      ...{ action: 'gap_planned', at: updatedAt, agencyId, ...writer },
      data: {
        ...{ controlId, version },
        ...(dueOn !== undefined && { dueOn }),
        milestones: milestones.length,
        done: milestones.filter(({ doneOn }) => doneOn !== undefined).length,
      },
    },
    { 'data.controlId': controlId, 'data.version': { gte: version } },
  );
}

/** After a crash between a plan and its record; returns how many records were missing. */
export async function repairPlans(store: Store): Promise<number> {
  const recent = await readAll<StoredPlan>(store, 'gap_plans', {
    ...{ sort: [['updatedAt', 'desc']], most: RECENT },
  });
  let missing = 0;
  for (const plan of recent.toReversed()) if (await notePlan(store, plan)) missing += 1;
  return missing;
}
