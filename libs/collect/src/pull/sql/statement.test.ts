import { SqlTransport } from '@khien/model';
import { cellJson, columnAt, timeText } from './row-json';
import { statementOf, withPlaceholders } from './statement';

const place = { kind: 'sql', host: 'db', database: 'd', user: 'u', time: 'at', id: 'id' };

describe('statements', () => {
  it.each([
    ['SELECT :since, :id LIMIT :batch;', 'SELECT <since>, <id> LIMIT <batch>'],
    ["SELECT ':id', a::id, :since", "SELECT ':id', a::id, <since>"],
    ['SELECT ":id" -- :since\n, :id', 'SELECT ":id" -- :since\n, <id>'],
    ['SELECT `:id` /* :since\n :id */ :batch', 'SELECT `:id` /* :since\n :id */ <batch>'],
    ["SELECT 'it''s :id' , :id", "SELECT 'it''s :id' , <id>"],
    ['SELECT $tag$ :id $tag$ , :id', 'SELECT $tag$ :id $tag$ , <id>'],
    ['SELECT :identity, :since_then', 'SELECT :identity, :since_then'],
  ])('finds the placeholders of %s', (query, wanted) => {
    expect(withPlaceholders(query, (name) => `<${name}>`)).toBe(wanted);
  });

  it.each([
    [
      'postgresql',
      'SELECT * FROM "app"."log" WHERE "at" >= :since AND ("at" > :since OR "id" > :id) ORDER BY "at", "id" LIMIT :batch',
    ],
    [
      'mysql',
      'SELECT * FROM `app`.`log` WHERE `at` >= :since AND (`at` > :since OR `id` > :id) ORDER BY `at`, `id` LIMIT :batch',
    ],
    [
      'sqlserver',
      'SELECT TOP (:batch) * FROM [app].[log] WHERE [at] >= :since AND ([at] > :since OR [id] > :id) ORDER BY [at], [id]',
    ],
    [
      'oracle',
      'SELECT * FROM "app"."log" WHERE "at" >= :since AND ("at" > :since OR "id" > :id) ORDER BY "at", "id" FETCH FIRST :batch ROWS ONLY',
    ],
  ])('writes that of a table for %s', (driver, wanted) => {
    expect(statementOf(SqlTransport.parse({ ...place, driver, table: 'app.log' }))).toBe(wanted);
  });

  it('selects time and id even where only others are wanted', () => {
    const transport = SqlTransport.parse({
      ...place,
      driver: 'postgresql',
      table: 'log',
      columns: ['what', 'at'],
    });
    expect(statementOf(transport)).toMatch(/^SELECT "what", "at", "id" FROM/);
  });
});

describe('what a source of kind sql may say', () => {
  it.each([
    ['a table', { table: 'log' }, undefined],
    [
      'a URL in a file',
      { table: 'log', urlFile: 'url', host: undefined, database: undefined, user: undefined },
      undefined,
    ],
    ['neither table nor query', {}, 'either query or table'],
    ['a query without :id', { query: 'SELECT a WHERE t > :since LIMIT :batch' }, 'has no :id'],
    ['something else than SELECT', { query: 'DELETE FROM a WHERE :since, :id, :batch' }, 'is no SELECT'],
    ['a name with quotes', { table: 'log"; DROP' }, 'plain table name'],
    ['a URL and a host', { table: 'log', urlFile: 'url' }, 'either urlFile or host'],
    ['a secret in place', { table: 'log', password: 'x' }, 'password'],
    ['no host', { table: 'log', host: undefined }, 'either urlFile or host'],
  ])('%s', (_, more, problem) => {
    const given = Object.entries({ ...place, driver: 'mysql', ...more }).filter(
      ([, value]) => value !== undefined,
    );
    const read = SqlTransport.safeParse(Object.fromEntries(given));

    expect(read.error?.message ?? '').toContain(problem ?? '');
    expect(read.success).toBe(problem === undefined);
  });
});

describe('cells', () => {
  it.each([
    ['9007199254740991', 'integer', '9007199254740991'],
    ['9007199254740993', 'integer', '"9007199254740993"'],
    ['007', 'integer', '"007"'],
    ['1.10', 'decimal', '"1.10"'],
    ['NaN', 'float', '"NaN"'],
    ['1e3', 'float', '1000'],
    ['{"a": 1.0}', 'json', '{"a": 1.0}'],
    ['{broken', 'json', '"{broken"'],
    ['f', 'boolean', 'false'],
    [Buffer.from([0, 255]), 'binary', '"AP8="'],
    ['2026-11-21 10:00:00.1+00', 'instant', '"2026-11-21T10:00:00.1Z"'],
    ['a"\n\u0000', 'text', '"a\\"\\n\\u0000"'],
    [null, 'integer', 'null'],
  ] as const)('writes %s (%s) as %s', (cell, kind, wanted) => {
    expect(cellJson(cell, kind)).toBe(wanted);
  });

  it('knows a moment from a time on the wall', () => {
    expect(timeText('2026-11-21 10:00:00', 'local')).toBe('2026-11-21T10:00:00');
    expect(timeText('2026-11-21 10:00:00', 'instant')).toBe('2026-11-21T10:00:00Z');
    expect(timeText('2026-11-21 10:00:00+07', 'instant')).toBe('2026-11-21T10:00:00+07');
  });

  it('takes a column by another case only where none is the same', () => {
    expect([columnAt(['ID', 'id'], 'id'), columnAt(['AT'], 'at')]).toEqual([1, 0]);
    expect(() => columnAt(['a'], 'b')).toThrow('selects no column "b"');
  });
});
