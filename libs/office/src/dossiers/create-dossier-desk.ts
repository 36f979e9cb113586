import { today } from '@khien/compliance';
import { allowedEvents, completeness, diffDossiers, inheritSections } from '@khien/dossier';
import type { Dossier, Filter } from '@khien/model';
import { inScope } from '@khien/policy';
import type { EvidenceBook } from '../evidence/create-evidence-book';
import type { By, DossierDesk, DossierView } from '../office';
import type { Room } from '../room';
import { actOnDossier, startDossier } from './act-on-dossier';
import { contextOf } from './context-of';
import { standingOf } from './dossier-index';
import { dossierRows } from './dossier-rows';
import { loadDossier, projectionsOf, sectionsOf } from './dossier-store';
import { saveSection } from './save-section';
import { readSnapshot } from './snapshots';

/** Hồ sơ đề xuất cấp độ: acts inserted once are the truth, everything else follows from them. */
export function createDossierDesk(room: Room, book: EvidenceBook): DossierDesk {
  const { store } = room;
  return {
    current: async (systemId) => (await projectionsOf(room, systemId))[0],
    inForce: async (systemId) => standingOf(await projectionsOf(room, systemId)).inForce,
    versions: (systemId) => projectionsOf(room, systemId),
    async list({ scope, step, agencyId, limit, cursor }) {
      if (agencyId !== undefined && !inScope(scope, agencyId)) return { items: [] };
      const filter: Filter = {
        ...(scope !== '*' && { agencyId: { in: [...scope] } }),
        ...(agencyId !== undefined && { agencyId }),
        ...(step !== undefined && { step }),
      };
      const page = await store.find<Dossier>('dossiers', {
        ...{ filter, sort: [['updatedAt', 'desc']] },
        ...(limit !== undefined && { limit }),
        ...(cursor !== undefined && { cursor }),
      });
      const items = await dossierRows(room, { dossiers: page.docs, book });
      return { items, ...(page.next !== undefined && { next: page.next }) };
    },
    get: (by, dossierId) => view(room, { by, dossierId, book }),
    start: (by, systemId, reason) => startDossier(room, { by, systemId, reason, book }),
    act: (by, dossierId, command, expectedSeq) =>
      actOnDossier(room, { by, dossierId, command, expectedSeq, book }),
    saveSection: (by, dossierId, section, draft, expectedVersion) =>
      saveSection(room, { by, dossierId, section, draft, expectedVersion }),
    diff: (dossierId) => diff(room, dossierId),
    snapshot: (hash) => readSnapshot(room, hash),
  };
}

async function view(
  room: Room,
  { by, dossierId, book }: { by: By; dossierId: string; book: EvidenceBook },
): Promise<DossierView> {
  const { dossier, acts, system } = await loadDossier(room, dossierId);
  const { context, sections, dossier: judged } = await contextOf(room, { by, dossier, system, book });
  const { agencies, evidence, specs, computed } = context;
  const on = today(context.at);
  return {
    ...{ dossier, acts, sections },
    allowed: allowedEvents(judged, context),
    completeness: completeness({ system, agencies, dossier, evidence, specs, sections, computed, on }),
    level: computed,
    inheritable: await inheritable(room, system.hostedOn),
  };
}

/** What the platform a system stands on has answered, once its own dossier is approved. */
async function inheritable(room: Room, hostedOn: string | undefined): Promise<DossierView['inheritable']> {
  const platform = room.registry().systems.find(({ id }) => id === hostedOn);
  if (!platform) return [];
  const { inForce } = standingOf(await projectionsOf(room, platform.id));
  if (!inForce) return [];
  const sections = await sectionsOf(room, inForce._id);
  return inheritSections({
    specs: room.sections(),
    platform: { system: platform, dossier: inForce, sections },
  });
}

async function diff(room: Room, dossierId: string): ReturnType<DossierDesk['diff']> {
  const { dossier } = await loadDossier(room, dossierId);
  const versions = await projectionsOf(room, dossier.systemId);
  const before = versions.find(({ determination }) => determination < dossier.determination);
  const [old, now] = await Promise.all([
    before ? sectionsOf(room, before._id) : [],
    sectionsOf(room, dossierId),
  ]);
  return { ...(before && { against: before._id }), changes: diffDossiers(old, now, room.sections()) };
}
