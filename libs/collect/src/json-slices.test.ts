import fc from 'fast-check';
import { elementsOf, membersOf, objectsIn } from './json-slices';

const space = fc.constantFrom('', ' ', '\n\t ');
/** JSON with spaces in odd places. */
const spaced = fc.tuple(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(0, 1, '\t'));
const text = ([value, indent]: [unknown, number | string]) => JSON.stringify(value, null, indent);

it('cuts arrays and objects where JSON does', () => {
  fc.assert(
    fc.property(fc.array(spaced), fc.array(fc.tuple(fc.string(), spaced)), (values, pairs) => {
      const array = `[${values.map(text).join(' , ')}]`;
      expect(elementsOf(Buffer.from(array)).map((one) => JSON.parse(one.toString()))).toEqual(
        JSON.parse(array),
      );
      const object = `{ ${pairs.map(([key, value]) => `${JSON.stringify(key)} : ${text(value)}`).join(',')} }`;
      const members = [...membersOf(Buffer.from(object))].map(([key, one]) => [
        key,
        JSON.parse(one.toString()),
      ]);
      const want = new Map(pairs.map(([key, [value]]) => [key, JSON.parse(JSON.stringify(value))]));
      expect(new Map(members as [string, unknown][])).toEqual(want);
    }),
  );
});

it('takes objects apart that stand one behind the other', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(object, space)), (all) => {
      const texts = all.map(([value]) => JSON.stringify(value));
      const joined = all.map(([, gap], index) => gap + texts[index]).join('');
      const read = objectsIn(Buffer.from(joined));
      expect(read.ok && read.objects.map(String)).toEqual(texts);
    }),
  );
});

it.each([
  ['1', 0],
  ['{}{"a":}', 1],
  ['{} {} x', 2],
  ['{', 0],
  ['{]}', 0],
  ['{"a":"', 0],
])('names the first that is no object in %j', (bad, index) => {
  expect(objectsIn(Buffer.from(bad))).toEqual({ ok: false, bad: index });
});

it('never fails on anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', 'a') }), (any) => {
      objectsIn(Buffer.from(any));
    }),
  );
});
