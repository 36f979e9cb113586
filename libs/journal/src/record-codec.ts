import type { RawRecord } from '@khien/model';

/** Columns of a chunk beside the texts, which follow as UTF-8 in one piece. */
interface Columns {
  /** Positions. */
  p: string[];
  /** `receivedAt`, each as the difference from the one before. */
  t: number[];
  /** Octets of each text. */
  l: number[];
  /** Indices of records whose text is base64, and of truncated ones. */
  e?: number[];
  x?: number[];
  /** Peers, each once, and per record its index (-1: none). */
  a?: string[];
  ai?: number[];
  /** The texts themselves, only when one of them is not well-formed UTF-16 and UTF-8 would change it. */
  r?: string[];
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Records as octets: `length of columns (4) | columns as JSON | texts`.
 * Three times as fast as JSON of the records, and each text is decoded alone, so that keeping one does not keep its neighbours.
 */
export function encodeRecords(records: readonly RawRecord[]): Buffer {
  const columns = columnsOf(records);
  let text = records.map((record) => record.raw).join('');
  if (LONE_SURROGATE.test(text)) {
    columns.r = records.map((record) => record.raw);
    text = '';
  }
  const head = JSON.stringify(columns);
  const headBytes = Buffer.byteLength(head);
  const buffer = Buffer.allocUnsafe(4 + headBytes + Buffer.byteLength(text));
  buffer.writeUInt32BE(headBytes, 0);
  buffer.write(head, 4);
  buffer.write(text, 4 + headBytes);
  return buffer;
}

function columnsOf(records: readonly RawRecord[]): Columns {
  const columns: Columns = { p: [], t: [], l: [] };
  const peers = new Map<string, number>();
  const base64: number[] = [];
  const truncated: number[] = [];
  let before = 0;
  for (const [index, record] of records.entries()) {
    columns.p.push(record.position);
    columns.t.push(record.receivedAt - before);
    before = record.receivedAt;
    columns.l.push(Buffer.byteLength(record.raw));
    if (record.encoding) base64.push(index);
    if (record.truncated) truncated.push(index);
    if (record.peer !== undefined) peers.set(record.peer, peers.get(record.peer) ?? peers.size);
  }
  if (base64.length > 0) columns.e = base64;
  if (truncated.length > 0) columns.x = truncated;
  if (peers.size > 0) {
    columns.a = [...peers.keys()];
    columns.ai = records.map(({ peer }) => (peer === undefined ? -1 : (peers.get(peer) ?? -1)));
  }
  return columns;
}

/** The records of `encodeRecords`. Only for octets that passed their seal. */
export function decodeRecords(buffer: Buffer): RawRecord[] {
  const headBytes = buffer.readUInt32BE(0);
  const columns = JSON.parse(buffer.toString('utf8', 4, 4 + headBytes)) as Columns;
  let at = 4 + headBytes;
  let receivedAt = 0;
  const records = columns.p.map((position, index): RawRecord => {
    const bytes = columns.l[index] ?? 0;
    const raw = columns.r?.[index] ?? buffer.toString('utf8', at, at + bytes);
    at += bytes;
    receivedAt += columns.t[index] ?? 0;
    const peer = columns.a?.[columns.ai?.[index] ?? -1];
    return peer === undefined ? { position, receivedAt, raw } : { position, receivedAt, raw, peer };
  });
  for (const index of columns.e ?? []) mark(records[index], { encoding: 'base64' });
  for (const index of columns.x ?? []) mark(records[index], { truncated: true });
  return records;
}

function mark(record: RawRecord | undefined, fields: Partial<RawRecord>): void {
  if (record) Object.assign(record, fields);
}
