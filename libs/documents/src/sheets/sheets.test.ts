import { deflateRawSync } from 'node:zlib';
import type { WrittenSheet } from '@khien/model';
import { Workbook } from 'exceljs';
import fc from 'fast-check';
import { escapeFormula, unescapeFormula } from './formula-escape';
import { readWorkbook } from './read-workbook';
import { LIMITS } from './sheet-limits';
import { writeCsv } from './write-csv';
import { writeWorkbook } from './write-workbook';
import { zipOf, zipParts } from './zip-parts';

const guide = { title: { vi: 'Sổ đăng ký', en: 'Register' }, rules: [{ vi: 'Một dòng', en: 'One line' }] };
const column = (header: string, change: Partial<WrittenSheet['columns'][number]> = {}) => ({
  header,
  help: { vi: 'Trợ giúp', en: 'Help' },
  kind: { vi: 'Chữ', en: 'Text' },
  required: false,
  width: 20,
  date: false,
  ...change,
});
const sheet = (rows: WrittenSheet['rows']): WrittenSheet => ({
  name: 'Hệ thống',
  columns: [column('Mã'), column('Tên'), column('Ngày', { date: true })],
  rows,
});

async function workbookOf(fill: (workbook: Workbook) => void): Promise<Buffer> {
  const workbook = new Workbook();
  fill(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

async function firstSheet(bytes: Uint8Array, name = 'tep.xlsx') {
  const read = await readWorkbook(bytes, name);
  if (!read.ok) throw new Error(read.text.en);
  return read.sheets[0];
}

describe('readWorkbook, .xlsx', () => {
  it('keeps what a cell is, and the number of its row', async () => {
    const bytes = await workbookOf((workbook) => {
      const worksheet = workbook.addWorksheet('Tờ 1');
      worksheet.getCell('A2').value = 'chữ';
      worksheet.getCell('B2').value = 12.5;
      worksheet.getCell('C2').value = new Date('2026-03-12T00:00:00Z');
      worksheet.getCell('D2').value = true;
      worksheet.getCell('A5').value = { richText: [{ text: 'đậm ' }, { text: 'nhạt' }] };
      worksheet.getCell('B5').value = { text: 'liên kết', hyperlink: 'http://192.0.2.1/' };
      worksheet.getCell('C5').value = { formula: 'B2*2', result: 25 };
      worksheet.getCell('D5').value = { formula: '[other.xlsx]A!A1' } as never;
      worksheet.getCell('E5').value = { error: '#REF!' };
    });

    expect(await firstSheet(bytes)).toEqual({
      name: 'Tờ 1',
      rows: [
        { row: 2, cells: ['chữ', 12.5, { day: '2026-03-12' }, true] },
        { row: 5, cells: ['đậm nhạt', 'liên kết', 25, { error: '=' }, { error: '#REF!' }] },
      ],
    });
  });

  it('reads through merged and validated ranges of a million cells without walking them', async () => {
    const parts = zipParts(
      await workbookOf((workbook) => {
        workbook.addWorksheet('Tờ 1').addRow(['Mã']);
      }),
      () => true,
    ) as Map<string, Buffer>;
    const xml = parts.get('xl/worksheets/sheet1.xml')?.toString() ?? '';
    const bomb = xml.replace(
      '</sheetData>',
      '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation></dataValidations>',
    );
    expect(bomb).not.toBe(xml);
    parts.set('xl/worksheets/sheet1.xml', Buffer.from(bomb));

    expect(await firstSheet(zipOf(parts))).toEqual({ name: 'Tờ 1', rows: [{ row: 1, cells: ['Mã'] }] });
  });
});

/** A zip with one part that inflates to `size` octets, whatever its headers `say`. */
function zipWith(size: number, say: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size, 0x20));
  const archive = zipOf(new Map([['xl/workbook.xml', packed]]));
  const end = archive.length - 22;
  const entry = archive.readUInt32LE(end + 16);
  for (const [at, method, length] of [
    [0, 8, 22],
    [entry, 10, 24],
  ] as const) {
    archive.writeUInt16LE(8, at + method);
    archive.writeUInt32LE(say, at + length);
  }
  return archive;
}

