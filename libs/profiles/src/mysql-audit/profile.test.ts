import { mysqlAudit } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = mysqlAudit.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const audit = (operation: string, object = '', code = '0') =>
  `20261120 08:15:30,db,an,10.0.0.9,5,6,${operation},x,${object},${code}`;

describe('mysql-audit', () => {
  it.each([
    [audit('CONNECT'), 'database_login', 'success'],
    [audit('CONNECT', '', '1045'), 'database_login', 'failure'],
    [audit('FAILED_CONNECT', '', '1045'), 'database_login', 'failure'],
    [audit('DISCONNECT'), 'database_logoff', 'success'],
    [audit('QUERY', "'delete from a, b'"), 'data_delete', 'success'],
    [audit('QUERY', "'select 1'", '1142'), 'data_read', 'failure'],
    [audit('DROP', 'a'), 'table_deleted', 'success'],
    [
      "2026-11-20T01:15:30.1Z 5 [Note] Aborted connection 5 to db: 'x' user: 'an' host: '10.0.0.9' (Got timeout reading communication packets)",
      'client_aborted',
      'failure',
    ],
    ['2026-11-20T01:15:30.1Z\t   5 Connect\tan@10.0.0.9 on x using TCP/IP', 'database_login', 'success'],
    [
      "2026-11-20T01:15:30.1Z\t   5 Connect\tAccess denied for user 'an'@'10.0.0.9' (using password: YES)",
      'database_login',
      'failure',
    ],
  ])('«%s» is %s', (text, action, outcome) => {
    const event = eventOf(text);
    expect(event).toMatchObject({
      event: { action, outcome },
      user: { name: 'an' },
      source: { ip: '10.0.0.9' },
    });
    expect(event['@timestamp']).toMatch(/^2026-11-20T01:15:30/);
  });
  it.each([
    ['2026-11-20T01:15:30Z 0 [ERROR] [MY-012345] [InnoDB] disk', 'database_error'],
    [
      '2026-11-20T01:15:30Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections.',
      'database_started',
    ],
    [
      '{"audit_record":{"name":"NoAudit","timestamp":"2026-11-20T01:15:30Z","record":"1_x"}}',
      'audit_stopped',
    ],
  ])('«%s» is %s', (text, action) => {
    expect(eventOf(text).event.action).toBe(action);
  });
  it.each([
    ['another CSV', 'a,b,c', 'unrecognised'],
    ['JSON of another kind', '{"class":"x"}', 'unrecognised'],
    ['a date that does not exist', '20260230 08:15:30,db,an,10.0.0.9,5,6,CONNECT,x,,0', 'bad_field'],
  ])('refuses %s', (_, text, reason) => {
    expect(mysqlAudit.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
