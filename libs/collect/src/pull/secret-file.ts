import { readFile, stat } from 'node:fs/promises';
import { MonitorError } from '@khien/model';

const MAX_BYTES = 64 * 1024;

/** The text of a secret's file without its line end, read at every round so that a changed one counts. `bad_configuration` when it is missing, empty or open to others. */
export async function readSecretFile(file: string): Promise<string> {
  const refuse = (why: string, cause?: unknown) =>
    new MonitorError('bad_configuration', `secret file ${file}: ${why}`, { cause });
  const { mode, size } = await stat(file).catch((cause: unknown) => {
    throw refuse('cannot be read', cause);
  });
  if (size > MAX_BYTES) throw refuse(`${size} octets long`);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw refuse(`mode ${(mode & 0o777).toString(8)} lets others read it; run chmod 400`);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw refuse('cannot be read', cause);
  });
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw refuse('is empty');
  return secret;
}
