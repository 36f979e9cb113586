import type { CardForm } from './card-form';
import { mergedForms } from './merged-forms';

const before: CardForm = {
  name: { vi: 'Một cửa', en: 'One-stop' },
  agencyId: 'xa-dong-tam',
  purpose: 'cũ',
  hosts: 'app-01',
  devices: [{ name: 'Tường lửa' }],
  facts: { kind: 'internal' },
};
const form = (over: Partial<CardForm>): CardForm => ({ ...before, ...over });

it.each<{
  name: string;
  mine: Partial<CardForm>;
  theirs: Partial<CardForm>;
  merged: Partial<CardForm>;
  both: string[];
}>([
  {
    name: 'nothing typed: theirs',
    mine: {},
    theirs: { purpose: 'mới' },
    merged: { purpose: 'mới' },
    both: [],
  },
  {
    name: 'different fields: both',
    mine: { purpose: 'tôi' },
    theirs: { hosts: 'app-02' },
    merged: { purpose: 'tôi', hosts: 'app-02' },
    both: [],
  },
  {
    name: 'the same field: mine, and it is named',
    mine: { purpose: 'tôi' },
    theirs: { purpose: 'họ' },
    merged: { purpose: 'tôi' },
    both: ['purpose'],
  },
  {
    name: 'the same words: no clash',
    mine: { purpose: 'mới' },
    theirs: { purpose: 'mới' },
    merged: { purpose: 'mới' },
    both: [],
  },
  {
    name: 'an emptied field stays emptied',
    mine: { purpose: '' },
    theirs: { hosts: 'x' },
    merged: { purpose: '', hosts: 'x' },
    both: [],
  },
  {
    name: 'empty and missing are the same',
    mine: { boundary: '', zones: [], subjects: {} },
    theirs: { boundary: 'họ' },
    merged: { boundary: 'họ' },
    both: [],
  },
  {
    name: 'rows are one field',
    mine: { devices: [] },
    theirs: { devices: [{ name: 'Tường lửa' }, { name: 'WAF' }] },
    merged: { devices: [] },
    both: ['devices'],
  },
  {
    name: 'facts in another order are the same',
    mine: { facts: { kind: 'internal', basic: null } },
    theirs: { facts: { kind: 'other' } },
    merged: { facts: { kind: 'other' } },
    both: [],
  },
])('$name', ({ mine, theirs, merged, both }) => {
  const result = mergedForms({ before, mine: form(mine), theirs: form(theirs) });
  expect(result.merged).toMatchObject(merged);
  expect(result.both).toEqual(both);
});
