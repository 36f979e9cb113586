import type { Field, MessageShape } from '../src/otlp/protobuf';

/** Writes what `decodeMessage` reads, from the values it gives: the other half of a round trip, after the encoding guide of protocol buffers. */
export function encodeMessage(message: Record<string, unknown>, shape: MessageShape): Buffer {
  const parts: Buffer[] = [];
  for (const [number, field] of Object.entries(shape)) {
    const value = message[field.name];
    if (value === undefined) continue;
    const values: unknown[] = field.repeated ? (value as unknown[]) : [value];
    for (const one of values) parts.push(encodeField(Number(number), field, one));
  }
  return Buffer.concat(parts);
}

export function varint(value: bigint): Buffer {
  const octets: number[] = [];
  let left = BigInt.asUintN(64, value);
  do {
    const low = Number(left & 0x7fn);
    left >>= 7n;
    octets.push(left > 0n ? low | 0x80 : low);
  } while (left > 0n);
  return Buffer.from(octets);
}

export function tag(number: number, wire: number): Buffer {
  return varint(BigInt(number * 8 + wire));
}

export function delimited(number: number, octets: Buffer): Buffer {
  return Buffer.concat([tag(number, 2), varint(BigInt(octets.length)), octets]);
}

function encodeField(number: number, { kind }: Field, value: unknown): Buffer {
  if (typeof kind === 'function')
    return delimited(number, encodeMessage(value as Record<string, unknown>, kind()));
  const fixed = Buffer.alloc(kind === 'fixed32' ? 4 : 8);
  switch (kind) {
    case 'string':
      return delimited(number, Buffer.from(value as string));
    case 'base64':
    case 'hex':
      return delimited(number, Buffer.from(value as string, kind));
    case 'bool':
      return Buffer.concat([tag(number, 0), varint(value ? 1n : 0n)]);
    case 'int64':
    case 'uint32':
      return Buffer.concat([tag(number, 0), varint(BigInt(value as string))]);
    case 'fixed32':
      fixed.writeUInt32LE(value as number);
      return Buffer.concat([tag(number, 5), fixed]);
    case 'fixed64':
      fixed.writeBigUInt64LE(BigInt(value as string));
      return Buffer.concat([tag(number, 1), fixed]);
    case 'double':
      fixed.writeDoubleLE(Number(value));
      return Buffer.concat([tag(number, 1), fixed]);
  }
}
