import type { Cell, Sheet } from '@khien/model';
import { planImport, type RegisterState } from '../plan-import';
import { registerState } from './sample-register';

export const sheet = (rows: Cell[][], name = 'Hệ thống'): Sheet => ({
  name,
  rows: rows.map((cells, index) => ({ row: index + 1, cells })),
});
export const plan = (rows: Cell[][], change: Partial<RegisterState> = {}) =>
  planImport({ sheets: [sheet(rows)], kind: 'systems', current: registerState(change) });
export const planAgencies = (rows: Cell[][]) =>
  planImport({ sheets: [sheet(rows, 'Cơ quan')], kind: 'agencies', current: registerState() });
export const places = ({ problems }: { problems: ReadonlyArray<{ row: number; column: string }> }) =>
  problems.map(({ row, column }) => `${row} ${column}`);

export const HEAD = ['Mã hệ thống', 'Tên hệ thống thông tin', 'Cơ quan, đơn vị quản lý'];
export const NEW: Cell[] = ['moi', 'Hệ thống mới', 'so-khcn'];
