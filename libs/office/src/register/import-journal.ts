import {
  type Activity,
  type Actor,
  type Agency,
  activityIdOf,
  type Logger,
  MonitorError,
  type Store,
  type System,
  type VersionedDocument,
} from '@khien/model';
import { type Card, canonicalJson, type ImportPlan, type PlannedCard } from '@khien/register';
import type { By } from '../office';
import {
  type CardChange,
  type CardDocument,
  cardIdOf,
  cardKindOf,
  changeData,
  REGISTER,
} from './card-document';
import { noteCardChange } from './note-card-change';
import { write } from './save-card';

/** A planned card as the journal keeps it. */
interface ImportEntry {
  _id: string;
  /** The card it was planned from, where there was one. */
  before?: Card;
  card: Card;
  data: CardChange['data'];
}

/** A piece of an import. `_id` `import-part:<hash>:0001`: the same plan gives the same pieces. */
interface ImportPart {
  _id: string;
  entries: ImportEntry[];
}

/** `_id` `import:00000001`. Inserting it is what makes an import happen: from then on it is finished, whoever finishes it. */
interface ImportHead extends VersionedDocument {
  number: number;
  hash: string;
  parts: number;
  state: 'running' | 'done';
  at: number;
  by: Actor;
  from: Activity['from'];
  kind: ImportPlan['kind'];
  counts: { added: number; changed: number; unchanged: number };
}

const PREFIX = 'import:';
const headIdOf = (number: number): string => `${PREFIX}${String(number).padStart(8, '0')}`;
const partIdOf = (hash: string, part: number): string =>
  `import-part:${hash}:${String(part).padStart(4, '0')}`;

/** The store takes documents of up to 16 MB. */
const PART_CARDS = 200;
const PART_CHARACTERS = 1_000_000;
const ATTEMPTS = 50;

export interface ImportJournal {
  /** Number of the last import, after it was finished if it had been cut off. Every writer of the register asks first. */
  settle(): Promise<{ last: number; finished: number }>;
  /** Writes the import after `last` and carries it out. MonitorError `conflict` when another one came first. */
  run(by: By, plan: ImportPlan, last: number): Promise<void>;
}

/**
 * Imports without transactions: the whole plan is written down first, then one document makes it so, then cards are written one by one.
 * A process that dies before that document has changed nothing; one that dies after has its import finished by the next writer or the
 * next start. Imports are numbered and run one after the other; a card remembers the last import that wrote it, so nothing is done twice.
 * A card that somebody saved between plan and import keeps what they changed where the import says nothing of it.
 */
export function createImportJournal({
  store,
  now,
  log,
}: {
  store: Store;
  now: () => number;
  log: Logger;
}): ImportJournal {
  return {
    async settle() {
      const head = await lastHead(store);
      if (head?.state !== 'running') return { last: head?.number ?? 0, finished: 0 };
      await carryOut(store, head);
      log.warn('register: an import that was cut off is finished', { import: head.number });
      return { last: head.number, finished: 1 };
    },
    async run(by, plan, last) {
      const parts = partsOf(plan);
      for (const part of parts) await store.insertManyOnce(REGISTER, [part]);
      const number = last + 1;
      const head: ImportHead = {
        _id: headIdOf(number),
        version: 1,
        number,
        hash: plan.planHash,
        parts: parts.length,
        state: 'running',
        at: now(),
        by: by.actor,
        from: by.from,
        kind: plan.kind,
        counts: { added: plan.add.length, changed: plan.change.length, unchanged: plan.unchanged },
      };
      const { inserted } = await store.insertManyOnce(REGISTER, [head]);
      if (inserted === 0) throw new MonitorError('conflict', 'register: another import came first');
      await carryOut(store, head);
      log.info('register imported', { import: number, ...head.counts });
    },
  };
}

async function lastHead(store: Store): Promise<ImportHead | undefined> {
  const { docs } = await store.find<ImportHead>(REGISTER, {
    filter: { _id: { prefix: PREFIX } },
    sort: [['_id', 'desc']],
    limit: 1,
  });
  return docs[0];
}

