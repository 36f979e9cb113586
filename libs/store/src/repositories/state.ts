import type { Store, VersionedDocument } from '@khien/model';
import { insertOne } from './insert-one';

interface CursorDocument extends VersionedDocument {
  value: number;
}
/** One term of a lease: terms are numbered, and only inserting the next number takes the lease. */
interface TermDocument extends VersionedDocument {
  term: number;
  holder: string;
  /** Milliseconds since the epoch. */
  until: number;
}

export interface LeaseRequest {
  name: string;
  /** Different for every process start. */
  holder: string;
  ttlMs: number;
  now: () => number;
}

/** Small things that are remembered: how far a reader got, and who may do what only one may do. */
export interface StateRepository {
  getCursor(name: string): Promise<number | undefined>;
  /** For the one process that moves this cursor. */
  setCursor(name: string, value: number): Promise<void>;
  /**
   * Takes or prolongs a lease; true while `holder` has it for at least until `now + ttlMs` of the moment of asking. Ask again well within the ttl.
   * Built on insert-once alone, so it holds on servers whose updates are not atomic; the holders' clocks must agree to well within the ttl.
   */
  lease(request: LeaseRequest): Promise<boolean>;
  /** Gives a lease back early. */
  release(name: string, holder: string): Promise<void>;
}

export function createStateRepository(store: Store): StateRepository {
  return {
    async getCursor(name) {
      return (await store.get<CursorDocument>('state', `cursor:${name}`))?.value;
    },
    async setCursor(name, value) {
      const doc: CursorDocument = { _id: `cursor:${name}`, version: 0, value };
      await store.put('state', [doc]);
    },
    lease: (request) => takeLease(store, request),
    async release(name, holder) {
      const last = await lastTerm(store, name);
      if (last?.holder === holder) await store.put('state', [{ ...last, until: 0 }]);
    },
  };
}

async function takeLease(store: Store, request: LeaseRequest): Promise<boolean> {
  const last = await lastTerm(store, request.name);
  const asked = request.now();
  const running = last !== undefined && last.until > asked;
  if (running && last.holder !== request.holder) return false;
  if (running && (await prolong(store, { last, request, asked }))) return true;
  return takeTerm(store, request, (last?.term ?? 0) + 1);
}

/**
 * Nobody else takes the next term before `last.until`, so overwriting one's own term is safe if it is done by then;
 * when the answer comes too late for that, the next term must be won like anybody else's.
 */
async function prolong(
  store: Store,
  { last, request, asked }: { last: TermDocument; request: LeaseRequest; asked: number },
): Promise<boolean> {
  await store.put('state', [{ ...last, until: asked + request.ttlMs }]);
  return request.now() < last.until;
}

async function takeTerm(
  store: Store,
  { name, holder, ttlMs, now }: LeaseRequest,
  term: number,
): Promise<boolean> {
  const doc: TermDocument = { _id: termId(name, term), version: 0, term, holder, until: now() + ttlMs };
  return (await insertOne(store, 'state', doc)) && now() < doc.until;
}

async function lastTerm(store: Store, name: string): Promise<TermDocument | undefined> {
  const filter = { _id: { prefix: termPrefix(name) } };
  const page = await store.find<TermDocument>('state', { filter, sort: [['_id', 'desc']], limit: 1 });
  return page.docs[0];
}

function termPrefix(name: string): string {
  return `lease:${name}#`;
}

function termId(name: string, term: number): string {
  return `${termPrefix(name)}${String(term).padStart(10, '0')}`;
}
