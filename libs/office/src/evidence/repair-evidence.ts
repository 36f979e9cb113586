import { type Activity, activityIdOf, type Evidence, type Store } from '@khien/model';
import { readAll } from '@khien/store';
import { noteEvidence } from './create-evidence-desk';

/** Evidence whose activity is looked for. */
const RECENT = 100;

/** After a crash between a piece of evidence and its activity; returns how many activities were missing. */
export async function repairEvidence(store: Store): Promise<number> {
  const recent = await readAll<Evidence>(store, 'evidence', {
    sort: [['collectedAt', 'desc']],
    most: RECENT,
  });
  const said = recent.filter(({ origin }) => origin !== 'telemetry');
  // A piece of evidence has one activity, its first.
  const idOf = ({ _id }: Evidence): string => activityIdOf('evidence', _id, 1);
  const noted = await store.getMany<Activity>('activity', said.map(idOf));
  const known = new Set(noted.map(({ _id }) => _id));
  const missing = said.filter((evidence) => !known.has(idOf(evidence)));
  // Who it came from on the network is known only at the moment itself.
  for (const evidence of missing) await noteEvidence(store, evidence, { ip: '-' });
  return missing.length;
}
