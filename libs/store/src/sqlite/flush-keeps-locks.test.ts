import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLLECTIONS } from '../collections';
import { createSqliteStore } from './create-sqlite-store';

/** Another process reads the file and goes, as `khien ledger` does beside a running monitor; resolves with the rows it saw. */
function readElsewhere(path: string, table: string): number {
  const script = `const L = require('libsql'); const db = new L(${JSON.stringify(path)}); const rows = db.prepare('SELECT count(*) AS n FROM ${table}').all(); db.close(); console.log(rows[0].n)`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

it('keeps what is written after a flush visible to, and safe from, other processes that come and go', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'khien-flush-'));
  const store = createSqliteStore({ directory, cursorKey: Buffer.alloc(32, 1), collections: COLLECTIONS });
  const path = join(directory, 'records.db');
  await store.insertManyOnce('state', [{ _id: 'before' }]);
  await store.sync();

  expect(readElsewhere(path, 'state')).toBe(1);
  await store.insertManyOnce('state', [{ _id: 'after' }]);
  await store.sync();

  // Had the flush dropped our locks, the visitor would have deleted the log we go on writing to.
  expect(readElsewhere(path, 'state')).toBe(2);
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});
