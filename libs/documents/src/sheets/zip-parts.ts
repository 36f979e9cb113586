import { crc32, inflateRawSync } from 'node:zlib';
import { broken, LIMITS, tooLarge, type Unreadable } from './sheet-limits';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

/** One file of an archive, not yet inflated. */
interface ZipEntry {
  name: string;
  method: number;
  /** As the directory says; what inflates to more is refused. */
  size: number;
  packed: Buffer;
}

/**
 * The parts of a zip archive by name, inflated. Only those that `wanted` names are inflated, together up to LIMITS.inflatedBytes
 * whatever their headers promise, so that a small file cannot become a large one. Names are never used as paths.
 */
export function zipParts(bytes: Buffer, wanted: (name: string) => boolean): Map<string, Buffer> | Unreadable {
  const entries = readDirectory(bytes);
  if (!Array.isArray(entries)) return entries;
  const parts = new Map<string, Buffer>();
  let left: number = LIMITS.inflatedBytes;
  for (const { name, method, size, packed } of entries) {
    if (!wanted(name)) continue;
    // The same name twice: which one counts would depend on the reader.
    if (parts.has(name)) return broken;
    if (size > left) return bomb;
    const part = method === STORED ? packed : inflated(packed, size);
    if (part === undefined || part.length !== size) return broken;
    left -= part.length;
    parts.set(name, part);
  }
  return parts;
}

const bomb = tooLarge(
  `Nội dung tệp sau khi giải nén vượt quá ${LIMITS.inflatedBytes / 1024 / 1024} MB`,
  `Inflated, the file is larger than ${LIMITS.inflatedBytes / 1024 / 1024} MB`,
);

function inflated(packed: Buffer, size: number): Buffer | undefined {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return undefined;
  }
}

function readDirectory(bytes: Buffer): ZipEntry[] | Unreadable {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + END_SIZE > bytes.length || bytes.readUInt32LE(end) !== END) return broken;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > LIMITS.parts)
    return tooLarge('Tệp Excel có quá nhiều thành phần', 'The Excel file has too many parts');
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) return broken;
    const entry = readEntry(bytes, at);
    if (entry === undefined) return broken;
    entries.push(entry);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function readEntry(bytes: Buffer, at: number): ZipEntry | undefined {
  const method = bytes.readUInt16LE(at + 10);
  const packedSize = bytes.readUInt32LE(at + 20);
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const local = bytes.readUInt32LE(at + 42);
  const encrypted = (bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0;
  if (encrypted || (method !== STORED && method !== DEFLATED)) return undefined;
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL) return undefined;
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (nameEnd > bytes.length || start + packedSize > bytes.length) return undefined;
  return {
    name: bytes.toString('utf8', at + 46, nameEnd).replace(/^\//, ''),
    method,
    size: bytes.readUInt32LE(at + 24),
    packed: bytes.subarray(start, start + packedSize),
  };
}

/** An archive of these parts, not compressed: what goes to the reader is what was looked at, and nothing else. */
export function zipOf(parts: ReadonlyMap<string, Buffer>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of parts) {
    const label = Buffer.from(name, 'utf8');
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    // Names are UTF-8.
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(label.length, 22);
    files.push(signature(LOCAL), facts, label, data);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(signature(ENTRY), Buffer.from([20, 0]), facts, tail, label);
    offset += 30 + label.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, signature(END), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
