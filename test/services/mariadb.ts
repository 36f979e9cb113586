import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { makeCertificates } from '../../libs/collect/test/test-certificates';
import { executable, freePort, onPath } from './loopback';
import { type DatabaseService, killed, ready } from './postgres';

const SERVERS = ['/usr/sbin/mariadbd', '/usr/libexec/mariadbd'];

/** Debian keeps the server out of ordinary users' PATH. */
function server(): string | undefined {
  return onPath('mariadbd') ?? SERVERS.find(executable);
}

/** Why no MariaDB can be had, undefined when one can. */
export function mariadbMissing(): string | undefined {
  return server() && onPath('mariadb-install-db')
    ? undefined
    : 'no mariadbd and mariadb-install-db installed';
}

/** A MariaDB of a test's own on a free loopback port, its data in a temporary folder, its wall clock not UTC. */
export async function mariadbService(): Promise<DatabaseService> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'khien-mariadb-'));
  const data = join(folder, 'data');
  const root = process.getuid?.() === 0 ? ['--user=root'] : [];
  const made = spawnSync(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
      ...root,
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`mariadb-install-db failed: ${made.stdout}${made.stderr}`);
  const { ca, server: shown } = makeCertificates();
  writeFileSync(join(folder, 'cert'), shown.cert);
  writeFileSync(join(folder, 'key'), shown.key);
  const launch = () =>
    spawn(
      server() ?? '',
      [
        '--no-defaults',
        `--datadir=${data}`,
        `--socket=${join(folder, 'socket')}`,
        `--pid-file=${join(folder, 'pid')}`,
        `--port=${port}`,
        `--ssl-cert=${join(folder, 'cert')}`,
        `--ssl-key=${join(folder, 'key')}`,
        '--bind-address=127.0.0.1,127.0.0.2',
        '--skip-name-resolve',
        '--default-time-zone=+07:00',
        // The harder mode for whoever writes statements: a backslash is a character like any other.
        '--sql-mode=NO_BACKSLASH_ESCAPES',
        '--innodb-buffer-pool-size=16M',
        '--innodb-flush-log-at-trx-commit=2',
        ...root,
      ],
      { stdio: 'ignore' },
    );
  let child = launch();
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const [user, password, database] = ['khien', "mật:khẩu/'@1", 'audit'];
  const asRoot = () => createConnection({ host: '127.0.0.1', port, user: 'root', connectTimeout: 2_000 });
  const answers = async (): Promise<boolean> => {
    try {
      (await asRoot()).destroy();
      return true;
    } catch {
      return false;
    }
  };
  await ready(child, answers);
  const connection = await asRoot();
  await connection.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
  await connection.query(`CREATE USER ${user}@'%' IDENTIFIED BY '${password.replaceAll("'", "''")}'`);
  await connection.query(`GRANT ALL ON ${database}.* TO ${user}@'%'`);
  await connection.end();
  return {
    ...{ port, user, password, database, ca },
    kill9: () => killed(child),
    async restart() {
      await killed(child);
      child = launch();
      await ready(child, answers);
    },
    async stop() {
      process.removeListener('exit', killAtExit);
      await killed(child);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
