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

it.each<[Dossier['step'], string]>([
  ['drafting', 'draft:current expert:done check:ahead'],
  ['supplementing', 'draft:returned expert:done check:ahead'],
  ['submitted', 'draft:done expert:done check:current'],
  ['retired', 'draft:ahead expert:ahead check:ahead'],
])('keeps the expert opinion that was given at %s', (step, stations) =>
  expect(
    procedureOf({ step, track: 'L4', expertOpinionOn: '2026-11-20' })
      .slice(0, 3)
      .map(({ key, state }) => `${key}:${state}`)
      .join(' '),
  ).toBe(stations),
);
