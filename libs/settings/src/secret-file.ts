import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Logger, MonitorError } from '@khien/model';

/** A secret longer than this is some other file. */
const MAX_BYTES = 64 * 1024;

export interface SecretFileOptions {
  path: string;
  /** The text of a new secret; without it a missing file is an error. */
  create?: (() => string) | undefined;
  /** Unguessable text for the temporary file's name. */
  token: string;
  log: Logger;
}

/**
 * The text of a secret's file, without the line end. A missing one is created with mode 0400, whole or not at all,
 * and never over one that another process made meanwhile. `bad_configuration` when it is missing and may not be
 * created, empty, or open to others than its owner.
 */
export function openSecretFile({ path, create, token, log }: SecretFileOptions): string {
  if (!existsSync(path)) {
    if (!create) throw new MonitorError('bad_configuration', `secret file ${path}: does not exist`);
    createSecret(path, create(), token);
    log.info('secret file created: keep a copy apart from the data', { file: path });
  }
  return readSecret(path, log);
}

/** Reads a secret's file that must exist and be closed to others. */
export function readSecret(path: string, log: Logger): string {
  const refuse = (why: string, cause?: unknown) =>
    new MonitorError('bad_configuration', `secret file ${path}: ${why}`, { cause });
  let text: string;
  try {
    const { mode, size } = statSync(path);
    if (size > MAX_BYTES) throw refuse(`${size} bytes long`);
    if (process.platform === 'win32')
      log.warn('secret file modes are not checked on this system', { file: path });
    else if ((mode & 0o077) !== 0) {
      throw refuse(`mode ${(mode & 0o777).toString(8)} lets others read it; run chmod 400`);
    }
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw error instanceof MonitorError ? error : refuse('cannot be read', error);
  }
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw refuse('is empty');
  return secret;
}

function createSecret(path: string, text: string, token: string): void {
  const folder = dirname(path);
  const draft = join(folder, `.${basename(path)}.${token}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o400, flag: 'wx' });
    syncPath(draft);
    linkOnce(draft, path);
    unlinkSync(draft);
    syncPath(folder);
  } catch (cause) {
    throw new MonitorError('bad_configuration', `secret file ${path}: cannot be created`, { cause });
  }
}

/** A link is made only where nothing is: whoever comes second uses the first one's secret. */
function linkOnce(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

function syncPath(path: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(path, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
