import { checkPdf, type PdfCheck } from '@khien/documents';
import { type Bilingual, MonitorError } from '@khien/model';
import { z } from 'zod';

/** Largest file taken, in octets, and its length in base64. */
export const MAX_FILE = 8 * 1024 * 1024;
const MAX_BASE64 = Math.ceil(MAX_FILE / 3) * 4;

/** Control, direction and joining signs, and what separates folders, have no place in the name of a file. */
const BAD_NAME = /[\p{C}/\\<>:"|?*]|^\.|^\s|\s$|\.\.$/u;

/** Name of an uploaded file: one name, no path. */
export const FileName = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => !BAD_NAME.test(name), { error: 'upload.bad_name' });

/** Content in base64 (RFC 4648 §4, padded). Its length is looked at before it is decoded. */
export const Base64 = z
  .string()
  .min(4)
  .refine((text) => text.length <= MAX_BASE64, { error: 'upload.too_large', abort: true })
  .refine(isBase64, { error: 'upload.not_base64' });

/** The octets of a text that `Base64` let pass. */
export function octetsOf(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length <= MAX_FILE) return bytes;
  throw new MonitorError('invalid', 'upload: too large', {
    problems: [{ pointer: '/base64', message: 'upload.too_large' }],
  });
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
/** What is taken, and how its content begins (hex). */
const BEGINS = new Map([
  ['application/pdf', '255044462d'],
  ['image/png', '89504e470d0a1a0a'],
  ['image/jpeg', 'ffd8ff'],
  [`${OFFICE}.wordprocessingml.document`, '504b0304'],
  [`${OFFICE}.spreadsheetml.sheet`, '504b0304'],
]);
export const PDF = 'application/pdf';
export const UploadType = z.enum([...BEGINS.keys()], { error: 'upload.other_type' });

/** What a file is, is said by its content, not by its name. MonitorError `invalid`. */
export function refuseOtherContent(bytes: Buffer, mediaType: string): void {
  const begins = BEGINS.get(mediaType);
  if (begins !== undefined && bytes.subarray(0, 8).toString('hex').startsWith(begins)) return;
  throw new MonitorError('invalid', `upload: no ${mediaType}`, {
    problems: [
      { pointer: '/base64', message: mediaType === PDF ? 'upload.not_pdf' : 'upload.other_content' },
    ],
  });
}

/** What a PDF says of itself; whether a signature in it is valid is not looked at. MonitorError `invalid` for what is no whole PDF. */
export function requirePdf(bytes: Buffer): Extract<PdfCheck, { ok: true }> {
  const check = checkPdf(bytes);
  if (check.ok) return check;
  throw new MonitorError('invalid', `upload: PDF ${check.reason}`, {
    problems: [
      { pointer: '/base64', message: check.reason === 'cut_off' ? 'upload.cut_off' : 'upload.not_pdf' },
    ],
  });
}

/** What whoever hands in a signed copy is told: a signature that is there is not therefore a valid one. */
export const signatureNotice = (seen: boolean): Bilingual =>
  seen
    ? {
        vi: 'Tệp có chữ ký số, nhưng Khiên chưa kiểm tra chữ ký đó có hợp lệ hay không. Hãy kiểm tra bằng phần mềm ký số trước khi dùng làm căn cứ.',
        en: 'The file bears a digital signature, but Khiên has not verified it. Verify it with signing software before relying on it.',
      }
    : {
        vi: 'Không thấy chữ ký số trong tệp. Khiên chỉ lưu tệp và mã băm, không xác nhận giá trị của văn bản.',
        en: 'No digital signature was seen in the file. Khiên keeps the file and its hash only, and does not vouch for the document.',
      };

/** Without groups in the pattern: eleven million characters are walked once. */
function isBase64(text: string): boolean {
  if (text.length % 4 !== 0 || /[^A-Za-z0-9+/=]/.test(text)) return false;
  const padding = text.indexOf('=');
  return padding === -1 || (padding >= text.length - 2 && text.endsWith('='));
}
