import { createHash } from 'node:crypto';
import { MonitorError, type Source, type SqlTransport } from '@khien/model';
import type { PullItem } from '../pull-feed';
import type { Round } from '../pull-receiver';
import {
  DAY,
  microsOf,
  microsOfNumber,
  numberOfMicros,
  onTheWall,
  SECOND,
  type TimeKind,
  textOfMicros,
} from '../pull-time';
import { openMysql } from './mysql';
import { openOracle } from './oracle';
import { openPostgresql } from './postgresql';
import { readAccess } from './read-access';
import { timeText } from './row-json';
import type { RowPlace, SqlRow, SqlSession, SqlSessionOptions } from './sql-session';
import { openSqlserver } from './sqlserver';
import { statementOf } from './statement';

const OPEN: Record<SqlTransport['driver'], (options: SqlSessionOptions) => Promise<SqlSession>> = {
  postgresql: openPostgresql,
  mysql: openMysql,
  sqlserver: openSqlserver,
  oracle: openOracle,
};
const MAX_POSITION = 512;
/** How long after a statement's time the server's own refusal is waited for. */
const GRACE_MS = 5_000;

/**
 * Reads the rows from the overlap on, page by page in the order of (time, id), and hands on those that the journal has not had.
 * The cursor never goes past the server's clock of when the round began: whatever was not yet committed then is at most a transaction
 * older, so the next overlap finds it; and neither a row dated into the future nor a clock set back makes it miss what comes after.
 */
export async function sqlRound(round: Round<SqlTransport>): Promise<void> {
  const { transport } = round;
  const opening = OPEN[transport.driver]({
    access: await readAccess(transport),
    query: statementOf(transport),
    time: transport.time,
    id: transport.id,
    batch: transport.batch,
    timeoutMs: transport.timeoutSeconds * 1_000,
  });
  const { signal } = round;
  const limit = { signal, ms: transport.timeoutSeconds * 1_000 + GRACE_MS };
  let closed = false;
  const close = (session: SqlSession): void => void session.close().catch(() => {});
  opening.then(
    (session) => closed && close(session),
    () => {},
  );
  try {
    const session = await within(limit, opening);
    try {
      await readPages(round, {
        clock: () => within(limit, session.clock()),
        timeKind: () => within(limit, session.timeKind()),
        page: (after) => within(limit, session.page(after)),
      });
    } finally {
      close(session);
    }
  } finally {
    // A connection that is there only when nobody waits for it any more.
    closed = true;
  }
}

/** Drivers leave a question open for ever whose connection we close ourselves, or that a network swallowed: then nobody waits for it. */
async function within<T>(
  { signal, ms }: { signal: AbortSignal; ms: number },
  answer: Promise<T>,
): Promise<T> {
  const late = AbortSignal.timeout(ms);
  let giveUp = (): void => {};
  const given = new Promise<never>((_, reject) => {
    giveUp = () =>
      reject(signal.aborted ? signal.reason : new MonitorError('unavailable', `no answer in ${ms} ms`));
    if (signal.aborted) giveUp();
    for (const one of [signal, late]) one.addEventListener('abort', giveUp);
  });
  try {
    return await Promise.race([answer, given]);
  } finally {
    for (const one of [signal, late]) one.removeEventListener('abort', giveUp);
  }
}

async function readPages(round: Round<SqlTransport>, session: Omit<SqlSession, 'close'>): Promise<void> {
  const { transport, source, feed } = round;
  const face = faceOf(source, transport, await session.timeKind());
  const began = face.clock(await session.clock());
  let cursor = Math.min(feed.memory.cursor() ?? face.start(began), began);
  // A moment before, because rows of exactly the first one are wanted too.
  let place: RowPlace = { since: face.write(cursor - transport.overlapSeconds * SECOND - 1), id: null };
  for (;;) {
    await feed.room();
    const rows = await session.page(place);
    const items = rows.map((row) => itemOf(row, source, face));
    refuseDisorder(rows, items, place);
    const taken = await feed.offer(items);
    const last = rows.at(-1);
    cursor = Math.max(cursor, Math.min(items.at(-1)?.time ?? cursor, began));
    if (taken > 0 || cursor !== feed.memory.cursor())
      await feed.memory.save({ cursor, floor: cursor - transport.overlapSeconds * SECOND });
    if (!last || rows.length < transport.batch) return;
    place = { since: last.time, id: last.id };
  }
}

/** How the time column is read and written. */
interface Face {
  kind: TimeKind;
  read(text: string): number | undefined;
  write(micros: number): string;
  /** What the column would hold at this moment. */
  clock(micros: number): number;
  start(began: number): number;
}

function faceOf({ timezone }: Source, { epochUnit, from }: SqlTransport, kind: TimeKind): Face {
  const clock = (micros: number): number => (kind === 'local' ? onTheWall(micros, timezone) : micros);
  return {
    kind,
    read: (text) => (kind === 'number' ? microsOfNumber(text, epochUnit) : microsOf(text)),
    write: (micros) => {
      if (kind === 'number') return numberOfMicros(micros, epochUnit);
      return textOfMicros(micros);
    },
    clock,
    start: (began) => (from === undefined ? began - DAY : clock(Date.parse(from) * 1_000)),
  };
}

function itemOf({ time, id, octets }: SqlRow, source: Source, { kind, read }: Face): PullItem {
  const at = kind === 'number' ? time : timeText(time, kind);
  const which = id ?? createHash('sha256').update(octets).digest('hex');
  const position = `sql:${source.id}:${at}:${which}`;
  const kept =
    position.length <= MAX_POSITION
      ? position
      : `sql:${source.id}:${at}:${createHash('sha256').update(which).digest('hex')}`;
  return { position: kept, time: read(time), octets };
}

/** A statement that does not follow its placeholders would pass over rows, or turn in a circle. */
function refuseDisorder(rows: readonly SqlRow[], items: readonly PullItem[], place: RowPlace): void {
  const refuse = (why: string) => {
    throw new MonitorError('bad_configuration', `the query ${why}`);
  };
  for (const [at, { time }] of items.entries()) {
    const before = items[at - 1]?.time;
    if (time !== undefined && before !== undefined && time < before)
      refuse('is not in the order of its time');
  }
  const [first] = rows;
  if (first && first.time === place.since && first.id === place.id && place.id !== null)
    refuse('gives again the row after which it is to go on');
}