describe('what is refused before it is read', () => {
  const big = 300 * 1024 * 1024;
  it.each([
    { name: 'a file above 8 MiB', bytes: () => Buffer.alloc(LIMITS.fileBytes + 1), code: 'too_large' },
    { name: 'a bomb that says how large it is', bytes: () => zipWith(big, big), code: 'too_large' },
    { name: 'a bomb that says it is small', bytes: () => zipWith(big, 1000), code: 'invalid' },
    { name: 'a part cut short', bytes: () => zipWith(1000, 2000), code: 'invalid' },
    { name: 'a zip without an end', bytes: () => zipWith(1000, 1000).subarray(0, -30), code: 'invalid' },
    {
      name: 'a zip that is no workbook',
      bytes: () => zipOf(new Map([['a.txt', Buffer.from('a')]])),
      code: 'invalid',
    },
    {
      name: 'an old .xls',
      bytes: () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]),
      code: 'unsupported_media_type',
    },
    { name: 'text named .xlsx', bytes: () => Buffer.from('Mã;Tên'), code: 'invalid' },
  ])('$name', async ({ bytes, code }) => {
    const read = await readWorkbook(bytes(), 'so-dang-ky.xlsx');

    expect(read).toMatchObject({ ok: false, code });
  });

  it.each([
    { name: 'a column beyond the 200th', cells: '<row r="1"><c r="ZZZ1"><v>1</v></c></row>' },
    { name: 'the same in single quotes', cells: "<row r='1'><c r='XFD1'><v>1</v></c></row>" },
    { name: 'a row no sheet has', cells: '<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>' },
    { name: 'a reference in disguise', cells: '<row r="1"><c r="&#88;FD1"><v>1</v></c></row>' },
    { name: 'too many rows', cells: '<row/>'.repeat(LIMITS.rows + 1) },
  ])('a sheet with $name', async ({ cells }) => {
    const parts = zipParts(
      await workbookOf((workbook) => {
        workbook.addWorksheet('Tờ 1').addRow(['Mã']);
      }),
      () => true,
    ) as Map<string, Buffer>;
    const xml = parts.get('xl/worksheets/sheet1.xml')?.toString() ?? '';
    parts.set('xl/worksheets/sheet1.xml', Buffer.from(xml.replace('</sheetData>', `${cells}</sheetData>`)));

    expect(await readWorkbook(zipOf(parts), 'a.xlsx')).toMatchObject({ ok: false, code: 'too_large' });
  });

  it('cells that all point at one long text', async () => {
    const long = 'ô '.repeat(16_000);
    const bytes = await workbookOf((workbook) => {
      const worksheet = workbook.addWorksheet('Tờ 1');
      for (let row = 0; row < 1100; row++) worksheet.addRow([long]);
    });

    expect(bytes.length).toBeLessThan(100_000);
    expect(await readWorkbook(bytes, 'a.xlsx')).toMatchObject({ ok: false, code: 'too_large' });
  });
});

