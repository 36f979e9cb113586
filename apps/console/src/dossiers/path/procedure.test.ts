import type { Dossier } from '@khien/model';
import { procedureOf } from './procedure';

it.each<[Dossier['track'], Dossier['step'], string]>([
  [undefined, 'drafting', 'draft:current check:ahead approve:ahead'],
  ['L1-2', 'submitted', 'draft:done check:current approve:ahead'],
  ['L1-2', 'accepted', 'draft:done check:done approve:current'],
  ['L1-2', 'supplementing', 'draft:returned check:ahead approve:ahead'],
  ['L3', 'accepted', 'draft:done check:done appraise:current request:ahead approve:ahead'],
  ['L3', 'approved', 'draft:done check:done appraise:done request:done approve:done'],
  [
    'L4',
    'awaiting_expert_opinion',
    'draft:done expert:current check:ahead appraise:ahead request:ahead approve:ahead',
  ],
  ['L3', 'retired', 'draft:ahead check:ahead appraise:ahead request:ahead approve:ahead'],
])('%s at %s', (track, step, stations) =>
  expect(
    procedureOf({ step, ...(track ? { track } : {}) })
      .map(({ key, state }) => `${key}:${state}`)
      .join(' '),
  ).toBe(stations),
);
