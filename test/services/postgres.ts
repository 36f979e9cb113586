import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { makeCertificates } from '../../libs/collect/test/test-certificates';
import { executable, freePort, onPath } from './loopback';

const START_MS = 30_000;
/** PostgreSQL refuses to run as root: then it runs as nobody. */
const NOBODY = 65_534;
const PACKAGED = '/usr/lib/postgresql';

export interface DatabaseService {
  port: number;
  user: string;
  password: string;
  database: string;
  /** Authority of its certificate, which is that of `localhost`. */
  ca: string;
  /** SIGKILL, resolves when it is gone. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and data (kills it first when it runs). */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Debian keeps the programs out of the PATH. */
function program(name: 'postgres' | 'initdb'): string | undefined {
  const found = onPath(name);
  if (found) return found;
  try {
    return readdirSync(PACKAGED)
      .map((version) => join(PACKAGED, version, 'bin', name))
      .find(executable);
  } catch {
    return undefined;
  }
}

/** Why no PostgreSQL can be had, undefined when one can. */
export function postgresMissing(): string | undefined {
  return program('postgres') && program('initdb') ? undefined : 'no postgres and initdb installed';
}

/** A PostgreSQL of a test's own on a free loopback port, its data in a temporary folder, its wall clock not UTC. */
export async function postgresService(): Promise<DatabaseService> {
  const [server = '', initdb = ''] = [program('postgres'), program('initdb')];
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'khien-postgres-'));
  const [user, password] = ['khien', "mật:khẩu/'@1"];
  const as: { uid: number; gid: number } | undefined =
    process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
  if (as) chownSync(folder, as.uid, as.gid);
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  if (as) chownSync(passwordFile, as.uid, as.gid);
  const { ca, server: shown } = makeCertificates();
  for (const [name, text] of Object.entries({ cert: shown.cert, key: shown.key })) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    if (as) chownSync(join(folder, name), as.uid, as.gid);
  }
  const ssl = ['ssl=on', `ssl_cert_file=${join(folder, 'cert')}`, `ssl_key_file=${join(folder, 'key')}`];
  const data = join(folder, 'data');
  const made = spawnSync(
    initdb,
    [
      '-D',
      data,
      '-U',
      user,
      `--pwfile=${passwordFile}`,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '-N',
    ],
    { ...as, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1,127.0.0.2', '-k', folder, '-c', 'fsync=off'];
  const launch = () =>
    spawn(server, [...args, ...['timezone=Asia/Ho_Chi_Minh', ...ssl].flatMap((one) => ['-c', one])], {
      ...as,
      cwd: folder,
      stdio: 'ignore',
    });
  let child = launch();
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const answers = async (): Promise<boolean> => {
    const client = new Client({ host: '127.0.0.1', port, user, password, database: 'postgres' });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('SELECT 1');
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => {});
    }
  };
  await ready(child, answers);
  return {
    ...{ port, user, password, database: 'postgres', ca },
    kill9: () => killed(child),
    async restart() {
      await killed(child);
      // Its children notice that their parent died, and let go of the memory they share.
      rmSync(join(data, 'postmaster.pid'), { force: true });
      for (const deadline = Date.now() + START_MS; ; ) {
        child = launch();
        const up = await ready(child, answers).then(
          () => true,
          () => false,
        );
        if (up) return;
        if (Date.now() > deadline) throw new Error('postgres does not start again');
        await wait(100);
      }
    },
    async stop() {
      process.removeListener('exit', killAtExit);
      await killed(child);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Until the server answers; an error when it ends before. */
export async function ready(child: ChildProcess, answers: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await answers())) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${child.spawnfile} ended`);
    if (Date.now() > deadline) throw new Error(`${child.spawnfile} does not answer`);
    await wait(25);
  }
}

export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
