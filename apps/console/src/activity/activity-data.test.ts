import type { Activity } from '@khien/model';
import { dataOf } from './activity-data';

const step: Activity = {
  _id: 'alert:a#00000001',
  subject: { kind: 'alert', id: 'a' },
  seq: 1,
  at: 0,
  actor: { userId: 'u', username: 'lan.tt', role: 'analyst' },
  from: { ip: '192.0.2.1' },
  action: 'alert_closed',
};

it('tells conclusions from the rest', () => {
  expect(dataOf(step)).toEqual([]);
  expect(dataOf({ ...step, data: { closeReason: 'false_positive', count: 3, forced: true } })).toEqual([
    { closeReason: 'false_positive' },
    { name: 'count', value: '3' },
    { name: 'forced', value: 'true' },
  ]);
});
