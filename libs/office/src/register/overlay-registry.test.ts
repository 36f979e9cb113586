import type { Dossier, Registry, System } from '@khien/model';
import type { CardDocument } from './card-document';
import { overlayRegistry } from './overlay-registry';

const card = (change: Partial<System>): System => ({
  id: 's',
  name: { vi: 'S', en: 'S' },
  agencyId: 'a',
  dossier: { state: 'none' },
  networks: [],
  hosts: [],
  domains: [],
  datasets: [],
  ...change,
});
const registry = (...systems: System[]): Registry =>
  ({
    agencies: [{ id: 'a', name: { vi: 'A', en: 'A' }, kind: 'province' }],
    systems,
    agreements: [],
    sources: [],
  }) as unknown as Registry;
const document = (system: System): CardDocument =>
  ({ _id: `system:${system.id}`, version: 1, card: system }) as CardDocument;
const version = (determination: number, change: Partial<Dossier>): Dossier =>
  ({ systemId: 's', determination, state: 'drafting', step: 'drafting', papers: {}, ...change }) as Dossier;
const approved = (determination: number, level: number, change: Partial<Dossier> = {}): Dossier =>
  version(determination, {
    state: 'approved',
    step: 'approved',
    approvedLevel: level,
    proposedLevel: level,
    approvedOn: '2026-09-01',
    papers: { decision: { number: `${level}/QĐ`, date: '2026-09-01' } },
    ...change,
  });
const onPaper = card({
  level: 2,
  dossier: { state: 'approved', approvedOn: '2025-01-01', decision: '1/QĐ' },
});

it.each<{ says: string; base: System; dossiers: Dossier[]; level?: number; dossier: System['dossier'] }>([
  { says: 'the card alone', base: onPaper, dossiers: [], level: 2, dossier: onPaper.dossier },
  {
    says: 'a version nobody has begun',
    base: onPaper,
    dossiers: [version(1, { state: 'none', step: 'not_started' })],
    level: 2,
    dossier: onPaper.dossier,
  },
  {
    says: 'a draft without a level',
    base: card({ level: 1 }),
    dossiers: [version(1, {})],
    level: 1,
    dossier: { state: 'drafting' },
  },
  {
    says: 'a draft with a level',
    base: card({ level: 1 }),
    dossiers: [version(1, { proposedLevel: 3 })],
    level: 3,
    dossier: { state: 'drafting' },
  },
  {
    says: 'a draft over an approval on paper',
    base: onPaper,
    dossiers: [version(1, { proposedLevel: 3 })],
    level: 2,
    dossier: { ...onPaper.dossier, state: 'drafting' },
  },
  {
    says: 'an approval',
    base: onPaper,
    dossiers: [approved(1, 3)],
    level: 3,
    dossier: { state: 'approved', approvedOn: '2026-09-01', decision: '3/QĐ' },
  },
  {
    says: 'a draft over an approval',
    base: card({}),
    dossiers: [version(2, { proposedLevel: 4 }), approved(1, 3)],
    level: 3,
    dossier: { state: 'drafting', approvedOn: '2026-09-01', decision: '3/QĐ' },
  },
  {
    says: 'the second approval',
    base: card({}),
    dossiers: [approved(1, 3, { step: 'replaced' }), approved(2, 4)],
    level: 4,
    dossier: { state: 'approved', approvedOn: '2026-09-01', decision: '4/QĐ' },
  },
  {
    says: 'retired',
    base: card({ level: 2 }),
    dossiers: [version(1, { state: 'retired', step: 'retired', proposedLevel: 2 })],
    level: 2,
    dossier: { state: 'retired' },
  },
])('of the dossiers: $says', ({ base, dossiers, level, dossier }) => {
  const [system] = overlayRegistry(registry(base), [], dossiers).systems;

  expect(system?.level).toBe(level);
  expect(system?.dossier).toEqual(dossier);
});

it('a card in the store stands for that of the configuration; a new one comes after; the rest are the same objects', () => {
  const base = registry(card({ id: 's' }), card({ id: 't' }));
  const result = overlayRegistry(
    base,
    [document(card({ id: 's', purpose: 'mới' })), document(card({ id: 'u' }))],
    [],
  );

  expect(result.systems.map(({ id, purpose }) => [id, purpose])).toEqual([
    ['s', 'mới'],
    ['t', undefined],
    ['u', undefined],
  ]);
  expect(result.systems[1]).toBe(base.systems[1]);
  expect(base.systems[0]?.purpose).toBeUndefined();
  expect(result.agencies).toEqual(base.agencies);
});
