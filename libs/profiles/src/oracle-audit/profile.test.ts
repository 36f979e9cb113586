import { oracleAudit } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = oracleAudit.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const row = (action: string, code: number, more = {}) =>
  JSON.stringify({ DBUSERNAME: 'AN', ACTION_NAME: action, RETURN_CODE: code, ...more });

describe('oracle-audit', () => {
  it.each([
    ['LOGON', 0, 'database_login', 'success'],
    ['LOGON', 28000, 'database_login', 'failure'],
    ['LOGOFF', 0, 'database_logoff', 'success'],
    ['SELECT', 942, 'data_read', 'failure'],
    ['GRANT', 0, 'privilege_granted', 'success'],
    ['ALTER SYSTEM', 0, 'settings_changed', 'success'],
    ['DROP AUDIT POLICY', 0, 'audit_policy_dropped', 'success'],
    ['CREATE USER', 0, 'user_created', 'success'],
    ['TRUNCATE TABLE', 0, 'data_delete', 'success'],
    ['KHONG BIET', 0, 'database_statement', 'success'],
  ])('%s with ORA-%s is %s', (action, code, expected, outcome) => {
    expect(eventOf(row(action, code))).toMatchObject({
      event: { action: expected, outcome, code: action },
      user: { name: 'AN' },
    });
  });
  it('reads the numbers of the older trail like the names', () => {
    for (const [number, name] of [
      ['100', 'LOGON'],
      ['3', 'SELECT'],
      ['51', 'CREATE USER'],
    ] as const)
      expect(eventOf(row(number, 0)).event.action).toBe(eventOf(row(name, 0)).event.action);
  });
  it('says of refused rights that they were denied', () => {
    expect(eventOf(row('SELECT', 1031, { OBJECT_SCHEMA: 'X' }))).toMatchObject({
      event: { type: ['access', 'denied'] },
      access: { authorisation: 'denied', dataset: 'X' },
    });
  });
  it('ends a value where the server does, not where a statement quotes', () => {
    const statement = "select 'a' STATUS:[1] '1' from x";
    const event = eventOf(
      `Oracle Audit[1]: LENGTH : '90' ACTION :[${statement.length}] '${statement}' DATABASE USER:[2] 'AN' STATUS:[1] '0' DBID:[1] '1'`,
    );
    expect(event).toMatchObject({ user: { name: 'AN' }, event: { outcome: 'success' } });
  });
  it('keeps no password of a statement, in whatever field', () => {
    const statement = 'ALTER USER X IDENTIFIED BY MATKHAUGIA';
    const event = eventOf(
      `Oracle Audit[1]: LENGTH : '90' ACTION :[${statement.length}] '${statement}' STATUS:[1] '0' DBID:[1] '1'`,
    );
    expect(event.message).toBe('ALTER USER X IDENTIFIED BY [secret]');
    expect(JSON.stringify(event)).not.toContain('MATKHAUGIA');
  });
  it.each([
    ['text of another kind', 'hello', 'unrecognised'],
    ['JSON of another kind', '{"ACTION_NAME":"x"}', 'unrecognised'],
  ])('refuses %s', (_, text, reason) => {
    expect(oracleAudit.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
