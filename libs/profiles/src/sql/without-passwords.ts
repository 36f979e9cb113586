const LITERAL = `(?:[nN]?'(?:[^'\\\\]|''|\\\\.){0,512}'|"[^"]{0,512}"|0x[0-9a-fA-F]{1,512})`;
const WORD = '[^\\s;,()\'"]{1,128}';
/** `IDENTIFIED [WITH plugin] BY|AS [PASSWORD|VALUES] 'x'` of Oracle and MySQL, where a bare word may stand for the password. */
const IDENTIFIED = new RegExp(
  `(\\bidentified\\s{1,8}(?:with\\s{1,8}\\S{1,64}\\s{1,8})?(?:by|as)\\s{1,8}(?:(?:password|values)\\s{1,8})?)(?:${LITERAL}|${WORD})`,
  'gi',
);
/** `PASSWORD = 'x'`, `PASSWORD 'x'`, `PASSWORD('x')`, `OLD_PASSWORD = N'x'`. */
const PASSWORD = new RegExp(`(\\b(?:old_|new_)?password\\s{0,8}(?:=|\\()?\\s{0,8})${LITERAL}`, 'gi');
/** `SET PASSWORD FOR 'an'@'%' = 'x'`. */
const SET_PASSWORD = new RegExp(
  `(\\bset\\s{1,8}password\\b[^=]{0,300}=\\s{0,8}(?:password\\s{0,8}\\(\\s{0,8})?)${LITERAL}`,
  'gi',
);
/** SQL Server's old procedures take passwords by position: everything after the procedure's name goes. */
const PROCEDURE = /(\bsp_(?:addlogin|password|addlinkedsrvlogin|addapprole|setapprole)\b)[^;]{1,2000}/gi;
const MAY = /password|identified|sp_/i;
/** The word the pipeline uses for secrets it replaces. */
const SECRET = '[secret]';

/** A statement without the passwords it sets: they serve nobody who reads a log. */
export function withoutPasswords(sql: string): string {
  if (!MAY.test(sql)) return sql;
  return sql
    .replace(IDENTIFIED, `$1${SECRET}`)
    .replace(SET_PASSWORD, `$1${SECRET}`)
    .replace(PASSWORD, `$1${SECRET}`)
    .replace(PROCEDURE, `$1 ${SECRET}`);
}
