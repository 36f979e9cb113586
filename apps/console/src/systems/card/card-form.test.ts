import type { System } from '@khien/model';
import { type CardForm, cardOfForm, fieldOfPointer, formOfCard, linesOf } from './card-form';

const bare: System = {
  id: 'mot-cua',
  name: { vi: 'Một cửa', en: 'One-stop office' },
  agencyId: 'xa-dong-tam',
  dossier: { state: 'none' },
  networks: [],
  hosts: [],
  domains: [],
  datasets: [],
};
const full: System = {
  ...bare,
  level: 3,
  dossier: { state: 'approved', approvedOn: '2026-10-30', decision: '1468/QĐ-UBND' },
  networks: ['10.40.0.0/16', '2001:db8::/64'],
  hosts: ['app-01'],
  domains: ['motcua.haivan.example'],
  datasets: [{ id: 'ho-so', dataClass: 'personal' }],
  ownerId: 'tinh-hai-van',
  stage: 'operating',
  marks: ['shared'],
  userGroups: [{ name: 'Người dân', count: 0 }],
  subjects: { basic: 84000, method: 'đếm trong CSDL' },
  connections: [{ systemId: 'lgsp', kind: 'connection' }],
  devices: [{ name: 'Tường lửa', quantity: 2 }],
  transition: { levelLegacy: 3, rule: 'LP-T1' },
  levelFacts: { kind: 'public_service', tthc: true, components: [{ name: 'cổng' }] },
};

it.each([
  { name: 'a bare card', card: bare },
  { name: 'a full card', card: full },
])('$name comes back from its form as it was', ({ card }) =>
  expect(cardOfForm(formOfCard(card), card)).toEqual(card),
);

it.each<{ name: string; change: Partial<CardForm>; card: Partial<System>; gone: (keyof System)[] }>([
  {
    name: 'an emptied text goes',
    change: { ownerId: '', stage: undefined },
    card: {},
    gone: ['ownerId', 'stage'],
  },
  {
    name: 'rows left empty are none',
    change: { devices: [{}, { quantity: 3 }] },
    card: {},
    gone: ['devices'],
  },
  {
    name: 'a connection names what it goes to',
    change: { connections: [{ kind: 'connection' }, { kind: 'data_sharing', name: 'CSDL quốc gia' }] },
    card: { connections: [{ kind: 'data_sharing', name: 'CSDL quốc gia' }] },
    gone: [],
  },
  {
    name: 'English follows Vietnamese',
    change: { name: { vi: ' Một cửa mới ' } },
    card: { name: { vi: 'Một cửa mới', en: 'Một cửa mới' } },
    gone: [],
  },
  { name: 'emptied subjects go', change: { subjects: { method: '' } }, card: {}, gone: ['subjects'] },
])('$name', ({ change, card, gone }) => {
  const saved = cardOfForm({ ...formOfCard(full), ...change }, full);
  expect(saved).toMatchObject(card);
  for (const key of gone) expect(saved).not.toHaveProperty(key);
});

it('leaves level and approval to the dossier', () => {
  const forged = { ...formOfCard(full), level: 1, id: 'other', dossier: { state: 'none' } };
  expect(cardOfForm(forged as CardForm, full)).toEqual(full);
});

it.each([
  { text: '10.0.0.0/8\n 10.0.0.0/8 \n\n198.51.100.1', lines: ['10.0.0.0/8', '198.51.100.1'] },
  { text: 'a.example, b.example; c.example', lines: ['a.example', 'b.example', 'c.example'] },
  { text: undefined, lines: [] },
])('reads lines of $text', ({ text, lines }) => expect(linesOf(text)).toEqual(lines));

it.each([
  { pointer: '/name/vi', field: ['name', 'vi'] },
  { pointer: '/networks/3', field: ['networks'] },
  { pointer: '/devices/0/name', field: ['devices', 0, 'name'] },
  { pointer: '/levelFacts/subjects/basic', field: ['facts', 'basic'] },
  { pointer: '/levelFacts/tthc', field: ['facts', 'flags', 'tthc'] },
  { pointer: '/levelFacts/kind', field: ['facts', 'kind'] },
  { pointer: '/agencyId', field: ['agencyId'] },
])('$pointer belongs to $field', ({ pointer, field }) => expect(fieldOfPointer(pointer)).toEqual(field));
