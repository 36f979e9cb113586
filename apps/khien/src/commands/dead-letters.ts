import { appendActivity } from '@khien/accounts';
import { createDeadLetterOffice, createRecorder, openContext } from '@khien/assembly';
import type { DeadLetter, Store } from '@khien/model';
import { readSettings } from '@khien/settings';
import { type Command, optionsOf, printLine, settingsArguments, UsageError } from '../usage';

const listUsage = 'dead-letters list [--data DIR] [--source ID]';
const replayUsage = 'dead-letters replay --reason TEXT [--data DIR] [--source ID]';

export const deadLettersList: Command = {
  usage: listUsage,
  does: 'unreadable records, one JSON line each, with reason and parser (never the record itself)',
  async run(argv) {
    const { values } = optionsOf(argv, listUsage, { data: { type: 'string' }, source: { type: 'string' } });
    const { store } = await openContext(
      readSettings(process.env, [...settingsArguments(values), '--log-level', 'error']),
      'cli',
    );
    for await (const { sealed: _sealed, ...letter } of lettersOf(store, values.source))
      await printLine(letter);
    await store.close();
    return 0;
  },
};

export const deadLettersReplay: Command = {
  usage: replayUsage,
  does: 'sends unreadable records through the profiles again, after a profile or the registry was mended',
  async run(argv) {
    const { values } = optionsOf(argv, replayUsage, {
      data: { type: 'string' },
      source: { type: 'string' },
      reason: { type: 'string' },
    });
    if (values.reason === undefined) throw new UsageError(`--reason is needed\nusage: khien ${replayUsage}`);
    const context = await openContext(
      readSettings(process.env, [...settingsArguments(values), '--log-level', 'warn']),
      'cli',
    );
    const recorder = createRecorder(context);
    const office = createDeadLetterOffice(context, recorder);
    const letters: DeadLetter[] = [];
    for await (const letter of lettersOf(context.store, values.source)) letters.push(letter);
    const outcome = await office.replay(letters);
    await recorder.close();
    await appendActivity(context.store, {
      subject: { kind: 'source', id: values.source ?? '*' },
      at: Date.now(),
      actor: { userId: 'cli', username: 'cli', role: 'cli' },
      from: { ip: '127.0.0.1' },
      action: 'dead_letter_replayed',
      reason: values.reason,
      data: { ...outcome },
    });
    await context.store.close();
    await printLine(outcome);
    return outcome.failed === 0 ? 0 : 1;
  },
};

async function* lettersOf(store: Store, sourceId: string | undefined): AsyncGenerator<DeadLetter> {
  let cursor: string | undefined;
  do {
    const page = await store.find<DeadLetter>('dead_letters', {
      filter: { state: { in: ['open', 'replay_failed'] }, ...(sourceId !== undefined && { sourceId }) },
      limit: 500,
      ...(cursor !== undefined && { cursor }),
    });
    yield* page.docs;
    cursor = page.next;
  } while (cursor !== undefined);
}
