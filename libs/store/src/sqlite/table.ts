import type { CollectionSpec, Document } from '@khien/model';
import { checkedJson } from '../check-document';
import { valueAt } from '../scalar-order';
import type { Bindable } from './binding';
import type { DatabaseFile } from './database-file';

// SQLite sorts NULL < numbers < text < blobs: written like this, the other JSON types take their place in BSON's order
// (object < array < boolean), and `true` is not 1.
export const OBJECT_KEY = Buffer.of(0);
export const ARRAY_KEY = Buffer.of(1);
export const FALSE_KEY = Buffer.of(2, 0);
export const TRUE_KEY = Buffer.of(2, 1);

/** How a table's documents are laid out: a row number, `id`, a real column per indexed field, and the document as JSON text. */
export interface Layout {
  spec: CollectionSpec;
  /** Indexed fields, each with its column. */
  columns: Array<{ field: string; path: string[] }>;
}

export function layoutOf(spec: CollectionSpec): Layout {
  const fields = [...new Set(spec.indexes.flat())].filter((field) => field !== '_id');
  return { spec, columns: fields.map((field) => ({ field, path: field.split('.') })) };
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function columnOf(field: string): string {
  return quote(`k:${field}`);
}

/** SQL for the sort key of a field: its column where it is indexed, else computed from the document. */
export function keyExpression(layout: Layout, field: string): string {
  if (field === '_id') return 'id';
  if (layout.columns.some((column) => column.field === field)) return columnOf(field);
  return computedKey(field);
}

function computedKey(field: string): string {
  const path = jsonPath(field);
  return `CASE json_type(doc, ${path}) WHEN 'true' THEN x'0201' WHEN 'false' THEN x'0200' WHEN 'object' THEN x'00' WHEN 'array' THEN x'01' ELSE json_extract(doc, ${path}) END`;
}

/** True for a key that is read from the document, not from a column. */
export function isComputed(key: string): boolean {
  return key.startsWith('CASE');
}

/** Field names were checked before (`checkField`): they hold no quote of either kind. */
export function jsonPath(field: string): string {
  return `'$${field
    .split('.')
    .map((name) => `."${name}"`)
    .join('')}'`;
}

export function keyOf(value: unknown): Bindable {
  switch (typeof value) {
    case 'string':
    case 'number':
      return value;
    case 'boolean':
      return value ? TRUE_KEY : FALSE_KEY;
    default:
      if (value === undefined || value === null) return null;
      return Array.isArray(value) ? ARRAY_KEY : OBJECT_KEY;
  }
}

/** id, one key per column, JSON text. */
export function rowOf(layout: Layout, doc: Document): Bindable[] {
  const text = checkedJson(doc, layout.spec.name);
  const row: Bindable[] = [doc._id];
  for (const column of layout.columns) row.push(keyOf(valueAt(doc, column.path)));
  row.push(text);
  return row;
}

export function insertSql(layout: Layout, table: string): string {
  const names = ['id', ...layout.columns.map((column) => columnOf(column.field)), 'doc'];
  return `INSERT INTO ${quote(table)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT (id)`;
}

export function assignments(layout: Layout): string[] {
  return [...layout.columns.map((column) => columnOf(column.field)), 'doc'];
}

/** Makes the table and its indexes, or brings one made by an earlier version up to the indexes of today. */
export function ensureTable(file: DatabaseFile, layout: Layout, table: string): void {
  file.transaction(() => {
    const columns = layout.columns.map((column) => `${columnOf(column.field)},`).join(' ');
    file.exec(
      `CREATE TABLE IF NOT EXISTS ${quote(table)} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ${columns} doc TEXT NOT NULL)`,
    );
    addMissingColumns(file, layout, table);
    for (const fields of layout.spec.indexes) {
      const keys = fields.map((field) => keyExpression(layout, field)).join(', ');
      file.exec(
        `CREATE INDEX IF NOT EXISTS ${quote(`${table}:${fields.join(',')}`)} ON ${quote(table)} (${keys})`,
      );
    }
  });
}

function addMissingColumns(file: DatabaseFile, layout: Layout, table: string): void {
  const present = new Set(file.all(`PRAGMA table_info(${quote(table)})`, []).map((row) => row.name));
  for (const { field } of layout.columns) {
    if (present.has(`k:${field}`)) continue;
    file.exec(`ALTER TABLE ${quote(table)} ADD COLUMN ${columnOf(field)}`);
    file.exec(`UPDATE ${quote(table)} SET ${columnOf(field)} = ${computedKey(field)}`);
  }
}
