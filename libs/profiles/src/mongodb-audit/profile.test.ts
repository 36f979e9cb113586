import { mongodbAudit } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(record: object) {
  const result = mongodbAudit.toEvent(JSON.stringify(record), CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const audit = (atype: string, param: object, result = 0) => ({
  atype,
  ts: { $date: '2026-11-20T08:15:30.000+07:00' },
  remote: { ip: '10.0.0.9', port: 5 },
  users: [{ user: 'an', db: 'x' }],
  param,
  result,
});

describe('mongodb-audit', () => {
  it.each([
    ['authenticate', { user: 'an', db: 'admin' }, 0, 'database_login', 'success'],
    ['authenticate', { user: 'an', db: 'admin' }, 18, 'database_login', 'failure'],
    ['logout', {}, 0, 'database_logoff', 'success'],
    ['authCheck', { command: 'aggregate', ns: 'a.b' }, 0, 'data_read', 'success'],
    ['authCheck', { command: 'insert', ns: 'a.b' }, 13, 'data_write', 'failure'],
    ['dropCollection', { ns: 'a.b' }, 0, 'collection_deleted', 'success'],
    ['grantRolesToUser', { user: 'tam', db: 'x' }, 0, 'privilege_granted', 'success'],
    ['shutdown', {}, 0, 'database_stopped', 'success'],
    ['somethingNew', {}, 0, 'database_somethingnew', 'success'],
    ['constructor', {}, 0, 'database_constructor', 'success'],
  ])('%s is an act of its own', (atype, param, result, action, outcome) => {
    expect(eventOf(audit(atype, param, result))).toMatchObject({
      event: { action, outcome },
      user: { name: 'an' },
      source: { ip: '10.0.0.9' },
    });
  });
  it('takes the database as the dataset and says who was refused', () => {
    expect(eventOf(audit('authCheck', { command: 'find', ns: 'ioc.phan_anh' }, 13))).toMatchObject({
      event: { type: ['access', 'denied'] },
      access: { dataset: 'ioc', authorisation: 'denied' },
      vendor: { object: 'phan_anh' },
    });
  });
  it.each([
    ['text', 'hello', 'unrecognised'],
    ['JSON of another kind', '{"a":1}', 'unrecognised'],
    ['a date that does not exist', '{"atype":"logout","ts":{"$date":"2026-02-30T00:00:00Z"}}', 'bad_field'],
  ])('refuses %s', (_, text, reason) => {
    expect(mongodbAudit.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
