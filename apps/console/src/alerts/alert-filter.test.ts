import fc from 'fast-check';
import type { AlertView } from '../api/views-alerts';
import { RANGES } from '../format/time';
import {
  type AlertFilter,
  isUsual,
  KINDS,
  matchesFilter,
  OPEN_ALERTS,
  readFilter,
  SEVERITIES,
  SORTS,
  STATUSES,
  toQuery,
  writeFilter,
} from './alert-filter';

const now = Date.parse('2026-11-21T12:00:00.000Z');

const alert: AlertView = {
  _id: 'a',
  id: 'a',
  rule: {
    id: 'ssh-brute-force',
    kind: 'correlation',
    title: { vi: 'Dò mật khẩu SSH', en: 'SSH password guessing' },
    level: 'high',
    tags: [],
    citations: [],
  },
  severity: 'high',
  priority: 60,
  entity: { kind: 'source.ip', value: '198.51.100.7' },
  window: { start: now - 600_000, end: now },
  systemId: 'lgsp',
  systemName: { vi: 'Trục tích hợp LGSP', en: 'Integration bus LGSP' },
  sourceId: 'lgsp-auth',
  count: 12,
  firstSeen: now - 600_000,
  lastSeen: now - 60_000,
  evidence: [],
  createdAt: now - 600_000,
  updatedAt: now,
  workflow: { status: 'new', seq: 0 },
  version: 1,
};

it.each([
  { words: '', filter: OPEN_ALERTS },
  { words: 'status=all', filter: { ...OPEN_ALERTS, status: [] } },
  {
    words: 'status=closed,new&severity=low,critical',
    filter: { ...OPEN_ALERTS, status: ['new', 'closed'], severity: ['critical', 'low'] },
  },
  { words: 'severity=nonsense&sort=size&range=9y&from=yesterday', filter: OPEN_ALERTS },
  { words: 'range=8h&from=2026-11-20T00:00:00Z', filter: { ...OPEN_ALERTS, range: '8h' } },
  {
    words: 'from=2026-11-20T00:00:00Z&q=%20ssh%20',
    filter: { ...OPEN_ALERTS, from: '2026-11-20T00:00:00.000Z', q: 'ssh' },
  },
])('reads ?$words', ({ words, filter }) => expect(readFilter(new URLSearchParams(words))).toEqual(filter));

it('reads back every filter it writes', () => {
  const text = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/);
  const filter = fc
    .record(
      {
        status: fc.subarray(STATUSES),
        severity: fc.subarray(SEVERITIES),
        kind: fc.subarray(KINDS),
        sort: fc.constantFrom(...SORTS),
        systemId: text,
        sourceId: text,
        range: fc.constantFrom(...RANGES),
        q: text,
      },
      { requiredKeys: ['status', 'severity', 'kind', 'sort'] },
    )
    .map((found) => found as AlertFilter);
  fc.assert(fc.property(filter, (one) => expect(readFilter(writeFilter(one))).toEqual(one)));
});

it('writes nothing for the usual view', () => {
  expect(writeFilter(OPEN_ALERTS).toString()).toBe('');
  expect(isUsual({ ...OPEN_ALERTS, sort: 'lastSeen' })).toBe(true);
  expect(isUsual({ ...OPEN_ALERTS, q: 'x' })).toBe(false);
});

it('turns a relative range into its start', () => {
  expect(toQuery({ ...OPEN_ALERTS, range: '1h' }, now)).toEqual({
    ...OPEN_ALERTS,
    from: '2026-11-21T11:00:00.000Z',
  });
});

it.each<{ name: string; over: Partial<AlertFilter>; match: boolean }>([
  { name: 'the usual view', over: {}, match: true },
  { name: 'its status', over: { status: ['new'] }, match: true },
  { name: 'another status', over: { status: ['closed'] }, match: false },
  { name: 'any status', over: { status: [] }, match: true },
  { name: 'another severity', over: { severity: ['low'] }, match: false },
  { name: 'its kind', over: { kind: ['correlation', 'anomaly'] }, match: true },
  { name: 'another kind', over: { kind: ['anomaly'] }, match: false },
  { name: 'its system', over: { systemId: 'lgsp' }, match: true },
  { name: 'another system', over: { systemId: 'portal' }, match: false },
  { name: 'another source', over: { sourceId: 'portal' }, match: false },
  { name: 'the last hour', over: { range: '1h' }, match: true },
  { name: 'a period before it', over: { to: '2026-11-21T11:00:00Z' }, match: false },
  { name: 'a period after it', over: { from: '2026-11-21T11:59:30Z' }, match: false },
  { name: 'words of the Vietnamese title', over: { q: 'MẬT ssh' }, match: true },
  { name: 'words without their marks', over: { q: 'do mat khau' }, match: true },
  { name: 'words of the entity', over: { q: '198.51.100' }, match: true },
  { name: 'words of the system', over: { q: 'trục' }, match: true },
  { name: 'words it does not hold', over: { q: 'ssh vpn' }, match: false },
])('matches $name: $match', ({ over, match }) => {
  expect(matchesFilter({ ...OPEN_ALERTS, ...over }, alert, now)).toBe(match);
});
