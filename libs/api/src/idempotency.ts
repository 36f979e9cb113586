import { createHash } from 'node:crypto';
import { MonitorError, type Store, type UserView, type VersionedDocument } from '@khien/model';
import type { Request } from 'express';
import type { Answer } from './route';

export const KEPT_MS = 24 * 3600_000;
/** A call whose server died is done again after this. */
const ABANDONED_MS = 2 * 60_000;
const PURGE_MS = 10 * 60_000;
const PURGE_MAX = 5000;

/** One key of one person, `answer` is JSON text, because answers hold any keys. */
interface KeyedCall extends VersionedDocument {
  fingerprint: string;
  startedAt: number;
  expiresAt: number;
  answer?: string;
}
type Kept = Pick<Answer, 'status' | 'body' | 'headers'>;

export interface Idempotency {
  /**
   * Runs a call once per key of the person: the same call again has the same answer; another call with the key is `invalid`,
   * one that is still running `conflict`. A call that failed did nothing and may be sent again with its key.
   */
  once(request: Request, user: UserView, run: () => Promise<Answer>): Promise<Answer>;
}

export function createIdempotency({ store, now }: { store: Store; now: () => number }): Idempotency {
  let purgedAt = Number.NEGATIVE_INFINITY;

  async function purge(): Promise<void> {
    if (now() - purgedAt < PURGE_MS) return;
    purgedAt = now();
    await store.deleteMany('idempotency', { expiresAt: { lt: now() } }, { limit: PURGE_MAX });
  }

  /** The call that is ours to run now, or the answer there is. */
  async function claim(id: string, fingerprint: string): Promise<KeyedCall | Kept> {
    const at = now();
    const mine: KeyedCall = {
      _id: id,
      fingerprint,
      startedAt: at,
      expiresAt: at + KEPT_MS,
      version: 0,
    };
    if ((await store.insertManyOnce('idempotency', [mine])).inserted === 1) return mine;
    const known = await store.get<KeyedCall>('idempotency', id);
    // Just given back by a call that failed.
    if (!known) throw inFlight();
    const over = known.expiresAt <= at;
    if (!over && known.fingerprint !== fingerprint)
      throw new MonitorError('invalid', 'api: Idempotency-Key was used for another call', {
        problems: [{ pointer: '', message: 'idempotency.other_call' }],
      });
    if (!over && known.answer !== undefined) return replayed(JSON.parse(known.answer) as Kept);
    if (!over && at - known.startedAt < ABANDONED_MS) throw inFlight();
    const taken = await store.replaceIfVersion(
      'idempotency',
      { ...mine, version: known.version },
      known.version,
    );
    if (!taken) throw inFlight();
    return { ...mine, version: known.version + 1 };
  }

  return {
    async once(request, user, run) {
      const key = keyOf(request);
      if (key === undefined) return run();
      await purge();
      // With other rights a person gets no answer of before.
      const id = sha256(JSON.stringify([user.id, user.role, user.agencies, user.unit, key]));
      const claimed = await claim(id, fingerprintOf(request));
      if (!('fingerprint' in claimed)) return claimed;
      const answer = await run().catch(async (failure: unknown) => {
        await store.deleteMany('idempotency', { _id: id, version: claimed.version }, { limit: 1 });
        throw failure;
      });
      const { status, body, headers } = answer;
      const kept: Kept = {
        ...(status !== undefined && { status }),
        ...(body !== undefined && { body }),
        ...(headers && { headers }),
      };
      await store.replaceIfVersion(
        'idempotency',
        { ...claimed, answer: JSON.stringify(kept) },
        claimed.version,
      );
      return answer;
    },
  };
}

/** MonitorError `bad_request` for a key that is none: 8 to 200 printable signs. */
function keyOf(request: Request): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{8,200}$/.test(key)) return key;
  throw new MonitorError('bad_request', 'api: Idempotency-Key is malformed', {
    problems: [{ pointer: '', message: 'idempotency.malformed' }],
  });
}

/** What makes two calls the same: address, version read and body. */
function fingerprintOf(request: Request): string {
  const { method, originalUrl, headers } = request;
  return sha256(JSON.stringify([method, originalUrl, headers['if-match'] ?? '', request.body ?? null]));
}

function replayed(kept: Kept): Kept {
  return { ...kept, headers: { ...kept.headers, 'Idempotency-Replayed': 'true' } };
}

function inFlight(): MonitorError {
  return new MonitorError('conflict', 'api: a call with this Idempotency-Key is running', {
    problems: [{ pointer: '', message: 'idempotency.in_flight' }],
    retryAfter: 1,
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