describe('readWorkbook, CSV', () => {
  const rows = [
    { row: 1, cells: ['Mã', 'Tên'] },
    { row: 3, cells: ['a', 'Sở; "Y tế"\nhai dòng'] },
  ];
  const text = (separator: string) => `Mã${separator}Tên\r\n\r\na${separator}"Sở; ""Y tế""\nhai dòng"\r\n`;
  it.each([
    { name: 'UTF-8 with its mark and ;', bytes: Buffer.from(`\ufeff${text(';')}`) },
    { name: 'UTF-8 and ,', bytes: Buffer.from(text(',')) },
    { name: 'UTF-16 with its mark and tab', bytes: Buffer.from(`\ufeff${text('\t')}`, 'utf16le') },
    { name: 'UTF-16 without a mark', bytes: Buffer.from(text(';'), 'utf16le') },
    { name: 'UTF-16, the other way round', bytes: Buffer.from(`\ufeff${text(';')}`, 'utf16le').swap16() },
  ])('reads $name', async ({ bytes }) => {
    expect(await firstSheet(bytes, 'a.csv')).toEqual({ name: '', rows });
  });

  it('counts the line that names the separator', async () => {
    expect(await firstSheet(Buffer.from('sep=,\r\nMã,Tên\r\n'), 'a.csv')).toEqual({
      name: '',
      rows: [{ row: 2, cells: ['Mã', 'Tên'] }],
    });
  });

  it.each([
    {
      name: 'another encoding',
      bytes: Buffer.from([0x4d, 0xe3, 0x3b, 0x54, 0xea, 0x6e]),
      code: 'unsupported_media_type',
    },
    {
      name: 'octets of no text',
      bytes: Buffer.from([1, 0, 0, 2, 0, 0, 0, 3]),
      code: 'unsupported_media_type',
    },
    {
      name: 'a quotation mark without its pair',
      bytes: Buffer.from('Mã;Tên\na;"mở\nb;c\n'),
      code: 'invalid',
    },
    { name: 'too many rows', bytes: Buffer.from('a\n'.repeat(LIMITS.rows + 5)), code: 'too_large' },
    { name: 'too many columns', bytes: Buffer.from('a;'.repeat(LIMITS.columns + 5)), code: 'too_large' },
  ])('refuses $name', async ({ bytes, code }) => {
    expect(await readWorkbook(bytes, 'a.csv')).toMatchObject({ ok: false, code });
  });
});

describe('formulas in text', () => {
  it.each(['=1+1', '+84 258', '-x', '@SUM(A1)', "'=1", "''+", '\t=1', '- gạch đầu dòng'])(
    '%j is made harmless',
    (text) => {
      expect(escapeFormula(text)).toBe(`'${text}`);
      expect(unescapeFormula(escapeFormula(text))).toBe(text);
    },
  );
  it.each(['a=1', "'quoted'", '', "o'", '1-2'])('%j stays', (text) => {
    expect(escapeFormula(text)).toBe(text);
    expect(unescapeFormula(text)).toBe(text);
  });
  it('comes back whatever the text is', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^['=+\-@\ta]{0,6}$/),
        (text) => unescapeFormula(escapeFormula(text)) === text,
      ),
    );
  });
});

const cellText = fc
  .string({ unit: fc.constantFrom(...`aĐ ệ;,"'=+-@\n\t<&>_x0041_😀`), minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() !== '');
const rowOf = fc.tuple(
  cellText,
  fc.oneof(cellText, fc.integer({ min: 0, max: 1e9 })),
  fc.date({ min: new Date('1900-03-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => ({
    day: date.toISOString().slice(0, 10),
  })),
);

describe('what is written is read again', () => {
  it('as .xlsx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowOf, { maxLength: 5 }), async (rows) => {
        const read = await readWorkbook(await writeWorkbook([sheet(rows)], guide), 'a.xlsx');

        expect(read.ok && read.sheets[0]?.rows.slice(1).map(({ cells }) => cells)).toEqual(rows);
      }),
      { numRuns: 40 },
    );
  });

  it('as CSV, where everything is text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowOf, { maxLength: 5 }), async (rows) => {
        const read = await firstSheet(writeCsv(sheet(rows)), 'a.csv');
        const expected = rows.map(([first, second, { day }]) => [
          first,
          String(second),
          day.split('-').reverse().join('/'),
        ]);

        expect(read?.rows.slice(1).map(({ cells }) => cells)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('writes no formula and no link', async () => {
    const bytes = await writeWorkbook([sheet([['=cmd()', '@x', null]])], guide);
    const parts = zipParts(bytes, () => true) as Map<string, Buffer>;
    const all = [...parts.values()].map((part) => part.toString()).join('');

    expect(all).not.toMatch(/<f>|externalLink|hyperlink /);
    expect(all).toContain('&apos;=cmd()');
  });
});
