import { readCsv } from './read-csv';
import { readXlsx } from './read-xlsx';
import { LIMITS, type SheetsRead, tooLarge, unreadable } from './sheet-limits';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * The sheets of a file somebody handed in: .xlsx by its first octets, anything else as CSV. What cannot be read is a value with the
 * reason in both languages; nothing a file holds is run, computed or fetched. `name` only helps to say what is wrong.
 */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<SheetsRead> {
  const octets = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const most = LIMITS.fileBytes / 1024 / 1024;
  if (octets.length > LIMITS.fileBytes) {
    return tooLarge(`Tệp lớn hơn ${most} MB`, `The file is larger than ${most} MB`);
  }
  if (startsWith(octets, ZIP)) return readXlsx(octets);
  if (startsWith(octets, OLE)) {
    return unreadable(
      'unsupported_media_type',
      'Tệp .xls cũ hoặc có mật khẩu; hãy lưu lại dạng .xlsx không đặt mật khẩu',
      'An old .xls or a file with a password; save it as .xlsx without one',
    );
  }
  if (/\.xls[xmb]?$/i.test(name)) {
    return unreadable('invalid', 'Tệp này không phải tệp Excel', 'This is no Excel file');
  }
  return readCsv(octets);
}

function startsWith(bytes: Buffer, octets: readonly number[]): boolean {
  return octets.every((octet, index) => bytes[index] === octet);
}
