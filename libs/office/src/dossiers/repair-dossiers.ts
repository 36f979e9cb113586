import { replacedBy } from '@khien/dossier';
import type { Activity, Dossier, DossierAct } from '@khien/model';
import { readAll } from '@khien/store';
import { groupBy } from '../group-by';
import type { Room } from '../room';
import { noteAct, settleDossier } from './settle-dossier';

/** Acts whose activity is looked for. */
const RECENT = 100;

/**
 * After a crash between an act and what follows from it. Acts have numbers without gaps, so a dossier is behind exactly where
 * there are more acts than its number says. Returns how many dossiers and activities were missing.
 */
export async function repairDossiers(room: Room): Promise<{ dossiers: number; activities: number }> {
  const behind = await dossiersBehind(room);
  for (const id of behind) await settleDossier(room, id);
  const recent = await readAll<DossierAct>(room.store, 'dossier_acts', {
    sort: [['at', 'desc']],
    most: RECENT,
  });
  // Changes of state are inserted once, so doing the recent ones again is doing nothing.
  const touched = new Set(recent.map(({ dossierId }) => dossierId));
  for (const id of touched) if (!behind.includes(id)) await settleDossier(room, id);
  return { dossiers: behind.length, activities: await noteMissing(room, recent) };
}

async function dossiersBehind({ store }: Room): Promise<string[]> {
  const [counts, dossiers] = await Promise.all([
    store.countBy('dossier_acts', {}, 'dossierId'),
    readAll<Dossier>(store, 'dossiers', {}),
  ]);
  const seqs = new Map(dossiers.map(({ _id, seq }) => [_id, seq]));
  const bySystem = groupBy(dossiers, ({ systemId }) => systemId);
  const unreplaced = dossiers.filter((one) => replacedBy(one, bySystem.get(one.systemId) ?? []).length > 0);
  const late = counts
    .filter(({ value, count }) => (seqs.get(String(value)) ?? 0) < count)
    .map(({ value }) => String(value));
  return [...new Set([...late, ...unreplaced.map(({ _id }) => _id)])];
}

/** Who it came from on the network is known only at the moment itself. */
const UNKNOWN_FROM: Activity['from'] = { ip: '-' };

async function noteMissing(room: Room, acts: readonly DossierAct[]): Promise<number> {
  let missing = 0;
  for (const [dossierId, ofDossier] of groupBy(acts, (act) => act.dossierId)) {
    const noted = await readAll<Activity>(room.store, 'activity', {
      filter: { 'subject.kind': 'dossier', 'subject.id': dossierId },
    });
    const known = new Set(
      noted.filter(({ action }) => action === 'dossier_act').map(({ data }) => data?.act),
    );
    for (const act of ofDossier.toReversed()) {
      if (known.has(act.seq)) continue;
      await noteAct(room, act, UNKNOWN_FROM);
      missing += 1;
    }
  }
  return missing;
}
