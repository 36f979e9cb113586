import { withoutPasswords } from './without-passwords';

describe('withoutPasswords', () => {
  it.each([
    ["ALTER USER x IDENTIFIED BY 'MatKhauGia1'", 'ALTER USER x IDENTIFIED BY [secret]'],
    [
      'create user tam identified by "MatKhauGia1" default tablespace a',
      'create user tam identified by [secret] default tablespace a',
    ],
    ['create user tam identified by MatKhauGia1;', 'create user tam identified by [secret];'],
    [
      "CREATE USER x IDENTIFIED WITH mysql_native_password AS '*MatKhauGia1'",
      'CREATE USER x IDENTIFIED WITH mysql_native_password AS [secret]',
    ],
    [
      "CREATE LOGIN x WITH PASSWORD = N'MatKhau''Gia1', CHECK_POLICY = ON",
      'CREATE LOGIN x WITH PASSWORD = [secret], CHECK_POLICY = ON',
    ],
    ["ALTER ROLE x PASSWORD 'MatKhauGia1'", 'ALTER ROLE x PASSWORD [secret]'],
    ["SET PASSWORD FOR 'x'@'%' = 'MatKhauGia1'", "SET PASSWORD FOR 'x'@'%' = [secret]"],
    ["EXEC sp_addlogin 'x', 'MatKhauGia1'", 'EXEC sp_addlogin [secret]'],
    ['CREATE LOGIN x WITH PASSWORD = 0x0200ABCDEF HASHED', 'CREATE LOGIN x WITH PASSWORD = [secret] HASHED'],
    ['select password from users', 'select password from users'],
    ['EXEC sp_who', 'EXEC sp_who'],
  ])('«%s»', (sql, expected) => {
    expect(withoutPasswords(sql)).toBe(expected);
    expect(withoutPasswords(expected)).toBe(expected);
  });
  it.each([
    `password ${"'".repeat(60_000)}`,
    'identified by '.repeat(5000),
    'set password '.repeat(5000),
    `password='${'\\'.repeat(60_000)}`,
  ])('costs no more than its length', (sql) => {
    expect(withoutPasswords(sql)).toEqual(expect.any(String));
  });
});
