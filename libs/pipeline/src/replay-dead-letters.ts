import { type Chunk, type DeadLetter, MonitorError, RawRecord, type Store } from '@khien/model';
import type { ChunkWork } from './chunk-work';

export interface ReplayDeps {
  store: Store;
  work: ChunkWork;
  open: (sealed: Buffer, aad: string) => Buffer;
  now: () => number;
}

export interface ReplayOutcome {
  /** Letters tried. */
  replayed: number;
  /** Those that are events now. */
  stored: number;
  failed: number;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * Sends dead letters through the same steps again, after a profile or the registry was mended. A letter that becomes an event is marked `replayed`
 * (it stays counted as dead-lettered in its chunk's ledger row: yesterday is not rewritten); one that still does not keeps its new reason.
 */
export async function replayDeadLetters(
  letters: readonly DeadLetter[],
  deps: ReplayDeps,
): Promise<ReplayOutcome> {
  const outcome: ReplayOutcome = { replayed: 0, stored: 0, failed: 0 };
  for (const letter of letters) {
    if (letter.state === 'replayed') continue;
    outcome.replayed += 1;
    if (await replayOne(letter, deps)) outcome.stored += 1;
    else outcome.failed += 1;
  }
  return outcome;
}

async function replayOne(letter: DeadLetter, { store, work, open, now }: ReplayDeps): Promise<boolean> {
  const chunk = chunkOf(letter, open);
  const { events, deadLetters } = work.normalise(chunk, NONE);
  const refused = deadLetters[0];
  if (refused) {
    await store.replaceIfVersion(
      'dead_letters',
      {
        ...letter,
        reason: refused.reason,
        detail: refused.detail,
        parser: refused.parser,
        at: now(),
        state: 'replay_failed',
      },
      letter.version,
    );
    return false;
  }
  const stored = await work.storeEvents(chunk, events);
  await work.findAndRecord(chunk, stored, `replay:${letter._id}`);
  await store.replaceIfVersion('dead_letters', { ...letter, state: 'replayed', at: now() }, letter.version);
  return true;
}

/** The record alone, as the chunk that brought it: its event goes where it would have gone. */
function chunkOf(letter: DeadLetter, open: ReplayDeps['open']): Chunk {
  const record = RawRecord.parse(
    JSON.parse(open(Buffer.from(letter.sealed, 'base64'), letter._id).toString('utf8')),
  );
  const [collectorId = '', seq = ''] = letter.chunkId.split('.');
  if (!collectorId || !seq)
    throw new MonitorError('internal', `dead letter ${letter._id}: chunk id ${letter.chunkId} is not one`);
  return {
    chunkId: letter.chunkId,
    collectorId,
    seq: Number(seq),
    sourceId: letter.sourceId,
    partitionDay: letter.partitionDay,
    sealedAt: letter.receivedAt,
    records: [record],
  };
}
