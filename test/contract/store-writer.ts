import type { Document } from '@khien/model';
import { createSqliteStore } from '@khien/store';
import { CURSOR_KEY, SPECS } from './store-fixture';

/** Writes batches until it is killed; says each batch's name after the store has acknowledged it. */
async function main(directory: string, round: string): Promise<void> {
  const store = createSqliteStore({ directory, cursorKey: CURSOR_KEY, collections: SPECS });
  for (let batch = 0; ; batch++) {
    const tag = `${round}-${batch}`;
    const docs = Array.from({ length: 200 }, (_none, n) => ({
      _id: `${tag}-${n}`,
      tag,
      n,
      text: 'x'.repeat(300),
    }));
    await store.insertManyOnce('parts', docs, `2026-11-${String(10 + (batch % 3)).padStart(2, '0')}`);
    await store.insertManyOnce('records', [{ _id: tag, n: 1 } as Document]);
    process.stdout.write(`${tag}\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

main(process.argv[2] ?? '', process.argv[3] ?? '');
