import { decodeRecord } from './decode-record';

const record = (raw: string, more = {}) => ({ position: 'p', receivedAt: 0, raw, ...more });
const base64 = (octets: Buffer, more = {}) =>
  record(octets.toString('base64'), { encoding: 'base64' as const, ...more });
const utf16 = Buffer.from('Đăng nhập\r\n', 'utf16le');

describe('decodeRecord', () => {
  it.each([
    ['takes plain text', record('một dòng'), 'utf-8', 'một dòng'],
    ['takes off a byte order mark and line ends', record('\ufeffa b\r\n\0'), 'utf-8', 'a b'],
    ['takes UTF-8 that came as octets', base64(Buffer.from('ế')), 'utf-8', 'ế'],
    [
      'takes off half a character of a cut record',
      base64(Buffer.from('aế').subarray(0, 3), { truncated: true }),
      'utf-8',
      'a',
    ],
    ['takes UTF-16LE', base64(utf16), 'utf-16le', 'Đăng nhập'],
    ['takes UTF-16LE of ASCII, which is valid UTF-8', record('a\0b\0\r\0'), 'utf-16le', 'ab'],
    ['takes UTF-16LE whose line feed was cut in half', record('\0a\0b\0\r\0'), 'utf-16le', 'ab'],
    [
      'composes windows-1258',
      base64(Buffer.from([0x54, 0x69, 0xea, 0xec, 0x6e, 0x67])),
      'windows-1258',
      'Tiếng',
    ],
  ] as const)('%s', (_, raw, encoding, text) => {
    expect(decodeRecord(raw, encoding)).toEqual({ ok: true, text });
  });

  it.each([
    ['octets that are no UTF-8', base64(Buffer.from([0x61, 0xff])), 'utf-8', 'not_utf8'],
    [
      'half a character in a record that was not cut',
      base64(Buffer.from('aế').subarray(0, 3)),
      'utf-8',
      'not_utf8',
    ],
    ['half a UTF-16 pair', base64(Buffer.from([0x61, 0, 0, 0xd8])), 'utf-16le', 'not_utf8'],
    ['a NUL inside', record('a\0b'), 'utf-8', 'contains_nul'],
    ['nothing', record(''), 'utf-8', 'empty'],
    ['white space', record(' \t\r\n'), 'utf-8', 'empty'],
    ['only NULs', record('\0\0'), 'utf-8', 'empty'],
  ] as const)('refuses %s', (_, raw, encoding, reason) => {
    expect(decodeRecord(raw, encoding)).toMatchObject({ ok: false, reason });
  });
});
