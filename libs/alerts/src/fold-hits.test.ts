import { Alert, type AlertHit } from '@khien/model';
import fc from 'fast-check';
import { foldHits } from './fold-hits';

const alert: Alert = {
  _id: 'a1',
  rule: {
    id: 'auth-brute-force',
    kind: 'correlation',
    title: { vi: 'Dò mật khẩu', en: 'Password guessing' },
    level: 'high',
    tags: [],
    citations: [],
  },
  severity: 'high',
  priority: 60,
  entity: { kind: 'source.ip', value: '198.51.100.7' },
  window: { start: 1000, end: 2000 },
  count: 0,
  firstSeen: 1000,
  lastSeen: 1000,
  evidence: [],
  createdAt: 5000,
  updatedAt: 5000,
  workflow: { status: 'new', seq: 0 },
  version: 0,
};

const reason = (observed: number) => ({
  observed,
  expected: 3,
  history: 20,
  unit: 'rows',
  sentence: { vi: 'x', en: 'x' },
});

function hit(id: string, firstSeen: number, lastSeen: number, events: string[]): AlertHit {
  return {
    _id: id,
    alertId: 'a1',
    count: events.length,
    firstSeen,
    lastSeen,
    evidence: events.map((event) => ({ day: '2026-11-21', id: event })),
    recordedAt: 9000,
  };
}

const hits = fc.uniqueArray(
  fc.record({
    _id: fc.string({ minLength: 1, maxLength: 4 }),
    alertId: fc.constant('a1'),
    count: fc.nat(50),
    firstSeen: fc.integer({ min: 1000, max: 1500 }),
    lastSeen: fc.integer({ min: 1500, max: 2000 }),
    evidence: fc.array(fc.record({ day: fc.constant('2026-11-21'), id: fc.string({ maxLength: 3 }) }), {
      maxLength: 20,
    }),
    recordedAt: fc.nat(),
  }),
  { selector: (one) => one._id, maxLength: 12 },
);

describe('foldHits', () => {
  it('sums, spans and lists what the hits say', () => {
    const folded = foldHits(alert, [hit('h2', 1400, 1900, ['e3']), hit('h1', 1100, 1200, ['e1', 'e2'])]);
    expect(folded).toMatchObject({ count: 3, firstSeen: 1100, lastSeen: 1900 });
    expect(folded.evidence.map((ref) => ref.id)).toEqual(['e1', 'e2', 'e3']);
  });
  it('keeps the ten earliest and the ten latest pieces of evidence', () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      hit(`h${String(i).padStart(2, '0')}`, 1000 + i, 1000 + i, [`e${i}`]),
    );
    const ids = foldHits(alert, many).evidence.map((ref) => ref.id);
    expect(ids).toHaveLength(20);
    expect(ids.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, i) => `e${i}`));
    expect(ids.slice(10)).toEqual(Array.from({ length: 10 }, (_, i) => `e${i + 20}`));
  });
  it('takes the reason of the hit that reaches furthest and drops one that no hit bears out', () => {
    const early = { ...hit('h1', 1000, 1100, []), reason: reason(10) };
    const late = { ...hit('h2', 1000, 1300, []), reason: reason(99) };
    expect(foldHits(alert, [late, early]).reason?.observed).toBe(99);
    expect(foldHits({ ...alert, reason: reason(1) }, [hit('h1', 1000, 1100, [])])).not.toHaveProperty(
      'reason',
    );
  });
  it('ignores hits of other alerts', () => {
    expect(foldHits(alert, [{ ...hit('h1', 1, 2, ['e']), alertId: 'other' }]).count).toBe(0);
  });
  it('does not depend on order or on replays, and is stable when folded again', () => {
    fc.assert(
      fc.property(hits, fc.integer(), (list, seed) => {
        const shuffled = [...list, ...list].sort((a, b) => ((seed ^ a.count) % 7) - ((seed ^ b.count) % 7));
        const once = foldHits(alert, list);
        expect(foldHits(alert, shuffled)).toEqual(once);
        expect(foldHits(once, list)).toEqual(once);
      }),
    );
  });
  it('always gives a valid alert', () => {
    fc.assert(
      fc.property(hits, (list) => {
        const folded = Alert.parse(foldHits(alert, list));
        expect(folded.count).toBe(list.reduce((sum, one) => sum + one.count, 0));
        expect(folded.firstSeen).toBeLessThanOrEqual(folded.lastSeen);
      }),
    );
  });
});
