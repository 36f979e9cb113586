import { createHash } from 'node:crypto';

export type PdfCheck =
  | {
      ok: true;
      bytes: number;
      /** Hex. */
      sha256: string;
      encrypted: boolean;
      /** A signature dictionary with a /ByteRange is there. Whether the signature is valid was NOT checked. */
      signatureSeen: boolean;
    }
  | { ok: false; reason: 'empty' | 'not_a_pdf' | 'cut_off' };

/** The header may stand behind a little of something else (ISO 32000-1, annex H: within the first 1,024 bytes). */
const HEADER_WITHIN = 1024;
const END_WITHIN = 2048;

/** Looks at an imported file without opening it: is it a PDF, its hash, is it encrypted, does it bear a signature. Never throws. */
export function checkPdf(file: Uint8Array): PdfCheck {
  if (file.byteLength === 0) return { ok: false, reason: 'empty' };
  const buffer = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!/%PDF-[12]\.\d/.test(buffer.subarray(0, HEADER_WITHIN).toString('latin1')))
    return { ok: false, reason: 'not_a_pdf' };
  if (!buffer.subarray(-END_WITHIN).includes('%%EOF')) return { ok: false, reason: 'cut_off' };
  const text = buffer.toString('latin1');
  return {
    ok: true,
    bytes: buffer.byteLength,
    sha256: createHash('sha256').update(buffer).digest('hex'),
    encrypted: /\/Encrypt\s+\d+\s+\d+\s+R/.test(text) || /\/Encrypt\s*<</.test(text),
    signatureSeen: /\/ByteRange\s*\[\s*\d+\s+\d+\s+\d+\s+\d+\s*\]/.test(text),
  };
}
