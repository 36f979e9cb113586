import type { Cell } from '@khien/model';
import fc from 'fast-check';
import { isDomain, isHostName, isNetwork } from './address';
import {
  type CellFormat,
  choiceFormat,
  choicesFormat,
  idFormat,
  integerFormat,
  textFormat,
  yesNoFormat,
} from './cell-format';
import { cellText, folded } from './cell-text';
import { dayFormat } from './day-format';
import { domainsFormat, hostsFormat, networksFormat } from './list-formats';
import { DOSSIER_STATES, TECHNICAL_LAYERS } from './wordings';

const refused = Symbol('refused');
const count = integerFormat({ min: 0, max: 999_999 });
const state = choiceFormat(DOSSIER_STATES);
const layers = choicesFormat(TECHNICAL_LAYERS);

describe('what a cell means', () => {
  it.each<{ format: CellFormat; cell: Cell; means: unknown }>([
    { format: count, cell: '120.000', means: 120_000 },
    { format: count, cell: '120,000', means: 120_000 },
    { format: count, cell: '120 000', means: 120_000 },
    { format: count, cell: '120\u00a0000', means: 120_000 },
    { format: count, cell: 120000, means: 120_000 },
    { format: count, cell: ' 7 ', means: 7 },
    { format: count, cell: '1.5', means: refused },
    { format: count, cell: 1.5, means: refused },
    { format: count, cell: '12.00', means: refused },
    { format: count, cell: '1.200,000', means: refused },
    { format: count, cell: '-1', means: refused },
    { format: count, cell: '1000000', means: refused },
    { format: count, cell: 'một', means: refused },
    { format: count, cell: { day: '2026-01-02' }, means: refused },
    { format: count, cell: { error: '#DIV/0!' }, means: refused },
    { format: dayFormat, cell: '12/03/2026', means: '2026-03-12' },
    { format: dayFormat, cell: '2/3/2026', means: '2026-03-02' },
    { format: dayFormat, cell: '02-03-2026', means: '2026-03-02' },
    { format: dayFormat, cell: '2026-03-12', means: '2026-03-12' },
    { format: dayFormat, cell: { day: '2026-03-12' }, means: '2026-03-12' },
    { format: dayFormat, cell: 46093, means: '2026-03-12' },
    { format: dayFormat, cell: '29/02/2028', means: '2028-02-29' },
    { format: dayFormat, cell: '29/02/2026', means: refused },
    { format: dayFormat, cell: '31/11/2026', means: refused },
    { format: dayFormat, cell: '2026-13-01', means: refused },
    { format: dayFormat, cell: '03/2026', means: refused },
    { format: dayFormat, cell: 2026, means: refused },
    { format: dayFormat, cell: '12/03-2026', means: refused },
    { format: dayFormat, cell: { error: '#N/A' }, means: refused },
    { format: state, cell: 'Đã được phê duyệt', means: 'approved' },
    { format: state, cell: 'ĐÃ ĐƯỢC PHÊ DUYỆT', means: 'approved' },
    { format: state, cell: 'Đã được phê duyệt'.normalize('NFD'), means: 'approved' },
    { format: state, cell: 'da duoc  phe duyet', means: 'approved' },
    { format: state, cell: 'approved', means: 'approved' },
    { format: state, cell: 'Drafting', means: 'drafting' },
    { format: state, cell: 'Xong', means: refused },
    { format: layers, cell: 'Mạng; Cơ sở dữ liệu\nMạng', means: ['network', 'database'] },
    { format: layers, cell: 'Mạng; Kho', means: refused },
    { format: yesNoFormat, cell: 'x', means: true },
    { format: yesNoFormat, cell: 'Có', means: true },
    { format: yesNoFormat, cell: true, means: true },
    { format: yesNoFormat, cell: '✓', means: true },
    { format: yesNoFormat, cell: 'Không', means: false },
    { format: yesNoFormat, cell: '-', means: false },
    { format: yesNoFormat, cell: 'có lẽ', means: refused },
    {
      format: networksFormat,
      cell: '10.20.4.0/24; fd20:1::/64\n192.0.2.7',
      means: ['10.20.4.0/24', 'fd20:1::/64', '192.0.2.7'],
    },
    { format: networksFormat, cell: '10.20.4.0/33', means: refused },
    { format: networksFormat, cell: '10.20.4', means: refused },
    { format: hostsFormat, cell: 'web-01;web_02.noi.example', means: ['web-01', 'web_02.noi.example'] },
    { format: hostsFormat, cell: 'web 01', means: refused },
    { format: domainsFormat, cell: '*.haivan.example', means: ['*.haivan.example'] },
    { format: domainsFormat, cell: 'https://haivan.example/', means: refused },
    { format: idFormat, cell: 'mot-cua', means: 'mot-cua' },
    { format: idFormat, cell: 'Một cửa', means: refused },
    { format: textFormat({ max: 5 }), cell: '  năm  ', means: 'năm' },
    { format: textFormat({ max: 5 }), cell: 'dài quá', means: refused },
  ])('$cell → $means', ({ format, cell, means }) => {
    const reading = format.read(cell);

    expect(reading.ok ? reading.value : refused).toEqual(means);
  });

  it('names each bad part of a list', () => {
    expect(networksFormat.read('10.0.0.0/8; mạng; 300.1.1.1')).toEqual({
      ok: false,
      text: {
        vi: 'Không phải địa chỉ hoặc dải mạng CIDR: «mạng», «300.1.1.1»',
        en: 'Not an address or CIDR block: «mạng», «300.1.1.1»',
      },
    });
  });

  it('says so when months come before days', () => {
    const reading = dayFormat.read('12/21/2024');

    expect(reading.ok ? '' : reading.text.vi).toContain('tháng trước ngày');
  });

  it('takes any cell without throwing', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.record({ day: fc.string() }),
      fc.record({ error: fc.string() }),
    );
    const formats = [
      count,
      dayFormat,
      state,
      layers,
      yesNoFormat,
      networksFormat,
      hostsFormat,
      domainsFormat,
      idFormat,
    ];
    fc.assert(
      fc.property(cell, fc.constantFrom(...formats), (any, format) => {
        expect(typeof format.read(any).ok).toBe('boolean');
      }),
    );
  });

  it('reads every day it writes', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2118-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, (any) => {
        const written = dayFormat.write(any);

        expect(dayFormat.read(written)).toEqual({ ok: true, value: any });
        expect(dayFormat.read(cellText(written))).toEqual({ ok: true, value: any });
      }),
    );
  });
});

it.each([
  ['Tên tiếng Anh', 'TEN TIENG ANH'],
  ['Cơ quan, đơn vị quản lý', 'cơ quan  đơn vị quản lý (*)'],
])('%j and %j are one header', (left, right) => {
  expect(folded(left)).toBe(folded(right));
});

it.each([
  ['10.0.0.0/8', true],
  ['10.0.0.1', true],
  ['2001:db8::/32', true],
  ['2001:db8::/129', false],
  ['10.0.0.0/', false],
  ['010.0.0.1', false],
  ['', false],
])('network %j: %s', (text, good) => {
  expect(isNetwork(text)).toBe(good);
});

it.each([
  ['web-01', true, false],
  ['haivan.example', true, true],
  ['thư.haivan.example', true, true],
  ['10.0.0.1', true, false],
  ['-web', false, false],
  ['a..b', false, false],
])('%j is a host: %s, a domain: %s', (text, host, domain) => {
  expect([isHostName(text), isDomain(text)]).toEqual([host, domain]);
});
