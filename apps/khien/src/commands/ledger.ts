import { openContext } from '@khien/assembly';
import type { LedgerRow } from '@khien/model';
import { readSettings } from '@khien/settings';
import { sourceHealth } from '@khien/watch';
import { type Command, optionsOf, printLine, settingsArguments } from '../usage';

const usage = 'ledger [--data DIR] [--chunks]';

export const ledger: Command = {
  usage,
  does: 'the books: per source received = stored + duplicate + deadLettered + inFlight (with --chunks one line per chunk)',
  async run(argv) {
    const { values } = optionsOf(argv, usage, { data: { type: 'string' }, chunks: { type: 'boolean' } });
    const { store, registry } = await openContext(
      readSettings(process.env, [...settingsArguments(values), '--log-level', 'error']),
      'cli',
    );
    if (values.chunks) {
      let cursor: string | undefined;
      do {
        const page = await store.find<LedgerRow>('ledger', {
          sort: [
            ['collectorId', 'asc'],
            ['seq', 'asc'],
          ],
          limit: 2000,
          ...(cursor !== undefined && { cursor }),
        });
        for (const row of page.docs) await printLine(row);
        cursor = page.next;
      } while (cursor !== undefined);
    } else {
      for (const source of await sourceHealth(store, registry().sources, Date.now())) await printLine(source);
    }
    await store.close();
    return 0;
  },
};
