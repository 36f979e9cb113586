import { type Agency, MonitorError, type Store, type System } from '@khien/model';
import { type CardCheck, canonicalJson, cardFields, checkAgencyCard, checkSystemCard } from '@khien/register';
import type { By } from '../office';
import { problemAt } from '../problems';
import type { SavedCard } from '../register-desk';
import { type CardDocument, cardIdOf, changeData, isSystem, REGISTER } from './card-document';
import { noteCardChange } from './note-card-change';
import type { ReadRegister } from './read-register';

export interface SaveDeps {
  store: Store;
  now: () => number;
  /** The register as it stands, after imports that were cut off are finished. */
  read: () => Promise<ReadRegister>;
}

/** Saves one card; see RegisterDesk.save for what is refused. A card that says what the register says already is left as it is. */
export async function saveCard(
  { store, now, read }: SaveDeps,
  { by, card, expectedVersion }: { by: By; card: System | Agency; expectedVersion: number },
): Promise<SavedCard> {
  const register = await read();
  const _id = cardIdOf(isSystem(card) ? 'system' : 'agency', card.id);
  const held = register.documents.get(_id);
  if ((held?.version ?? 0) !== expectedVersion) throw overtaken(_id);
  const { problems, openDossier, notes } = checked(card, register);
  if (problems.length > 0) {
    throw new MonitorError('invalid', `register: ${_id} is not valid`, {
      problems: problems.map(({ field, text }) =>
        problemAt(`/${field.replaceAll('.', '/').replace('#', '/')}`, text),
      ),
    });
  }
  if (openDossier) throw stillOpen(_id);
  const before = inForce(card, register);
  if (before !== undefined && canonicalJson(before) === canonicalJson(card))
    return { version: expectedVersion, notes };
  // What is overwritten has its record first: the card holds only its last change.
  if (held !== undefined) await noteCardChange(store, held);
  const at = now();
  const fields = cardFields(isSystem(card) ? 'systems' : 'agencies', before, card);
  const document: CardDocument = {
    _id,
    version: Math.max(1, expectedVersion),
    card,
    updatedAt: at,
    updatedBy: by.actor.username,
    change: { by: by.actor, from: by.from, at, data: changeData(fields, before === undefined) },
    ...(held?.lastImport === undefined ? {} : { lastImport: held.lastImport }),
  };
  if (!(await write(store, document, expectedVersion))) throw overtaken(_id);
  const version = expectedVersion + 1;
  await noteCardChange(store, { ...document, version });
  return { version, notes };
}

/** True when the card was still the expected one (0: not there). */
export async function write(store: Store, document: CardDocument, expected: number): Promise<boolean> {
  if (expected > 0) return store.replaceIfVersion(REGISTER, document, expected);
  const { inserted } = await store.insertManyOnce(REGISTER, [{ ...document, version: 1 }]);
  return inserted === 1;
}

const checked = (card: System | Agency, { state }: ReadRegister): CardCheck =>
  isSystem(card) ? checkSystemCard(card, state) : checkAgencyCard(card, state);

function inForce(card: System | Agency, { registry }: ReadRegister): System | Agency | undefined {
  const entries: ReadonlyArray<System | Agency> = isSystem(card) ? registry.systems : registry.agencies;
  return entries.find(({ id }) => id === card.id);
}

const overtaken = (id: string): MonitorError =>
  new MonitorError('precondition_failed', `register: somebody else changed ${id} meanwhile`);

const stillOpen = (id: string): MonitorError =>
  new MonitorError('conflict', `register: ${id} has a dossier on its way`, {
    problems: [
      problemAt('/stage', {
        vi: 'Hệ thống còn hồ sơ cấp độ đang xử lý: kết thúc hồ sơ trước khi dừng hoạt động',
        en: 'The system has a dossier on its way: end it before retiring the system',
      }),
    ],
  });
