import type { SqlTransport } from '@khien/model';

/** Strings, quoted names and comments stay as they are; `::` is PostgreSQL's cast. */
const PARTS =
  /'(?:[^']|'')*'|"[^"]*"|`[^`]*`|\$([A-Za-z_]*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|::|:(since|id|batch)\b/g;

/** The statement with each placeholder outside of strings and comments written as the driver wants it. */
export function withPlaceholders(query: string, write: (name: 'since' | 'id' | 'batch') => string): string {
  return query
    .trim()
    .replace(/;+$/, '')
    .replaceAll(PARTS, (whole, _tag: string | undefined, name: 'since' | 'id' | 'batch' | undefined) =>
      name === undefined ? whole : write(name),
    );
}

const QUOTES: Record<SqlTransport['driver'], [string, string]> = {
  postgresql: ['"', '"'],
  mysql: ['`', '`'],
  sqlserver: ['[', ']'],
  oracle: ['"', '"'],
};

/** The statement of a source: its own, or the one for its table. Rows of the same time are told apart by the id, never passed over. */
export function statementOf({ driver, query, table = '', columns, time, id }: SqlTransport): string {
  if (query !== undefined) return query;
  const [open, close] = QUOTES[driver];
  const quoted = (name: string): string => `${open}${name}${close}`;
  const wanted = columns && [...new Set([...columns, time, id])].map(quoted).join(', ');
  const top = driver === 'sqlserver' ? 'TOP (:batch) ' : '';
  const limit =
    { sqlserver: '', oracle: ' FETCH FIRST :batch ROWS ONLY' }[driver as string] ?? ' LIMIT :batch';
  const from = table.split('.').map(quoted).join('.');
  const [t, i] = [quoted(time), quoted(id)];
  return `SELECT ${top}${wanted ?? '*'} FROM ${from} WHERE ${t} >= :since AND (${t} > :since OR ${i} > :id) ORDER BY ${t}, ${i}${limit}`;
}
