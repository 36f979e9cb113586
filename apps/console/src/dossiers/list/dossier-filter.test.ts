import type { DossierRow } from '../../api/views-dossiers';
import {
  ALL_DOSSIERS,
  byUrgency,
  type DossierFilter,
  isLate,
  matching,
  readDossierFilter,
  writeDossierFilter,
} from './dossier-filter';

const row = (part: Partial<DossierRow>): DossierRow => ({
  id: 'x.v1',
  systemId: 'x',
  systemName: { vi: 'Trang thông tin Đồng Tâm', en: 'Site' },
  agencyId: 'xa',
  agencyName: { vi: 'Xã', en: 'Commune' },
  determination: 1,
  step: 'drafting',
  state: 'drafting',
  completeness: 0,
  waitingFor: 'owner',
  updatedAt: 0,
  ...part,
});
const late = row({
  clock: { parameter: 'LP-A8', state: 'running', dueOn: '2026-11-01', workingDaysLeft: -3 },
});
const standing = row({ clock: { parameter: 'LP-A8', state: 'paused', dueOn: '2026-11-01' } });
const below = (id: string) => new Set([id, `${id}-con`]);

it.each<[string, Partial<DossierFilter>, Partial<DossierRow>, boolean]>([
  ['a step', { step: 'drafting' }, {}, true],
  ['another step', { step: 'approved' }, {}, false],
  [
    'the level that was decided before the one proposed',
    { level: '3' },
    { proposedLevel: 2, approvedLevel: 3 },
    true,
  ],
  ['no level', { level: '1' }, {}, false],
  ['an agency below', { agencyId: 'xa' }, { agencyId: 'xa-con' }, true],
  ['an agency beside', { agencyId: 'so' }, {}, false],
  ['who is waited for', { waiting: 'approver' }, {}, false],
  ['words without accents', { q: 'dong tam' }, {}, true],
  ['words that are not there', { q: 'hoa phu' }, {}, false],
])('%s', (_name, filter, part, found) =>
  expect(matching([row(part)], { ...ALL_DOSSIERS, ...filter }, below)).toHaveLength(found ? 1 : 0),
);

it('is late only while the limit runs', () => expect([late, standing].map(isLate)).toEqual([true, false]));

it('puts what has run over first, what waits for nobody last', () => {
  const soon = row({ clock: { parameter: 'a', state: 'running', workingDaysLeft: 2 } });
  const { waitingFor: _nobody, ...over } = row({ step: 'approved' });
  const waits = row({});
  expect([over, waits, soon, late].sort(byUrgency)).toEqual([late, soon, waits, over]);
});

it.each(['', 'step=drafting&level=3&q=cong', 'late=yes&waiting=approver&agencyId=so'])(
  '%s is read as it was written',
  (words) =>
    expect(
      writeDossierFilter(readDossierFilter(new URLSearchParams(words)))
        .toString()
        .split('&')
        .sort(),
    ).toEqual(words.split('&').sort()),
);

it('leaves out what it does not know', () =>
  expect(readDossierFilter(new URLSearchParams('step=flying&level=9&late=no'))).toEqual(ALL_DOSSIERS));
