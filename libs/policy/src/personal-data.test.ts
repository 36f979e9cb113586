import { type Alert, Role } from '@khien/model';
import { alertFor } from './personal-data';

function alertAbout(kind: string, value: string): Alert {
  return {
    _id: 'a',
    rule: { id: 'r', kind: 'anomaly', title: { vi: 'x', en: 'x' }, level: 'low', tags: [], citations: [] },
    severity: 'low',
    priority: 1,
    entity: { kind, value },
    window: { start: 0, end: 1 },
    count: 1,
    firstSeen: 0,
    lastSeen: 1,
    evidence: [],
    reason: {
      observed: 1,
      expected: 1,
      history: 1,
      unit: 'rows',
      sentence: { vi: `${value} đọc nhiều`, en: `${value} read much, ${value}` },
    },
    createdAt: 0,
    updatedAt: 0,
    workflow: { status: 'new', seq: 0 },
    version: 0,
  };
}

describe('alertFor', () => {
  it.each(['user.name', 'source.user.name', 'account', 'user.name|source.ip', 'access.on_behalf_of', 'user'])(
    'hides from the leader who a %s alert is about',
    (kind) => {
      const shown = alertFor({ role: 'leader' }, alertAbout(kind, 'nv.lan'));
      expect(JSON.stringify(shown)).not.toContain('nv.lan');
      expect(shown.reason?.sentence.vi).toBe('••• đọc nhiều');
    },
  );
  it.each(['source.ip', 'host.name', 'system', 'source'])('shows the leader a %s', (kind) => {
    const alert = alertAbout(kind, '198.51.100.7');
    expect(alertFor({ role: 'leader' }, alert)).toEqual(alert);
  });
  it.each(Role.options.filter((role) => !['leader', 'appraiser', 'approver'].includes(role)))(
    'hides nothing from the %s',
    (role) => {
      const alert = alertAbout('user.name', 'nv.lan');
      expect(alertFor({ role }, alert)).toEqual(alert);
    },
  );
});
