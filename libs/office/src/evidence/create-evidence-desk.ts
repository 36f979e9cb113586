import { type Activity, type Evidence, type Filter, MonitorError, type Store } from '@khien/model';
import { inScope } from '@khien/policy';
import { noteActivity } from '../note-activity';
import type { By, EvidenceDesk } from '../office';
import type { Room } from '../room';
import { addTelemetry } from './add-telemetry';
import { checkDraft } from './check-draft';
import { decideException } from './decide-exception';
import { evidenceOf } from './evidence-of';

/** Chứng cứ: dated facts, append-only. */
export function createEvidenceDesk(room: Room): EvidenceDesk {
  const { store, now, randomBytes } = room;
  return {
    async add(by, draft) {
      const checked = await checkDraft(room, draft);
      const evidence = evidenceOf(checked, {
        id: `ev-${randomBytes(12).toString('hex')}`,
        at: now(),
        actor: by.actor,
        origin: checked.origin ?? 'person',
      });
      return insert(room, by, evidence);
    },
    addTelemetry: (drafts) => addTelemetry(room, drafts),
    get: (id) => store.get<Evidence>('evidence', id),
    async list({ scope, systemId, agencyId, kind, limit, cursor }) {
      if (agencyId !== undefined && !inScope(scope, agencyId)) return { items: [] };
      const filter: Filter = {
        ...(systemId !== undefined && { systemId }),
        ...(scope !== '*' && { agencyId: { in: [...scope] } }),
        ...(agencyId !== undefined && { agencyId }),
        ...(kind !== undefined && { 'fact.kind': kind }),
      };
      const page = await store.find<Evidence>('evidence', {
        filter,
        sort: [['collectedAt', 'desc']],
        ...(limit !== undefined && { limit }),
        ...(cursor !== undefined && { cursor }),
      });
      return { items: page.docs, ...(page.next !== undefined && { next: page.next }) };
    },
    async decideException(by, requestId, decision) {
      const evidence = await decideException(room, { by, requestId, decision });
      return insert(room, by, evidence);
    },
  };
}

/** Inserts once, leaves the record of it, and has what stands on it computed again. `conflict` when the id is taken. */
async function insert(room: Room, by: By, evidence: Evidence): Promise<Evidence> {
  const { inserted } = await room.store.insertManyOnce('evidence', [evidence]);
  if (inserted !== 1)
    throw new MonitorError('conflict', `evidence ${evidence._id}: somebody else decided meanwhile`);
  await noteEvidence(room.store, evidence, by.from);
  await room.changed(touchedBy(evidence));
  return evidence;
}

function touchedBy({ systemId, agencyId }: Evidence) {
  if (systemId !== undefined) return { systemIds: [systemId] };
  return agencyId !== undefined ? { agencyId } : { everything: true as const };
}

/** Leaves the activity of what a person added or decided. */
export async function noteEvidence(store: Store, evidence: Evidence, from: Activity['from']): Promise<void> {
  const { fact, systemId, agencyId } = evidence;
  const by = { actor: evidence.by, from };
  await noteActivity(store, by, {
    subject: { kind: 'evidence', id: evidence._id },
    action: 'evidence_added',
    at: evidence.collectedAt,
    data: {
      kind: fact.kind,
      resultHash: evidence.resultHash,
      ...(fact.kind === 'exception' && { state: fact.state, controlId: fact.controlId }),
      ...(systemId !== undefined && { systemId }),
      ...(evidence.supersedes !== undefined && { supersedes: evidence.supersedes }),
    },
    ...(evidence.note !== undefined && { reason: evidence.note }),
    ...(agencyId !== undefined && { agencyId }),
  });
}
