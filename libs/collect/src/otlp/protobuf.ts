/** How a field of a message is read, by its number. 64-bit numbers become decimal text, as the JSON mapping of protocol buffers has it. */
export type FieldKind =
  | 'string'
  | 'bool'
  | 'int64'
  | 'uint32'
  | 'double'
  | 'fixed64'
  | 'fixed32'
  /** Octets as base64, and as hex digits. */
  | 'base64'
  | 'hex'
  | (() => MessageShape);

export interface Field {
  name: string;
  kind: FieldKind;
  repeated?: true;
}
export type MessageShape = Readonly<Record<number, Field>>;
export type Decoded = Record<string, unknown>;

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;
const MAX_DEPTH = 64;

class Malformed extends Error {}

/** The message as an object, unknown fields passed over, or why the octets are none. Nothing in them makes this fail or go deep without end. */
export function decodeMessage(
  octets: Buffer,
  shape: MessageShape,
): { ok: true; message: Decoded } | { ok: false; reason: string } {
  try {
    return { ok: true, message: readMessage(octets, shape, 0) };
  } catch (err) {
    if (err instanceof Malformed) return { ok: false, reason: err.message };
    throw err;
  }
}

function readMessage(octets: Buffer, shape: MessageShape, depth: number): Decoded {
  if (depth > MAX_DEPTH) throw new Malformed('messages are nested too deeply');
  const message: Decoded = {};
  const reader = { octets, at: 0 };
  while (reader.at < octets.length) {
    const key = Number(readVarint(reader));
    const number = Math.floor(key / 8);
    const wire = key % 8;
    if (number < 1 || number > 0x1fffffff) throw new Malformed(`field number ${number}`);
    const field = shape[number];
    if (field) put(message, field, readField(reader, { field, wire, depth }));
    else skip(reader, wire);
  }
  return message;
}

interface Reader {
  octets: Buffer;
  at: number;
}

function put(message: Decoded, { name, repeated }: Field, value: unknown): void {
  if (!repeated) {
    message[name] = value;
    return;
  }
  const list = message[name];
  if (Array.isArray(list)) list.push(value);
  else message[name] = [value];
}

function readField(
  reader: Reader,
  { field, wire, depth }: { field: Field; wire: number; depth: number },
): unknown {
  const { kind } = field;
  const expect = (wanted: number): void => {
    if (wire !== wanted) throw new Malformed(`field ${field.name} has wire type ${wire}`);
  };
  if (typeof kind === 'function') {
    expect(LENGTH);
    return readMessage(readOctets(reader), kind(), depth + 1);
  }
  if (kind === 'string' || kind === 'base64' || kind === 'hex') {
    expect(LENGTH);
    return readOctets(reader).toString(kind === 'string' ? 'utf8' : kind);
  }
  if (kind === 'bool' || kind === 'int64' || kind === 'uint32') {
    expect(VARINT);
    const value = readVarint(reader);
    if (kind === 'bool') return value !== 0n;
    return kind === 'int64' ? BigInt.asIntN(64, value).toString() : Number(BigInt.asUintN(32, value));
  }
  expect(kind === 'fixed32' ? FIXED32 : FIXED64);
  const fixed = take(reader, kind === 'fixed32' ? 4 : 8);
  if (kind === 'fixed32') return fixed.readUInt32LE();
  if (kind === 'fixed64') return fixed.readBigUInt64LE().toString();
  const double = fixed.readDoubleLE();
  // JSON has no such numbers; the mapping writes their names.
  return Number.isFinite(double) ? double : String(double);
}

function skip(reader: Reader, wire: number): void {
  if (wire === VARINT) readVarint(reader);
  else if (wire === FIXED64) take(reader, 8);
  else if (wire === LENGTH) readOctets(reader);
  else if (wire === FIXED32) take(reader, 4);
  else throw new Malformed(`wire type ${wire}`);
}

function readOctets(reader: Reader): Buffer {
  const length = readVarint(reader);
  if (length > BigInt(reader.octets.length)) throw new Malformed('a length beyond the end');
  return take(reader, Number(length));
}

function take(reader: Reader, length: number): Buffer {
  const end = reader.at + length;
  if (end > reader.octets.length) throw new Malformed('the message ends too soon');
  const octets = reader.octets.subarray(reader.at, end);
  reader.at = end;
  return octets;
}

function readVarint(reader: Reader): bigint {
  // Lengths and keys nearly always fit one octet.
  const first = take(reader, 1)[0] ?? 0;
  if (first < 0x80) return BigInt(first);
  let value = BigInt(first & 0x7f);
  for (let shift = 7n; shift < 70n; shift += 7n) {
    const octet = take(reader, 1)[0] ?? 0;
    value |= BigInt(octet & 0x7f) << shift;
    if (octet < 0x80) return BigInt.asUintN(64, value);
  }
  throw new Malformed('a number of more than ten octets');
}
