import fc from 'fast-check';
import { createSyslogFramer, type Frame } from './frames';

function frames(octets: Buffer, cuts: number[] = [], maxBytes?: number): [string, boolean][] {
  const framer = createSyslogFramer(maxBytes);
  const got: [string, boolean][] = [];
  const onFrame = ({ octets: frame, truncated }: Frame) => void got.push([frame.toString(), truncated]);
  let from = 0;
  for (const cut of [...cuts.map((c) => c % (octets.length + 1)).sort((a, b) => a - b), octets.length]) {
    framer.push(octets.subarray(from, cut), onFrame);
    from = cut;
  }
  framer.flush(onFrame);
  return got;
}

const counted = (message: string) => `${Buffer.byteLength(message)} ${message}`;

describe('syslog framing', () => {
  it.each([
    ['LF', '<13>a\n<13>b\n', ['<13>a', '<13>b']],
    ['CRLF', '<13>a\r\n<13>b\r\n', ['<13>a', '<13>b']],
    ['NUL', '<13>a\0<13>b\0', ['<13>a', '<13>b']],
    ['LF and NUL', '<13>a\n\0<13>b\n\0', ['<13>a', '<13>b']],
    ['a last message without line end', '<13>a\n<13>b', ['<13>a', '<13>b']],
    ['empty lines', '\n\r\n\0<13>a\n\n', ['<13>a']],
    ['no PRI', 'Nov 21 10:00:00 host app: x\n', ['Nov 21 10:00:00 host app: x']],
    ['octet counting', counted('<13>a') + counted('<13>bc'), ['<13>a', '<13>bc']],
    ['octets, not characters', counted('<13>Sở Y tế') + counted('<13>b'), ['<13>Sở Y tế', '<13>b']],
    [
      'line feeds inside counted messages',
      counted('<13>a\nb\n\nc') + counted('<13>d'),
      ['<13>a\nb\n\nc', '<13>d'],
    ],
    ['a line feed counted at the end', counted('<13>a\n') + counted('<13>b'), ['<13>a', '<13>b']],
    [
      'line ends between counted messages',
      `${counted('<13>a')}\n${counted('<13>b')}\r\n`,
      ['<13>a', '<13>b'],
    ],
    ['counted without PRI', counted('hello') + counted('you'), ['hello', 'you']],
    [
      'one after the other, told by each message',
      `<13>a\n${counted('<13>b\nc')}<13>d\n`,
      ['<13>a', '<13>b\nc', '<13>d'],
    ],
    [
      'a line that starts with a date',
      '2026-11-21T10:00:00Z host app: x\n<13>b\n',
      ['2026-11-21T10:00:00Z host app: x', '<13>b'],
    ],
    [
      'a line that starts with a number, after lines',
      '<13>a\n21 Nov app\n<13>b\n',
      ['<13>a', '21 Nov app', '<13>b'],
    ],
    ['a number too long for a count', '123456789 <13>a\n<13>b\n', ['123456789 <13>a', '<13>b']],
    ['a number that starts with zero', '05 <13>a\n', ['05 <13>a']],
    ['digits and the end', '123', ['123']],
  ])('%s', (_name, text, want) => {
    expect(frames(Buffer.from(text))).toEqual(want.map((message) => [message, false]));
  });

  it.each([
    ['counted', counted(`<13>${'x'.repeat(50)}`) + counted('<13>b')],
    ['line', `<13>${'x'.repeat(50)}\n<13>b\n`],
  ])('keeps the first octets of a %s message that is too long, and stays in step', (_name, text) => {
    for (let cut = 0; cut < text.length; cut++) {
      expect(frames(Buffer.from(text), [cut], 10)).toEqual([
        ['<13>xxxxxx', true],
        ['<13>b', false],
      ]);
    }
  });

  it('does not cut a message inside a character', () => {
    expect(frames(Buffer.from('<1>aế\n'), [], 6)).toEqual([['<1>a', true]]);
  });

  it('takes what there is when the connection ends inside a counted message', () => {
    expect(frames(Buffer.from('100 <13>abc'))).toEqual([['<13>abc', true]]);
    expect(frames(Buffer.from('100 '))).toEqual([['100 ', false]]);
  });

  const piece = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '<', '\n', '\0', ' ', 'ế', '1'), maxLength: 12 }).map(counted),
    fc
      .string({ unit: fc.constantFrom('a', '<13>', ' ', '1', 'ế', '\r'), maxLength: 12 })
      .map((line) => `${line}\n`),
    fc.constantFrom('1', '12', '3 ', '99999999 x', '\0', '\n'),
  );
  it('gives the same messages wherever the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (pieces, cuts) => {
          const octets = Buffer.from(pieces.join(''));
          expect(frames(octets, cuts, 8)).toEqual(frames(octets, [], 8));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('gives back counted messages exactly', () => {
    const message = fc
      .uint8Array({ minLength: 1, maxLength: 40 })
      .map((octets) => `<13>${Buffer.from(octets).toString('latin1')}|`);
    fc.assert(
      fc.property(fc.array(message), fc.array(fc.nat()), (messages, cuts) => {
        const got = frames(Buffer.from(messages.map(counted).join('')), cuts);
        expect(got).toEqual(messages.map((one) => [one, false]));
      }),
    );
  });
});
