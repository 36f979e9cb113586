import { readStatement } from './read-statement';

describe('readStatement', () => {
  it.each([
    ['select * from public.ho_tich where id = 1', 'data_read', ['access'], 'public.ho_tich'],
    ['/* app */ -- note\n (SELECT 1', 'data_read', ['access'], undefined],
    ["SELECT a FROM t INTO OUTFILE '/tmp/x'", 'data_export', ['access'], 't'],
    ['WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x', 'data_write', ['change'], 't'],
    ["COPY ho_tich TO '/tmp/a.csv'", 'data_export', ['access'], 'ho_tich'],
    ['COPY ho_tich FROM STDIN', 'data_write', ['creation'], 'ho_tich'],
    ['INSERT INTO [dbo].[Ho So] VALUES (1)', 'data_write', ['creation'], 'dbo.Ho'],
    ['update `csdl`.`dan_cu` set a=1', 'data_write', ['change'], 'csdl.dan_cu'],
    ['TRUNCATE TABLE a.b', 'data_delete', ['deletion'], 'a.b'],
    ['DROP TABLE IF EXISTS x', 'table_deleted', ['deletion'], 'x'],
    ['CREATE OR REPLACE VIEW v AS SELECT 1', 'view_created', ['creation'], undefined],
    ["ALTER USER 'a'@'%' IDENTIFIED BY 'x'", 'user_changed', ['user', 'change'], undefined],
    ['create role x superuser', 'role_created', ['group', 'creation'], undefined],
    ['ALTER SERVER ROLE [sysadmin] ADD MEMBER [x]', 'role_changed', ['admin', 'change'], undefined],
    ['ALTER SERVER AUDIT a WITH (STATE = OFF)', 'audit_disabled', ['change'], undefined],
    ['DROP AUDIT POLICY p', 'audit_policy_dropped', ['change'], undefined],
    ['create public database link x connect to y', 'database_link_created', ['creation'], undefined],
    ['noaudit select table', 'audit_disabled', ['change'], undefined],
    ['grant dba to x', 'privilege_granted', ['admin', 'change'], undefined],
    ['ALTER SESSION SET x = 1', 'settings_changed', ['change'], undefined],
    ['EXEC xp_cmdshell', 'procedure_call', ['access'], 'xp_cmdshell'],
    ['', 'database_statement', ['info'], undefined],
    ['constructor()', 'database_statement', ['info'], undefined],
  ])('«%s» is %s', (sql, action, type, object) => {
    const read = readStatement(sql);
    expect(read.words).toMatchObject({ action, type });
    expect(read.object).toBe(object);
  });
  it.each(['('.repeat(60_000), '/*'.repeat(30_000), '-- '.repeat(20_000), `create ${'or '.repeat(20_000)}`])(
    'costs no more than its length',
    (sql) => {
      expect(readStatement(sql).words.category).toEqual(expect.arrayContaining(['database']));
    },
  );
  it('names no act of its own like a sign-in, which rules take for one', () => {
    for (const verb of ['ALTER SESSION SET a=1', 'CREATE LOGIN x', 'DROP LOGIN x', 'ALTER LOGIN x', 'KILL 5'])
      expect(readStatement(verb).words.action).not.toMatch(/login|logon|connect|session|authenticat/);
  });
});
