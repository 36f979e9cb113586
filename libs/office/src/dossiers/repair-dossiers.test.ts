import type { Document, Dossier } from '@khien/model';
import { openDesks } from '../open-desks';
import { dyingStore } from '../testing/dying-store';
import { openTestRoom, type TestRoom } from '../testing/open-test-room';
import { APPROVAL, command, people, untilApproval } from '../testing/walk-dossier';
import { repairDossiers } from './repair-dossiers';

let room: TestRoom;
beforeEach(() => {
  room = openTestRoom();
});
afterEach(() => room.close());

const all = async (collection: string): Promise<Document[]> =>
  (await room.store.find<Document>(collection, { limit: 5000 })).docs;

/** What people would see of the dossiers, without what only the moment itself knows. */
async function seen() {
  const activity = (await all('activity')) as Array<Document & Record<string, unknown>>;
  return {
    acts: await all('dossier_acts'),
    dossiers: ((await all('dossiers')) as Dossier[]).map(({ version: _version, ...dossier }) => dossier),
    changes: (await all('status_changes')).filter(({ _id }) => _id.includes('|dossier|')),
    activity: activity.map(({ _id, seq: _seq, from: _from, ...step }) => JSON.stringify(step)).sort(),
  };
}

/** Two determinations, the second about to be approved. */
async function secondReady(): Promise<Dossier> {
  const desks = openDesks(room.deps);
  const first = await untilApproval(desks.dossiers, room);
  await desks.dossiers.act(people(room).approver, first._id, command(APPROVAL), first.seq);
  return untilApproval(desks.dossiers, room);
}

describe('repair', () => {
  it('finds nothing to do after a quiet end', async () => {
    await secondReady();
    const before = await seen();
    expect(await repairDossiers(openDesks(room.deps).room)).toEqual({ dossiers: 0, activities: 0 });
    expect(await seen()).toEqual(before);
  });

  it('ends, after a kill between any two writes of an approval, where the approval ends or where it began', async () => {
    const ready = await secondReady();
    const before = await seen();
    const outcomes: string[] = [];
    for (let writes = 0; ; writes++) {
      const dying = dyingStore(room.store, writes);
      const tried = openDesks({ ...room.deps, store: dying.store }).dossiers.act(
        people(room).approver,
        ready._id,
        command(APPROVAL),
        ready.seq,
      );
      await tried.catch(() => undefined);
      await repairDossiers(openDesks(room.deps).room);
      const after = await seen();
      const recorded = after.acts.length > before.acts.length;
      outcomes.push(recorded ? 'recorded' : 'not recorded');
      if (!recorded) {
        expect(after).toEqual(before);
        continue;
      }
      expect(after.dossiers.map(({ _id, step }) => `${_id} ${step}`)).toEqual([
        ...['his.v1 replaced', 'his.v2 approved'],
      ]);
      // The approval, and the act that replaces the version before.
      expect(after.acts).toHaveLength(before.acts.length + 2);
      expect(after.activity).toHaveLength(before.activity.length + 2);
      expect(after.changes).toHaveLength(before.changes.length + 2);
      break;
    }
    expect(outcomes).toEqual(['not recorded', 'not recorded', 'recorded']);
  }, 60_000);

  it.each([3, 4, 5, 6, 7, 8, 9])('ends the same when the kill comes after write %i', async (writes) => {
    const ready = await secondReady();
    const approver = people(room).approver;
    const dying = dyingStore(room.store, writes);
    const desks = openDesks({ ...room.deps, store: dying.store });
    await desks.dossiers.act(approver, ready._id, command(APPROVAL), ready.seq).catch(() => undefined);
    await repairDossiers(openDesks(room.deps).room);
    const repaired = await seen();
    await room.close();
    // The same without a kill.
    room = openTestRoom();
    const again = await secondReady();
    await openDesks(room.deps).dossiers.act(approver, again._id, command(APPROVAL), again.seq);
    expect(repaired).toEqual(await seen());
  });
});
