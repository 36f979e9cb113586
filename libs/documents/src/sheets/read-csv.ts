import type { Sheet } from '@khien/model';
import { CsvError, parse } from 'csv-parse/sync';
import { unescapeFormula } from './formula-escape';
import { LIMITS, type SheetsRead, tooLarge, unreadable } from './sheet-limits';

const SEPARATORS = [';', ',', '\t'] as const;

/** A CSV file as Excel writes it: UTF-8 or UTF-16 with or without a mark, parted by `;` (Vietnam), `,` or tab. */
export function readCsv(bytes: Buffer): SheetsRead {
  const text = decoded(bytes);
  if (text === undefined || text.includes('\0')) {
    return unreadable(
      'unsupported_media_type',
      'Không đọc được bảng mã của tệp; hãy lưu lại dạng «CSV UTF-8» hoặc .xlsx',
      'The encoding of the file cannot be read; save it as «CSV UTF-8» or .xlsx',
    );
  }
  const named = /^sep=(.)\r?\n/i.exec(text);
  const body = named === null ? text : text.slice(named[0].length);
  try {
    const records: string[][] = parse(body, {
      delimiter: named?.[1] ?? separatorOf(body),
      relax_column_count: true,
      skip_empty_lines: false,
      to: LIMITS.rows + 1,
      max_record_size: 1024 * 1024,
    });
    return sheetOf(records, named === null ? 1 : 2);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : '?';
    return unreadable(
      'invalid',
      `Tệp CSV hỏng ở dòng ${line} (thường do thiếu dấu ngoặc kép)`,
      `The CSV file is broken at line ${line} (often a missing quotation mark)`,
    );
  }
}

function sheetOf(records: readonly string[][], firstRow: number): SheetsRead {
  if (records.length > LIMITS.rows || records.some((record) => record.length > LIMITS.columns)) {
    return tooLarge(
      `Tệp quá lớn: tối đa ${LIMITS.rows - 1} dòng, ${LIMITS.columns} cột`,
      `The file is too large: at most ${LIMITS.rows - 1} rows and ${LIMITS.columns} columns`,
    );
  }
  const rows = records
    .map((record, index) => ({ row: index + firstRow, cells: record.map(unescapeFormula) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const sheet: Sheet = { name: '', rows };
  return { ok: true, sheets: [sheet] };
}

function decoded(bytes: Buffer): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : looksLikeUtf16(bytes)
          ? 'utf-16le'
          : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16LE without a mark: every other octet of the ASCII in the header is zero. */
function looksLikeUtf16(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 200);
  return start.filter((octet, index) => index % 2 === 1 && octet === 0).length > start.length / 4;
}

/** The one that stands most often in the first line that is not empty, outside of quotation marks. */
function separatorOf(text: string): string {
  const line = /^\s*([^\r\n]*)/.exec(text)?.[1]?.replaceAll(/"[^"]*"/g, '') ?? '';
  const counts = SEPARATORS.map((separator) => line.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ';';
}
