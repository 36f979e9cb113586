import type { RawRecord } from '@khien/model';
import fc from 'fast-check';
import { decodeRecords, encodeRecords } from './record-codec';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)) }),
);
const record: fc.Arbitrary<RawRecord> = fc.record(
  {
    position: fc.string({ minLength: 1 }),
    receivedAt: fc.integer({ min: 0, max: 2 ** 45 }),
    raw: text,
    encoding: fc.constant('base64' as const),
    peer: fc.constantFrom('192.0.2.1', '2001:db8::1', '', 'fe80::1%3'),
    truncated: fc.constant(true),
  },
  { requiredKeys: ['position', 'receivedAt', 'raw'], noNullPrototype: true },
);

it('decodes what it encodes, also lone surrogates, NUL and base64', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), (records) => {
      expect(decodeRecords(encodeRecords(records))).toEqual(records);
    }),
  );
});
