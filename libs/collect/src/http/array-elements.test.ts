import fc from 'fast-check';
import { arrayElements } from './array-elements';

describe('array elements', () => {
  it.each([
    ['empty array', '[]', []],
    ['spaces only', ' [ \n ] ', []],
    ['numbers longer than a double', '[9007199254740993, 1e400]', ['9007199254740993', '1e400']],
    ['repeated keys', '[{"a":1,"a":2}]', ['{"a":1,"a":2}']],
    [
      'brackets, commas and quotes in strings',
      '["],[\\"," , {"k":"}]\\\\"}]',
      ['"],[\\","', '{"k":"}]\\\\"}'],
    ],
    ['nesting', '[[1,[2]],{"a":[{}]}]', ['[1,[2]]', '{"a":[{}]}']],
    ['byte order mark', '\ufeff[1]', ['1']],
  ])('%s', (_name, text, want) => {
    expect(arrayElements(Buffer.from(text))?.map(String)).toEqual(want);
  });

  it.each(['', '{}', '{"a":[1]}', '[1,]', '[1', '"[1]"', 'null', '[1][2]'])('refuses %j', (text) => {
    expect(arrayElements(Buffer.from(text))).toBeUndefined();
  });

  it('gives each element as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(3), (values, indent) => {
        const elements = arrayElements(Buffer.from(JSON.stringify(values, null, indent)));
        expect(elements?.map((element) => JSON.parse(String(element)))).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
      }),
    );
  });

  it('survives a text nested 100,000 deep', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(() => arrayElements(Buffer.from(deep))).not.toThrow();
  });
});
