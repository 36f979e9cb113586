import { crc32 } from 'node:zlib';
import { type IncomingRecord, MAX_RECORD_BYTES } from '@khien/model';
import { z } from 'zod';
import type { Batch } from '../http/ingest-desk';
import type { IngestLimits } from '../http/ingest-limits';
import { type Problem, problem } from '../http/problem';
import { cappedRecord } from '../incoming-record';
import { createLineSplitter, type Line } from '../line-splitter';
import { agentPosition, digestOf } from '../natural-position';

/** What became of one action; in the order of the actions. */
export interface BulkItem {
  action: 'index' | 'create' | 'update' | 'delete';
  index: string;
  id: string;
  /** Why it was not taken. */
  refused?: string;
}

export interface BulkDeps {
  limits: IngestLimits;
  now: () => number;
  peer: string;
  /** Index of actions that name none. */
  index: string | undefined;
  /** The source that an index stands for; undefined when the sender may not write there. */
  sourceOf: (index: string) => string | undefined;
}

export interface BulkBody {
  take(block: Buffer): Problem | undefined;
  finish(): { ok: true; batches: Batch[]; value: BulkItem[] } | { ok: false; problem: Problem };
}

const Meta = z.object({
  _index: z.string().min(1).max(255).optional(),
  // Some senders give numbers.
  _id: z.union([z.string().max(512), z.number()]).nullish(),
});
const Action = z.union([
  z.strictObject({ index: Meta }),
  z.strictObject({ create: Meta }),
  z.strictObject({ update: Meta }),
  z.strictObject({ delete: Meta }),
]);
/** Empty lines make no records and cost time all the same. */
const LINES_PER_RECORD = 3;
const NOT_KEPT = 'logs are evidence: documents are only added here, never changed or deleted';

/**
 * The body of a bulk request: action lines, each with the line of its source behind it (`delete` has none). Sources become records as
 * they were sent; that one is no JSON is not the sender's concern. A malformed action line makes the whole body malformed, as in Elasticsearch.
 * A document with an `_id` has the position `bulk:<digest of index and id>:<CRC-32 of the source>`; one that an agent read from a file its place there.
 */
export function createBulkBody(deps: BulkDeps): BulkBody {
  // A document is looked at as a whole even where only its beginning is kept: its place in the agent's file stands anywhere in it.
  const splitter = createLineSplitter({ maxBytes: deps.limits.jsonBytes });
  const items: BulkItem[] = [];
  const batches = new Map<string, Batch>();
  let lines = 0;
  let open: BulkItem | undefined;
  let failed: Problem | undefined;
  /** Most senders repeat one action line for every document. */
  let before: { line: Buffer; item: BulkItem } | undefined;

  function onLine(line: Line): void {
    lines++;
    if (failed) return;
    if (lines > deps.limits.records * LINES_PER_RECORD) {
      failed = problem(413, `the body holds more than ${deps.limits.records * LINES_PER_RECORD} lines`);
      return;
    }
    const item = open;
    open = undefined;
    if (item) addSource(item, line);
    else if (line.octets.length > 0) failed = addAction(line);
  }

  function addAction({ octets }: Line): Problem | undefined {
    const item = octets.length > MAX_RECORD_BYTES ? undefined : readAction(octets);
    if (!item) return problem(400, `Malformed action/metadata line [${lines}]`);
    if (items.length >= deps.limits.records)
      return problem(413, `the body holds more than ${deps.limits.records} actions`);
    items.push(item);
    if (item.action === 'delete') item.refused = NOT_KEPT;
    else open = item;
    return undefined;
  }

  function readAction(octets: Buffer): BulkItem | undefined {
    if (before?.line.equals(octets)) return { ...before.item };
    const item = actionOf(octets, deps.index);
    if (item) before = { line: Buffer.from(octets), item: { ...item } };
    return item;
  }

  function addSource(item: BulkItem, { octets }: Line): void {
    if (item.action === 'update') item.refused = NOT_KEPT;
    else if (octets.length === 0) item.refused = 'the document is empty';
    if (item.refused !== undefined) return;
    const sourceId = deps.sourceOf(item.index);
    if (sourceId === undefined) {
      failed = problem(
        403,
        `this credential may write to several sources, and index [${item.index}] is none of them`,
      );
      return;
    }
    const position = item.id === '' ? agentPosition(octets) : idPosition(item, octets);
    if (item.id === '') item.id = position?.slice(-20) ?? '';
    const receivedAt = deps.now();
    const { peer } = deps;
    add(sourceId, cappedRecord({ octets, receivedAt, peer, ...(position && { position }) }), octets.length);
  }

  function add(sourceId: string, record: IncomingRecord, bytes: number): void {
    const batch = batches.get(sourceId) ?? { sourceId, records: [], bytes: 0, repeatable: false };
    batches.set(sourceId, batch);
    batch.records.push(record);
    batch.bytes += bytes;
    batch.repeatable ||= record.position !== undefined;
  }

  return {
    take(block) {
      splitter.push(block, onLine);
      return failed;
    },
    finish() {
      splitter.flush(onLine);
      if (!failed && open) failed = problem(400, 'the last action has no source behind it');
      if (!failed && items.length === 0) failed = problem(400, 'request body is required');
      return failed
        ? { ok: false, problem: failed }
        : { ok: true, batches: [...batches.values()], value: items };
    },
  };
}

function actionOf(octets: Buffer, index: string | undefined): BulkItem | undefined {
  const read = Action.safeParse(jsonOf(octets));
  if (!read.success) return undefined;
  const [entry] = Object.entries(read.data) as [[BulkItem['action'], z.infer<typeof Meta>]];
  const [action, meta] = entry;
  const name = meta._index ?? index;
  if (name === undefined) return undefined;
  return { action, index: name, id: meta._id === undefined || meta._id === null ? '' : String(meta._id) };
}

function idPosition({ index, id }: BulkItem, octets: Buffer): string {
  return `bulk:${digestOf([index, id])}:${crc32(octets).toString(16).padStart(8, '0')}`;
}

function jsonOf(octets: Buffer): unknown {
  try {
    return JSON.parse(octets.toString('utf8'));
  } catch {
    return undefined;
  }
}
