import fc from 'fast-check';
import { createLineSplitter, type Line } from './line-splitter';

interface Got {
  text: string;
  offset: number;
  truncated: boolean;
}

function split(octets: Buffer, cuts: number[], options: { unit?: 1 | 2; maxBytes?: number } = {}): Got[] {
  const splitter = createLineSplitter(options);
  const got: Got[] = [];
  const onLine = ({ octets: line, offset, truncated }: Line) =>
    void got.push({ text: line.toString('latin1'), offset, truncated });
  let from = 0;
  for (const cut of [...cuts.map((c) => c % (octets.length + 1)).sort((a, b) => a - b), octets.length]) {
    splitter.push(octets.subarray(from, cut), onLine);
    from = cut;
  }
  splitter.flush(onLine);
  expect(splitter.consumed()).toBe(octets.length);
  expect(splitter.pending()).toBe(0);
  return got;
}

describe('line splitter', () => {
  it.each([
    [
      'LF',
      'a\nbc\n',
      [
        ['a', 0],
        ['bc', 2],
      ],
    ],
    [
      'CRLF',
      'a\r\nbc\r\n',
      [
        ['a', 0],
        ['bc', 3],
      ],
    ],
    [
      'no line feed at the end',
      'a\nbc',
      [
        ['a', 0],
        ['bc', 2],
      ],
    ],
    [
      'empty lines',
      '\n\na\n',
      [
        ['', 0],
        ['', 1],
        ['a', 2],
      ],
    ],
    ['a CR inside a line', 'a\rb\n', [['a\rb', 0]]],
    ['only one CR is part of the line end', 'a\r\r\n', [['a\r', 0]]],
    [
      'byte order mark',
      '\xef\xbb\xbfa\nb\n',
      [
        ['a', 0],
        ['b', 5],
      ],
    ],
    [
      'byte order mark that is not at the start',
      'a\n\xef\xbb\xbfb\n',
      [
        ['a', 0],
        ['\xef\xbb\xbfb', 2],
      ],
    ],
    ['nothing', '', []],
  ])('%s', (_name, text, lines) => {
    const want = lines.map(([line, offset]) => ({ text: line, offset, truncated: false }));
    expect(split(Buffer.from(text, 'latin1'), [])).toEqual(want);
  });

  it.each([
    ['at the cap', 'abcd\n', 'abcd', false],
    ['at the cap with CRLF', 'abcd\r\n', 'abcd', false],
    ['one over the cap', 'abcde\n', 'abcd', true],
    ['far over the cap', `${'abcd'.repeat(50)}\n`, 'abcd', true],
    ['cut inside a character', Buffer.from('abcế\n').toString('latin1'), 'abc', true],
  ])('a line %s', (_name, text, kept, truncated) => {
    const got = split(Buffer.from(`${text}next\n`, 'latin1'), [2, 3], { maxBytes: 4 });
    expect(got).toEqual([
      { text: kept, offset: 0, truncated },
      { text: 'next', offset: text.length, truncated: false },
    ]);
  });

  it('reads UTF-16LE in whole units: an octet 0A inside a character is no line feed', () => {
    const text = Buffer.from('\ufeffĊ\u0a0a\r\nđường\n', 'utf16le');
    const got = split(text, [1, 3, 7, 8, 9], { unit: 2 });
    expect(got.map(({ text: line }) => Buffer.from(line, 'latin1').toString('utf16le'))).toEqual([
      'Ċ\u0a0a',
      'đường',
    ]);
    expect(got.map(({ offset }) => offset)).toEqual([0, 10]);
  });

  const octets = fc.array(fc.constantFrom(0x0a, 0x0d, 0x00, 0x61, 0xc3, 0xa9, 0xef, 0xbb, 0xbf, 0xff), {
    maxLength: 80,
  });
  it.each([1, 2] as const)('gives the same lines wherever the blocks end (unit %d)', (unit) => {
    fc.assert(
      fc.property(octets, fc.array(fc.nat(), { maxLength: 12 }), (bytes, cuts) => {
        const buffer = Buffer.from(bytes);
        const options = { unit, maxBytes: 6 };
        expect(split(buffer, cuts, options)).toEqual(split(buffer, [], options));
      }),
      { numRuns: 2_000 },
    );
  });

  it('started again at an offset it gave, it goes on where it was', () => {
    fc.assert(
      fc.property(octets, fc.nat(), (bytes, pick) => {
        const buffer = Buffer.from(bytes);
        const whole = split(buffer, []);
        const line = whole[pick % Math.max(1, whole.length)];
        if (!line) return;
        const again: number[] = [];
        const splitter = createLineSplitter({ offset: line.offset });
        splitter.push(buffer.subarray(line.offset), ({ offset }) => void again.push(offset));
        splitter.flush(({ offset }) => void again.push(offset));
        expect(again).toEqual(whole.map(({ offset }) => offset).filter((offset) => offset >= line.offset));
      }),
    );
  });
});
