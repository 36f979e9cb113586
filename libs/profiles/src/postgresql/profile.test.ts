import { postgresql } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = postgresql.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const HEAD = '2026-11-20 08:15:30.123 +07';

describe('postgresql', () => {
  it.each([
    ['LOG:  connection authenticated: identity="an" method=scram-sha-256', 'database_message', 'success'],
    ['LOG:  connection authorized: user=an database=ho_tich', 'database_login', 'success'],
    ['FATAL:  role "an" does not exist', 'database_login', 'failure'],
    ['FATAL:  sorry, too many clients already', 'database_login', 'failure'],
    ['FATAL:  terminating connection due to administrator command', 'database_error', 'failure'],
    ['ERROR:  relation "x" does not exist at character 15', 'database_error', 'failure'],
    ['ERROR:  permission denied for schema x', 'access_denied', 'failure'],
    ['LOG:  execute <unnamed>: DELETE FROM t', 'data_delete', 'success'],
    ['LOG:  parameter "log_statement" changed to "none"', 'settings_changed', 'success'],
    ['LOG:  AUDIT: SESSION,1,1,READ,SELECT,,,<previously logged>,<not logged>', 'data_read', 'success'],
    ['LOG:  something new', 'database_message', 'success'],
  ])('«%s» is %s', (message, action, outcome) => {
    expect(eventOf(`${HEAD} [7] an@ho_tich ${message}`)).toMatchObject({
      event: { action, outcome },
      user: { name: 'an' },
    });
  });
  it.each([
    ['%m [%p] %q%u@%d ', `${HEAD} [7] an@ho_tich `, { user: { name: 'an' }, process: { pid: 7 } }],
    [
      '%t [%p]: user=%u,db=%d,app=%a,client=%h ',
      '2026-11-20 08:15:30 +07 [7]: user=an,db=x,app=psql,client=10.0.0.9 ',
      { user: { name: 'an' }, source: { ip: '10.0.0.9' }, process: { name: 'psql' } },
    ],
    [
      '%t [%p-%l] %u@%d %r ',
      '2026-11-20 08:15:30 +07 [7-2] an@x 10.0.0.9(5000) ',
      { source: { ip: '10.0.0.9', port: 5000 } },
    ],
    ['< %m >', `< ${HEAD} >`, { event: { action: 'database_message' } }],
  ])('reads the prefix «%s»', (_, prefix, expected) => {
    const event = eventOf(`${prefix}LOG:  x`);
    expect(event).toMatchObject(expected);
    expect(event['@timestamp']).toMatch(/^2026-11-20T01:15:30/);
  });
  it('reads a user name that looks like a level as a name', () => {
    expect(
      eventOf(`${HEAD} [7] an@x FATAL:  password authentication failed for user "LOG:  x"`).user?.name,
    ).toBe('an');
  });
  it.each([
    ['a line of another server', '2026-11-20 08:15:30 INFO started', 'unrecognised'],
    ['JSON of another kind', '{"a":1}', 'unrecognised'],
    ['a date that does not exist', '2026-02-30 08:15:30.123 +07 [7] LOG:  x', 'bad_field'],
  ])('refuses %s', (_, text, reason) => {
    expect(postgresql.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