function partsOf({ planHash, kind, add, change }: ImportPlan): ImportPart[] {
  const pieces: ImportEntry[][] = [];
  let room = 0;
  for (const planned of [...add, ...change]) {
    const entry = entryOf(cardIdOf(cardKindOf(kind), planned.id), planned);
    const size = JSON.stringify(entry).length;
    const last = pieces.at(-1);
    if (last === undefined || last.length >= PART_CARDS || size > room) {
      pieces.push([entry]);
      room = PART_CHARACTERS - size;
    } else {
      last.push(entry);
      room -= size;
    }
  }
  return pieces.map((entries, index) => ({ _id: partIdOf(planHash, index + 1), entries }));
}

const entryOf = (_id: string, { before, card, fields }: PlannedCard): ImportEntry => ({
  _id,
  ...(before === undefined ? {} : { before }),
  card,
  data: changeData(fields, before === undefined),
});

async function carryOut(store: Store, head: ImportHead): Promise<void> {
  for (let part = 1; part <= head.parts; part++) {
    const _id = partIdOf(head.hash, part);
    const piece = await store.get<ImportPart>(REGISTER, _id);
    if (piece === undefined) throw new MonitorError('internal', `register: ${_id} is missing`);
    const held = new Map(
      (
        await store.getMany<CardDocument>(
          REGISTER,
          piece.entries.map((entry) => entry._id),
        )
      ).map((one) => [one._id, one]),
    );
    for (const entry of piece.entries) {
      await noteCardChange(store, await applyEntry(store, { head, entry, held: held.get(entry._id) }));
    }
  }
  await store.insertManyOnce('activity', [importActivity(head)]);
  await store.replaceIfVersion(REGISTER, { ...head, state: 'done' as const }, 1);
}

async function applyEntry(
  store: Store,
  { head, entry, held: first }: { head: ImportHead; entry: ImportEntry; held: CardDocument | undefined },
): Promise<CardDocument> {
  let held = first;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if ((held?.lastImport ?? 0) >= head.number && held !== undefined) return held;
    // What is overwritten has its record first: the card holds only its last change.
    if (held !== undefined) await noteCardChange(store, held);
    const expected = held?.version ?? 0;
    const document: CardDocument = {
      _id: entry._id,
      version: expected,
      card: merged(entry, held?.card) as unknown as System | Agency,
      updatedAt: head.at,
      updatedBy: head.by.username,
      change: { by: head.by, from: head.from, at: head.at, data: { import: head.number, ...entry.data } },
      lastImport: head.number,
    };
    if (await write(store, document, expected)) return { ...document, version: expected + 1 };
    held = await store.get<CardDocument>(REGISTER, entry._id);
  }
  throw new MonitorError('unavailable', `register: ${entry._id} is being changed by others`, {
    retryAfter: 1,
  });
}

/** The card in the store with what the import changes; what it leaves alone is as somebody may have saved it meanwhile. */
function merged({ before, card }: ImportEntry, held: Card | undefined): Card {
  if (held === undefined) return card;
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(card)]);
  const changed = [...keys].filter((key) => canonicalJson(before?.[key]) !== canonicalJson(card[key]));
  const kept = Object.entries(held).filter(([key]) => !changed.includes(key));
  const given = changed.filter((key) => card[key] !== undefined).map((key) => [key, card[key]] as const);
  return Object.fromEntries([...kept, ...given]);
}

/** One for the whole import; its subject is the imported file. */
function importActivity({ number, hash, at, by, from, kind, counts }: ImportHead): Activity {
  const subject = { kind: 'document' as const, id: `register-import-${number}` };
  return {
    _id: activityIdOf(subject.kind, subject.id, 1),
    subject,
    seq: 1,
    at,
    actor: by,
    from,
    action: 'register_imported',
    data: { import: number, kind, hash, ...counts },
  };
}
