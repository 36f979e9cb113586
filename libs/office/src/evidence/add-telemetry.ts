import { today } from '@khien/compliance';
import { type Actor, derivedId, type Evidence, EvidenceFact, parseOrThrow } from '@khien/model';
import type { TelemetryDraft } from '../office';
import type { Room } from '../room';
import { evidenceOf } from './evidence-of';

export const MONITOR: Actor = { userId: 'khien', username: 'khien', role: 'system' };

/**
 * What the monitor saw, as evidence. The id says system, kind, day and what was seen: the same thing seen again on the same day
 * is there already. Nothing is computed again here: the scheduler does that next.
 */
export async function addTelemetry(room: Room, drafts: readonly TelemetryDraft[]): Promise<number> {
  const at = room.now();
  const agencies = new Map(room.registry().systems.map((system) => [system.id, system.agencyId]));
  const records = drafts.flatMap((draft): Evidence[] => {
    const agencyId = agencies.get(draft.systemId);
    if (agencyId === undefined) return [];
    const fact = parseOrThrow(EvidenceFact, draft.fact, `telemetry of ${draft.systemId}`, 'internal');
    const evidence = evidenceOf(
      { ...draft, fact, agencyId },
      { id: '', at, actor: MONITOR, origin: 'telemetry' },
    );
    const id = derivedId('telemetry', draft.systemId, fact.kind, today(at), evidence.resultHash);
    return [{ ...evidence, _id: `ev-${id}` }];
  });
  if (records.length === 0) return 0;
  return (await room.store.insertManyOnce('evidence', records)).inserted;
}
