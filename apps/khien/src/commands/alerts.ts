import { openContext } from '@khien/assembly';
import type { Alert } from '@khien/model';
import { readSettings } from '@khien/settings';
import { type Command, optionsOf, printLine, settingsArguments } from '../usage';

const usage = 'alerts [--data DIR]';

export const alerts: Command = {
  usage,
  does: 'stored alerts, one JSON line each, oldest first',
  async run(argv) {
    const { values } = optionsOf(argv, usage, { data: { type: 'string' } });
    const { store } = await openContext(
      readSettings(process.env, [...settingsArguments(values), '--log-level', 'error']),
      'cli',
    );
    let cursor: string | undefined;
    do {
      const page = await store.find<Alert>('alerts', {
        sort: [['createdAt', 'asc']],
        limit: 1000,
        ...(cursor !== undefined && { cursor }),
      });
      for (const alert of page.docs) await printLine(alert);
      cursor = page.next;
    } while (cursor !== undefined);
    await store.close();
    return 0;
  },
};
