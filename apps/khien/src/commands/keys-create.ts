import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLogger } from '@khien/logging';
import { newKeyText, parseKeyFile } from '@khien/sealing';
import { loadKeys, readSettings } from '@khien/settings';
import { type Command, optionsOf, printLine, UsageError } from '../usage';

const usage = 'keys create --directory DIR';

export const keysCreate: Command = {
  usage,
  does: 'makes the key files that several processes share; those that exist are kept',
  async run(argv) {
    const { values } = optionsOf(argv, usage, { directory: { type: 'string' } });
    if (values.directory === undefined) throw new UsageError(`--directory is needed\nusage: khien ${usage}`);
    const directory = resolve(values.directory);
    mkdirSync(directory, { recursive: true });
    const at = (name: string) => ({ path: join(directory, name), named: false });
    const settings = {
      ...readSettings({}),
      dataDir: directory,
      journalDir: join(directory, 'none'),
      keyFiles: { data: at('data.key'), signing: at('signing.key'), cursor: at('cursor.key') },
    };
    const keys = loadKeys(settings, {
      random: randomBytes,
      dataKeys: { create: newKeyText, parse: parseKeyFile },
      log: createLogger({ level: 'warn', now: Date.now }),
    });
    await printLine({
      directory,
      files: ['data.key', 'signing.key', 'cursor.key'],
      signingKey: keys.signingKey.kid,
    });
    return 0;
  },
};
