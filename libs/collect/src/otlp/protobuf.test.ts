import fc from 'fast-check';
import { delimited, encodeMessage, tag, varint } from '../../test/protobuf-encoder';
import { ExportLogsServiceRequest } from './logs-shape';
import { decodeMessage, type MessageShape } from './protobuf';

const Inner: MessageShape = { 1: { name: 'text', kind: 'string' } };
const All: MessageShape = {
  1: { name: 'text', kind: 'string' },
  2: { name: 'yes', kind: 'bool' },
  3: { name: 'signed', kind: 'int64' },
  4: { name: 'small', kind: 'uint32' },
  5: { name: 'real', kind: 'double' },
  6: { name: 'nanos', kind: 'fixed64' },
  7: { name: 'flags', kind: 'fixed32' },
  8: { name: 'octets', kind: 'base64' },
  9: { name: 'id', kind: 'hex' },
  10: { name: 'inner', kind: () => Inner },
  16: { name: 'many', kind: () => Inner, repeated: true },
  536870911: { name: 'last', kind: 'string', repeated: true },
};
const inner = fc.record({ text: fc.string({ unit: 'grapheme' }) }, { requiredKeys: [] });
const message = fc.record(
  {
    text: fc.string({ unit: 'grapheme' }),
    yes: fc.boolean(),
    signed: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    small: fc.nat(),
    real: fc.double({ noNaN: true, noDefaultInfinity: true }),
    nanos: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
    flags: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    octets: fc.uint8Array().map((one) => Buffer.from(one).toString('base64')),
    id: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((one) => Buffer.from(one).toString('hex')),
    inner,
    many: fc.array(inner, { minLength: 1 }),
    last: fc.array(fc.string(), { minLength: 1 }),
  },
  { requiredKeys: [] },
);

it('reads back what was written, with unknown fields between', () => {
  const unknown = fc.constantFrom(
    Buffer.concat([tag(99, 0), varint(2n ** 64n - 1n)]),
    Buffer.concat([tag(99, 1), Buffer.alloc(8, 1)]),
    Buffer.concat([tag(99, 5), Buffer.alloc(4, 1)]),
    delimited(99, Buffer.from('x')),
    Buffer.alloc(0),
  );
  fc.assert(
    fc.property(message, unknown, unknown, (value, before, behind) => {
      const octets = Buffer.concat([before, encodeMessage(value, All), behind]);
      expect(decodeMessage(octets, All)).toEqual({ ok: true, message: value });
    }),
  );
});

it('neither fails nor believes more than is there, whatever the octets', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (octets) => {
      const read = decodeMessage(Buffer.from(octets), ExportLogsServiceRequest);
      expect(typeof read.ok).toBe('boolean');
    }),
    { numRuns: 3_000 },
  );
});

it('knows a message that was cut anywhere inside a field', () => {
  const whole = encodeMessage({ text: 'Sở Y tế', nanos: '1' }, All);
  const lengths = Array.from({ length: whole.length + 1 }, (_, length) => length);
  const good = lengths.filter((length) => decodeMessage(whole.subarray(0, length), All).ok);
  expect(good).toEqual([0, whole.length - 9, whole.length]);
});

const nested = (depth: number): Buffer => (depth === 0 ? Buffer.alloc(0) : delimited(1, nested(depth - 1)));
const Deep: MessageShape = { 1: { name: 'deep', kind: () => Deep } };
it.each([
  ['field 0', Buffer.from([0x00, 0x00]), All],
  ['a group', Buffer.from([0x0b]), All],
  ['a wire type that is none', Buffer.from([0x0f]), All],
  ['another wire type than the field’s', Buffer.from([0x08, 0x01]), All],
  ['a number of eleven octets', Buffer.concat([tag(3, 0), Buffer.alloc(10, 0xff), Buffer.from([1])]), All],
  ['a length beyond the end', Buffer.from([0x0a, 0x05, 0x61]), All],
  ['a length of 2^64', Buffer.concat([tag(1, 2), varint(2n ** 64n - 1n)]), All],
  ['65 messages inside each other', nested(66), Deep],
])('refuses %s', (_name, octets, shape) => {
  expect(decodeMessage(octets, shape)).toEqual({ ok: false, reason: expect.any(String) });
});
