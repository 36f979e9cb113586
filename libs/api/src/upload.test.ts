import { z } from 'zod';
import { Base64, FileName, MAX_FILE, octetsOf, PDF, refuseOtherContent, signatureNotice } from './upload';

describe('FileName', () => {
  it.each(['hồ sơ.pdf', 'Quyết định 12-QĐ (bản ký).pdf', 'a', 'tệp..pdf'])('takes %p', (name) => {
    expect(FileName.parse(name)).toBe(name);
  });
  it.each([
    '',
    '../../etc/passwd',
    '..',
    'a/b.pdf',
    'a\\b.pdf',
    '.htaccess',
    ' a.pdf',
    'a.pdf ',
    'a\u0000.pdf',
    'a\r\nSet-Cookie: x.pdf',
    'a\u202egpj.exe',
    'a"b.pdf',
    'C:a.pdf',
    'x'.repeat(201),
  ])('refuses %p', (name) => {
    expect(FileName.safeParse(name).success).toBe(false);
  });
});

describe('Base64', () => {
  it.each(['AAAA', 'AAA=', 'AA==', '+/+/'])('takes %p', (text) => {
    expect(octetsOf(Base64.parse(text)).toString('base64')).toBe(text);
  });
  it.each(['', 'A', 'AAAAA', 'AA=A', 'A===', '====', 'AA-_', 'AAA\n', 'AAAA====', 'data:;base64,AAAA'])(
    'refuses %p',
    (text) => {
      expect(Base64.safeParse(text).success).toBe(false);
    },
  );
  it('takes 8 MiB and not an octet more', () => {
    const full = Buffer.alloc(MAX_FILE, 1).toString('base64');
    expect(octetsOf(Base64.parse(full))).toHaveLength(MAX_FILE);
    const more = Buffer.alloc(MAX_FILE + 1, 1).toString('base64');
    const taken = Base64.safeParse(more);
    if (taken.success)
      expect(() => octetsOf(taken.data)).toThrow(expect.objectContaining({ code: 'invalid' }));
    expect(Base64.safeParse('A'.repeat(MAX_FILE * 2)).error).toBeInstanceOf(z.ZodError);
  });
});

describe('refuseOtherContent', () => {
  const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n…\n%%EOF\n');
  it.each([
    [PDF, pdf],
    ['image/png', Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['image/jpeg', Buffer.from('ffd8ffe0', 'hex')],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      Buffer.from('PK\u0003\u0004…'),
    ],
  ])('takes %s that is one', (mediaType, bytes) => {
    expect(() => refuseOtherContent(bytes, mediaType)).not.toThrow();
  });
  it.each([
    [PDF, Buffer.from('<html><script>alert(1)</script>')],
    [PDF, Buffer.from('MZ\u0090')],
    [PDF, Buffer.alloc(0)],
    [PDF, Buffer.from(' %PDF-1.7')],
    ['image/png', pdf],
    ['text/html', Buffer.from('<html>')],
    ['__proto__', pdf],
  ])('refuses %s that is something else', (mediaType, bytes) => {
    expect(() => refuseOtherContent(bytes, mediaType)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

describe('what is told of a digital signature', () => {
  it.each([
    { seen: true, vi: /có chữ ký số, nhưng Khiên chưa kiểm tra/, en: /has not verified/ },
    { seen: false, vi: /Không thấy chữ ký số/, en: /No digital signature was seen/ },
  ])('never vouches for it (seen: $seen)', ({ seen, vi, en }) => {
    const notice = signatureNotice(seen);
    expect(notice.vi).toMatch(vi);
    expect(notice.en).toMatch(en);
  });
});
