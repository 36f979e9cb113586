import { isDay, today } from '@khien/compliance';
import { type DossierCommand, decide, type GuardProblem } from '@khien/dossier';
import { type Dossier, DossierEvent, MonitorError, type System } from '@khien/model';
import type { EvidenceBook } from '../evidence/create-evidence-book';
import type { By } from '../office';
import { problemAt, problemsOf } from '../problems';
import type { Room } from '../room';
import { contextOf } from './context-of';
import { loadDossier, projectionsOf, systemOr404, unstarted } from './dossier-store';
import { noteAct, settleDossier } from './settle-dossier';
import { keepSnapshot } from './snapshots';

export interface Attempt {
  by: By;
  command: DossierCommand;
  expectedSeq: number;
}

/** One act on a dossier that exists. */
export async function actOnDossier(
  room: Room,
  { dossierId, book, ...attempt }: Attempt & { dossierId: string; book: EvidenceBook },
): Promise<Dossier> {
  const { dossier, system } = await loadDossier(room, dossierId);
  return tryAct(room, { dossier, system, book, ...attempt });
}

/** The first act of the first or next version. */
export async function startDossier(
  room: Room,
  {
    by,
    systemId,
    reason,
    book,
  }: { by: By; systemId: string; reason?: string | undefined; book: EvidenceBook },
): Promise<Dossier> {
  const system = systemOr404(room, systemId);
  const [newest] = await projectionsOf(room, systemId);
  if (newest && !['approved', 'replaced', 'retired'].includes(newest.step)) throw onItsWay(newest);
  const on = today(room.now());
  const dossier = unstarted(room, system, { determination: (newest?.determination ?? 0) + 1, on });
  const event: DossierEvent = { kind: 'started', ...(reason !== undefined && reason !== '' && { reason }) };
  return tryAct(room, { dossier, system, book, by, command: { event, on }, expectedSeq: 0 }).catch(
    (error) => {
      // Somebody else started the same version at the same moment.
      throw error instanceof MonitorError && error.code === 'precondition_failed' ? onItsWay(dossier) : error;
    },
  );
}

async function tryAct(
  room: Room,
  {
    dossier,
    system,
    book,
    by,
    command,
    expectedSeq,
  }: Attempt & { dossier: Dossier; system: System; book: EvidenceBook },
): Promise<Dossier> {
  const checked = checkCommand(command);
  if (dossier.seq !== expectedSeq) throw overtaken(dossier._id);
  const { context, contents, dossier: judged } = await contextOf(room, { by, dossier, system, book });
  const decision = decide(judged, checked, context);
  if (!decision.ok) throw refused(dossier._id, decision.problems);
  const { act } = decision;
  // What is signed under is there before the signature.
  if (act.snapshot !== undefined) await keepSnapshot(room, dossier, contents);
  const { inserted } = await room.store.insertManyOnce('dossier_acts', [act]);
  if (inserted !== 1) throw overtaken(dossier._id);
  const settled = await settleDossier(room, dossier._id, by.from);
  await noteAct(room, act, by.from);
  await room.changed({ systemIds: [system.id] });
  return settled;
}

function checkCommand({ event, on }: DossierCommand): DossierCommand {
  const parsed = DossierEvent.safeParse(event);
  const problems = parsed.success
    ? []
    : problemsOf(parsed.error).map((problem) => ({ ...problem, pointer: `/event${problem.pointer}` }));
  if (!isDay(on))
    problems.push(problemAt('/on', { vi: 'Cần một ngày có thật.', en: 'A real day is needed.' }));
  if (!parsed.success || problems.length > 0)
    throw new MonitorError('invalid', `act: ${problems[0]?.pointer} ${problems[0]?.message}`, { problems });
  return { event: parsed.data, on };
}

function refused(dossierId: string, problems: readonly GuardProblem[]): MonitorError {
  return new MonitorError('conflict', `dossier ${dossierId}: ${problems[0]?.text.en ?? 'refused'}`, {
    problems: problems.map(({ code, clause, mark, text }) => ({
      ...problemAt('/event', text),
      ...{ code, clause, mark },
    })),
  });
}

function onItsWay(dossier: Dossier): MonitorError {
  const text = {
    vi: `Lần xác định thứ ${dossier.determination} chưa xong.`,
    en: `Determination ${dossier.determination} is still on its way.`,
  };
  return new MonitorError('conflict', `dossier ${dossier._id}: ${text.en}`, {
    problems: [{ ...problemAt('/event', text), code: 'determination_on_its_way' }],
  });
}

const overtaken = (dossierId: string): MonitorError =>
  new MonitorError('precondition_failed', `dossier ${dossierId}: changed since it was read`);
