import { mssqlAudit } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = mssqlAudit.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const row = (action: string, succeeded: boolean, statement = '') =>
  JSON.stringify({
    event_time: '2026-11-20 01:15:30.1',
    action_id: action,
    succeeded,
    server_principal_name: 'an',
    statement,
    client_ip: '10.0.0.9',
  });

describe('mssql-audit', () => {
  it.each([
    ['LGIS', true, '', 'database_login', 'success'],
    ['LGIF', false, '', 'database_login', 'failure'],
    ['LGO', true, '', 'database_logoff', 'success'],
    ['SL', false, 'select 1 from a', 'data_read', 'failure'],
    ['AL', true, 'ALTER SERVER AUDIT a WITH (STATE = OFF)', 'audit_disabled', 'success'],
    ['CR', true, 'CREATE LOGIN x WITH PASSWORD = 1', 'user_created', 'success'],
    ['APRL', true, 'EXEC sp_addrolemember a, b', 'role_member_added', 'success'],
    ['BCM', true, 'UPDATE a SET b = 1', 'data_write', 'success'],
    ['ZZZZ', true, '', 'database_statement', 'success'],
  ])('%s %s «%s» is %s', (action, succeeded, statement, expected, outcome) => {
    const event = eventOf(row(action, succeeded, statement));
    expect(event).toMatchObject({
      event: { action: expected, outcome, code: action },
      user: { name: 'an' },
      source: { ip: '10.0.0.9' },
    });
    // Audit times are UTC, whatever zone the source has.
    expect(event['@timestamp']).toBe('2026-11-20T01:15:30.100Z');
  });
  it('takes the server’s fields, not those a client wrote into its statement', () => {
    const text =
      'event_time:2026-11-20 01:15:30.1 action_id:SL succeeded:true server_principal_name:an database_name:x statement:select 1 -- server_principal_name:admin client_ip:192.0.2.9 additional_information:<address>192.0.2.8</address> additional_information:<address>10.0.0.9</address>';
    expect(eventOf(text)).toMatchObject({ user: { name: 'an' }, source: { ip: '10.0.0.9' } });
  });
  it.each([
    ['text of another kind', 'hello world', 'unrecognised'],
    ['JSON of another kind', '{"action_id":"x"}', 'unrecognised'],
    [
      'a date that does not exist',
      '{"event_time":"2026-02-30 01:00:00","action_id":"SL","succeeded":true}',
      'bad_field',
    ],
  ])('refuses %s', (_, text, reason) => {
    expect(mssqlAudit.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
