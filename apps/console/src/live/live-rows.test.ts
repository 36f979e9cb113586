import fc from 'fast-check';
import type { AlertView } from '../api/views-alerts';
import { absorb, type Change, type ListView, type LiveRows } from './live-rows';

function alert(id: string, over: Partial<AlertView> = {}): AlertView {
  return {
    _id: id,
    id,
    rule: { id: 'r', kind: 'detection', title: { vi: '', en: '' }, level: 'high', tags: [], citations: [] },
    severity: 'high',
    priority: 50,
    entity: { kind: 'user', value: 'u' },
    window: { start: 0, end: 1 },
    count: 1,
    firstSeen: 0,
    lastSeen: 0,
    evidence: [],
    createdAt: 0,
    updatedAt: 0,
    workflow: { status: 'new', seq: 0 },
    version: 1,
    ...over,
  };
}

const everything: ListView = { matches: () => true, sort: 'priority', more: false };
const open: ListView = { ...everything, matches: ({ workflow }) => workflow.status !== 'closed' };
const rows = (shown: AlertView[], pending: AlertView[] = []): LiveRows => ({
  shown,
  pending: new Map(pending.map((one) => [one.id, one])),
});
const closed = { workflow: { status: 'closed' as const, seq: 1 }, version: 2 };

it.each<{
  name: string;
  before: LiveRows;
  change: Change;
  view: ListView;
  shown: string[];
  pending: string[];
}>([
  {
    name: 'a new alert waits, however urgent',
    before: rows([alert('a')]),
    change: { type: 'created', alert: alert('b', { priority: 100 }) },
    view: everything,
    shown: ['a1'],
    pending: ['b1'],
  },
  {
    name: 'a new alert outside the filter is not counted',
    before: rows([alert('a')]),
    change: { type: 'created', alert: alert('b', closed) },
    view: open,
    shown: ['a1'],
    pending: [],
  },
  {
    name: 'a shown alert changes where it stands, even out of the filter',
    before: rows([alert('a'), alert('b')]),
    change: { type: 'updated', alert: alert('a', closed) },
    view: open,
    shown: ['a2', 'b1'],
    pending: [],
  },
  {
    name: 'a stale copy of a shown alert is dropped',
    before: rows([alert('a', { version: 3 })]),
    change: { type: 'updated', alert: alert('a', { version: 2 }) },
    view: everything,
    shown: ['a3'],
    pending: [],
  },
  {
    name: 'a waiting alert that leaves the filter is no longer counted',
    before: rows([], [alert('b')]),
    change: { type: 'updated', alert: alert('b', closed) },
    view: open,
    shown: [],
    pending: [],
  },
  {
    name: 'an old alert below the loaded part does not count as new',
    before: rows([alert('a', { priority: 50 })]),
    change: { type: 'updated', alert: alert('z', { priority: 10 }) },
    view: { ...everything, more: true },
    shown: ['a1'],
    pending: [],
  },
  {
    name: 'an old alert that would now rank inside the loaded part does',
    before: rows([alert('a', { priority: 50 })]),
    change: { type: 'updated', alert: alert('z', { priority: 90 }) },
    view: { ...everything, more: true },
    shown: ['a1'],
    pending: ['z1'],
  },
])('$name', ({ before, change, view, shown, pending }) => {
  const after = absorb(before, [change], view);
  expect(after.shown.map(({ id, version }) => `${id}${version}`)).toEqual(shown);
  expect([...after.pending.values()].map(({ id, version }) => `${id}${version}`)).toEqual(pending);
});

it('never moves, adds or removes a shown row, never shows one twice', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const change = fc.record({
    type: fc.constantFrom('created' as const, 'updated' as const),
    alert: fc
      .record({ id: ids, version: fc.nat(5), priority: fc.nat(100), shut: fc.boolean() })
      .map(({ id, version, priority, shut }) => alert(id, { priority, ...(shut ? closed : {}), version })),
  });
  fc.assert(
    fc.property(fc.uniqueArray(ids), fc.array(change), fc.boolean(), (shown, changes, more) => {
      const after = absorb(rows(shown.map((id) => alert(id))), changes, { ...open, more });
      expect(after.shown.map(({ id }) => id)).toEqual(shown);
      for (const id of after.pending.keys()) expect(shown).not.toContain(id);
      for (const one of after.pending.values()) expect(one.workflow.status).not.toBe('closed');
    }),
  );
});
