import { openContext } from '@khien/assembly';
import { verifyChain } from '@khien/journal';
import { createKeyRing } from '@khien/sealing';
import { readSettings } from '@khien/settings';
import { type Command, optionsOf, printLine, settingsArguments } from '../usage';

const usage = 'journal verify [--data DIR] [--head HASH]';

export const journalVerify: Command = {
  usage,
  does: 'whether the sealed evidence is as it was sealed: every segment against the chain; --head is the last hash noted elsewhere. Exit status 1 when not',
  async run(argv) {
    const { values } = optionsOf(argv, usage, { data: { type: 'string' }, head: { type: 'string' } });
    const { settings, keys, store } = await openContext(
      readSettings(process.env, [...settingsArguments(values), '--log-level', 'error']),
      'cli',
    );
    await store.close();
    const report = await verifyChain(settings.journalDir, {
      keyRing: createKeyRing(keys.dataKeys),
      ...(values.head !== undefined && { head: values.head }),
    });
    await printLine(report);
    return report.ok ? 0 : 1;
  },
};
