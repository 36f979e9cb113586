import type { Dossier, System } from '@khien/model';
import { actingUnit } from './acting-unit';

const system: System = {
  id: 'his',
  name: { vi: 'HIS', en: 'HIS' },
  agencyId: 'bv',
  ownerId: 'ubnd',
  specialisedUnitId: 'cong-an',
  dossier: { state: 'none' },
  networks: [],
  hosts: [],
  domains: [],
  datasets: [],
};
const dossier = { step: 'drafting', track: 'L3', papers: {} } as Dossier;
const unitOf = (part: Partial<Dossier>, card: Partial<System> = {}) =>
  actingUnit(
    { ...dossier, ...part },
    { system: { ...system, ...card }, agencies: [], evidence: [], on: '2026-11-21' },
  );

it.each<[string, Partial<Dossier>, string | undefined]>([
  ['drafting: the operator', {}, 'bv'],
  ['appraised: the operator asks for approval', { step: 'appraised' }, 'bv'],
  ['submitted: the specialised unit', { step: 'submitted' }, 'cong-an'],
  ['submitted to an assigned unit', { step: 'accepted', appraiserId: 'so-khcn' }, 'so-khcn'],
  ['a central body is not of the register', { step: 'submitted', track: 'L4' }, undefined],
  [
    'the expert opinion is the unit of the owner',
    { step: 'awaiting_expert_opinion', track: 'L4' },
    'cong-an',
  ],
  ['level 3 is approved by the owner', { step: 'approval_requested' }, 'ubnd'],
  ['levels 1 and 2 by the specialised unit', { step: 'approval_requested', track: 'L1-2' }, 'cong-an'],
  ['nothing is owed', { step: 'approved' }, undefined],
])('%s', (_name, part, unit) => expect(unitOf(part)).toBe(unit));

it('is nobody while nobody is designated', () => {
  const { specialisedUnitId: _unit, ...card } = system;
  expect(
    actingUnit(
      { ...dossier, step: 'submitted' },
      { system: card, agencies: [], evidence: [], on: '2026-11-21' },
    ),
  ).toBeUndefined();
});
