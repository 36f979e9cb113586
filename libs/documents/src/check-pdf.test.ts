import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { checkPdf } from './check-pdf';

const pdf = (inside: string): Buffer => Buffer.from(`%PDF-1.7\n${inside}\ntrailer << >>\n%%EOF\n`, 'latin1');

it.each([
  { name: 'a plain PDF', file: pdf('1 0 obj'), encrypted: false, signatureSeen: false },
  {
    name: 'a signed PDF',
    file: pdf('<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 840 960 240] /Contents <00> >>'),
    encrypted: false,
    signatureSeen: true,
  },
  {
    name: 'a byte range over lines',
    file: pdf('/ByteRange[ 0\n840 960\n240 ]'),
    encrypted: false,
    signatureSeen: true,
  },
  {
    name: 'a byte range not filled in',
    file: pdf('/ByteRange [0 /**** /**** /****]'),
    encrypted: false,
    signatureSeen: false,
  },
  {
    name: 'an encrypted PDF',
    file: pdf('trailer << /Encrypt 12 0 R >>'),
    encrypted: true,
    signatureSeen: false,
  },
  {
    name: 'a header behind a few bytes',
    file: Buffer.concat([Buffer.from('\u00ef\u00bb\u00bf\n'), pdf('x')]),
    encrypted: false,
    signatureSeen: false,
  },
])('sees $name', ({ file, encrypted, signatureSeen }) => {
  expect(checkPdf(file)).toEqual({
    ok: true,
    bytes: file.length,
    sha256: createHash('sha256').update(file).digest('hex'),
    encrypted,
    signatureSeen,
  });
});

it.each([
  { name: 'nothing', file: Buffer.alloc(0), reason: 'empty' },
  { name: 'a Word file', file: Buffer.from('PK\u0003\u0004 word/document.xml'), reason: 'not_a_pdf' },
  { name: 'a page that speaks of PDF', file: Buffer.from('<html>%PDF-</html>'), reason: 'not_a_pdf' },
  {
    name: 'a header too far in',
    file: Buffer.concat([Buffer.alloc(1024, 32), pdf('x')]),
    reason: 'not_a_pdf',
  },
  { name: 'a PDF without its end', file: Buffer.from('%PDF-1.4\n1 0 obj'), reason: 'cut_off' },
])('refuses $name', ({ file, reason }) => {
  expect(checkPdf(file)).toEqual({ ok: false, reason });
});

it('answers whatever the bytes, also from the middle of a larger buffer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, framed) => {
      const file = framed ? Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes, Buffer.from('%%EOF')]) : bytes;
      const answer = checkPdf(new Uint8Array([0, ...file]).subarray(1));

      expect(answer.ok).toBe(framed || (answer.ok && true));
      if (answer.ok) expect(answer.bytes).toBe(file.length);
    }),
    { numRuns: 100 },
  );
});
