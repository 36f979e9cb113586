import fc from 'fast-check';
import { answerOf, cellsOf, isRange, pastedInto, rowsOf } from './table-rows';

const columns = ['name', 'place', 'use'].map((id) => ({ id, label: { vi: id, en: id }, required: false }));

it.each([
  {
    text: 'a\tb\nc\td',
    cells: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  {
    text: 'a\tb\r\nc\td\r\n',
    cells: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  { text: '"hai\ndòng"\tb', cells: [['hai\ndòng', 'b']] },
  { text: '"nói ""có"""\tb', cells: [['nói "có"', 'b']] },
  { text: 'a\t\tc', cells: [['a', '', 'c']] },
  { text: 'một', cells: [['một']] },
])('$text is read as cells', ({ text, cells }) => expect(cellsOf(text)).toEqual(cells));

it.each([
  { text: 'một câu', range: false },
  { text: 'một câu\n', range: false },
  { text: 'a\tb', range: true },
  { text: 'a\nb', range: true },
])('$text is a range: $range', ({ text, range }) => expect(isRange(text)).toBe(range));

it('is laid over the table from the cell it was pasted into', () => {
  const rows = [{ name: 'cũ', use: 'giữ' }];
  expect(pastedInto(rows, { row: 0, column: 1, columns }, 'P1\tU1\tthừa\nP2')).toEqual([
    { name: 'cũ', place: 'P1', use: 'U1' },
    { place: 'P2' },
  ]);
  expect(rows).toEqual([{ name: 'cũ', use: 'giữ' }]);
});

it('keeps no empty rows and cells', () =>
  expect(
    answerOf([
      { name: ' ', place: '' },
      { name: 'a', place: '' },
    ]),
  ).toEqual(['{"name":"a"}']));

it('reads back what it kept', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.dictionary(
          fc.constantFrom('name', 'place'),
          fc.string({ minLength: 1 }).filter((s) => s.trim() !== ''),
          { minKeys: 1, noNullPrototype: true },
        ),
      ),
      (rows) => expect(rowsOf(answerOf(rows))).toEqual(rows),
    ),
  ));

it.each([['nonsense'], ['[1]'], ['null']])('passes over %s', (text) => expect(rowsOf([text])).toEqual([]));
