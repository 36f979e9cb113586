import { foldActs, replacedBy } from '@khien/dossier';
import {
  type Activity,
  actIdOf,
  type Dossier,
  type DossierAct,
  MonitorError,
  type StatusChange,
} from '@khien/model';
import { noteActivity } from '../note-activity';
import type { Room } from '../room';
import { lawOf, loadDossier, projectionsOf, unstarted } from './dossier-store';

const ATTEMPTS = 50;

/**
 * Does everything that follows from the acts of a dossier: its projection, what it replaces, the records of its changes of state.
 * Each part is done at most once, whoever does it and however often. Returns the dossier.
 */
export async function settleDossier(
  room: Room,
  dossierId: string,
  from?: Activity['from'],
): Promise<Dossier> {
  const dossier = await project(room, dossierId);
  await replaceOlder(room, dossier, from);
  await recordChanges(room, dossier);
  return dossier;
}

/** Brings the stored projection up to the acts; its number only grows. */
async function project(room: Room, dossierId: string): Promise<Dossier> {
  const { store } = room;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { dossier, projection } = await loadDossier(room, dossierId);
    if (projection && projection.seq >= dossier.seq) return projection;
    const version = projection?.version ?? 0;
    const next = { ...dossier, version: version + 1 };
    const written = projection
      ? await store.replaceIfVersion('dossiers', next, version)
      : (await store.insertManyOnce('dossiers', [next])).inserted === 1;
    if (written) return next;
  }
  throw new MonitorError('unavailable', `dossier ${dossierId}: too many at once`, { retryAfter: 1 });
}

/** Approving this version ends the ones before it (7.6, 13). The act says what the approval said: by whom, when, on which day. */
async function replaceOlder(room: Room, dossier: Dossier, from: Activity['from'] | undefined): Promise<void> {
  if (dossier.determination === 1 || dossier.step !== 'approved') return;
  const older = replacedBy(dossier, await projectionsOf(room, dossier.systemId));
  if (older.length === 0) return;
  const approval = (await loadDossier(room, dossier._id)).acts.findLast(
    ({ event }) => event.kind === 'approved',
  );
  if (!approval) return;
  for (const { _id } of older) {
    const before = await project(room, _id);
    if (before.step !== 'approved') continue;
    const { snapshot: _snapshot, ...said } = approval;
    const act: DossierAct = {
      ...said,
      _id: actIdOf(_id, before.seq + 1),
      ...{ dossierId: _id, seq: before.seq + 1 },
      event: { kind: 'replaced', by: dossier._id },
    };
    // Somebody who was quicker with another act leaves the version approved: then the next repair or act of it sees to it.
    const { inserted } = await room.store.insertManyOnce('dossier_acts', [act]);
    await settleDossier(room, _id, from);
    if (inserted === 1 && from) await noteAct(room, act, from);
  }
}

const RANK: readonly Dossier['state'][] = ['none', 'drafting', 'submitted', 'appraised', 'approved'];

/** Changes of state (column 6 of Mẫu 08) and of deployment (column 10), as everybody's history shows them. */
async function recordChanges(room: Room, { _id }: Dossier): Promise<void> {
  const { acts, system, dossier } = await loadDossier(room, _id);
  const [first] = acts;
  if (!first) return;
  let before = unstarted(room, system, { determination: dossier.determination, on: first.on });
  const changes: StatusChange[] = [];
  for (const act of acts) {
    const after = foldActs(before, [act], lawOf(room));
    if (after.state !== before.state) changes.push(changeOf(act, 'dossier', [before.state, after.state]));
    if (after.deployment !== before.deployment)
      changes.push(changeOf(act, 'deployment', [before.deployment, after.deployment]));
    before = after;
  }
  if (changes.length > 0) await room.store.insertManyOnce('status_changes', changes);
}

function changeOf(
  act: DossierAct,
  subject: 'dossier' | 'deployment',
  [from, to]: [string, string],
): StatusChange {
  const [was, is] = [from, to].map((state) => RANK.indexOf(state as Dossier['state']));
  return {
    _id: `${act.systemId}|${subject}|${String(act.at).padStart(15, '0')}.${act._id}`,
    ...{ systemId: act.systemId, agencyId: act.agencyId, subject, from, to, at: act.at },
    worse: subject === 'dossier' && is !== undefined && was !== undefined && is >= 0 && is < was,
    reasons: reasonsOf(act),
  };
}

function reasonsOf({ event }: DossierAct): StatusChange['reasons'] {
  const said = (texts: readonly string[]) => texts.map((text) => ({ vi: text, en: text }));
  switch (event.kind) {
    case 'found_incomplete':
      return said(event.missing);
    case 'opinion_given':
      return said(event.defects);
    case 'approval_refused':
    case 'retired':
      return said([event.reason]);
    case 'approved':
      return said([`${event.paper.number} (${event.paper.date})`]);
    default:
      return [];
  }
}

/** Leaves the activity of one act. */
export async function noteAct({ store }: Room, act: DossierAct, from: Activity['from']): Promise<void> {
  const by = { actor: act.actor, from };
  await noteActivity(store, by, {
    subject: { kind: 'dossier', id: act.dossierId },
    ...{ action: 'dossier_act', at: act.at, agencyId: act.agencyId },
    data: {
      act: act.seq,
      event: act.event.kind,
      on: act.on,
      systemId: act.systemId,
      ...(act.unit !== undefined && { unit: act.unit }),
      ...(act.snapshot !== undefined && { snapshot: act.snapshot }),
    },
  });
}
