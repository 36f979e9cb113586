import type { Agency } from '@khien/model';
import { inTreeOrder } from './agency-tree';

const agency = (id: string, parent?: string): Agency => ({
  id,
  name: { vi: id, en: id },
  kind: 'department',
  ...(parent ? { parent } : {}),
});

it.each<{ name: string; agencies: Agency[]; lines: string[] }>([
  { name: 'nothing', agencies: [], lines: [] },
  {
    name: 'a tree',
    agencies: [
      agency('so-y-te', 'tinh'),
      agency('benh-vien', 'so-y-te'),
      agency('tinh'),
      agency('xa', 'tinh'),
    ],
    lines: ['0 tinh', '1 so-y-te', '2 benh-vien', '1 xa'],
  },
  {
    name: 'a branch whose parent is out of sight',
    agencies: [agency('benh-vien', 'so-y-te'), agency('xa', 'tinh')],
    lines: ['0 benh-vien', '0 xa'],
  },
  {
    name: 'a loop',
    agencies: [agency('a', 'b'), agency('b', 'a'), agency('c')],
    lines: ['0 c', '0 a', '0 b'],
  },
])('orders $name', ({ agencies, lines }) =>
  expect(inTreeOrder(agencies, ({ id }) => id).map(({ agency: { id }, depth }) => `${depth} ${id}`)).toEqual(
    lines,
  ),
);
