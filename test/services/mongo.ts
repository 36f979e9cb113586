import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { executable, freePort, onPath } from './loopback';

const START_MS = 20_000;

export interface MongoOptions {
  /** Start a server of our own even when MONGODB_URI is set: for tests that kill it. */
  own?: boolean;
}

export interface MongoService {
  /** Names a database of this run alone. */
  uri: string;
  /** Address with another database on the same server. */
  uriOf(database: string): string;
  port: number;
  /** SIGKILL, resolves when it is gone. Only on our own server. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and data (kills it first when it runs). Only on our own server. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** How to start a server that speaks MongoDB's protocol, from what this machine has. */
function serverCommand(): ((port: number, folder: string) => [string, string[]]) | undefined {
  const mongod = onPath('mongod');
  if (mongod)
    return (port, folder) => [
      mongod,
      ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--quiet'],
    ];
  const named = process.env.KHIEN_FERRETDB;
  const ferretdb = named && executable(named) ? named : onPath('ferretdb');
  if (ferretdb) return (port, folder) => [ferretdb, [`127.0.0.1:${port}`, `file:${folder}/`]];
  return undefined;
}

/** Why no MongoDB can be had, undefined when one can. Known before any test runs, so that suites can be skipped by name. */
export function mongoMissing(options: MongoOptions = {}): string | undefined {
  if (process.env.MONGODB_URI && !options.own) return undefined;
  return serverCommand() ? undefined : 'no mongod or ferretdb on the PATH';
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Starts it and waits until it takes connections. */
async function launch([program, args]: [string, string[]], port: number): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: 'ignore' });
  const failed = once(child, 'exit').then(() => {
    throw new Error(`${program} ended at once`);
  });
  const deadline = Date.now() + START_MS;
  const started = (async () => {
    while (!(await answers(port))) {
      if (Date.now() > deadline) throw new Error(`${program} does not answer`);
      await wait(25);
    }
  })();
  failed.catch(() => undefined);
  await Promise.race([started, failed]);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/**
 * The MongoDB of a test run: MONGODB_URI when set, else a `mongod` or `ferretdb` from the PATH (or `$KHIEN_FERRETDB`)
 * on a free loopback port with its data in a temporary folder. Without any: `{ skip: why }`, an error with KHIEN_REQUIRE_SERVICES=1.
 */
export async function mongoService(options: MongoOptions = {}): Promise<MongoService | { skip: string }> {
  const missing = mongoMissing(options);
  if (missing !== undefined) {
    if (process.env.KHIEN_REQUIRE_SERVICES === '1')
      throw new Error(`KHIEN_REQUIRE_SERVICES=1, but ${missing}`);
    return { skip: missing };
  }
  const database = `khien_test_${randomBytes(6).toString('hex')}`;
  const shared = process.env.MONGODB_URI;
  if (shared && !options.own) return sharedService(shared, database);
  const command = serverCommand();
  if (command === undefined) throw new Error('no server');
  return ownService(command, database);
}

/** False on FerretDB 1, where an update is a read and a write. */
export async function updatesAreAtomic(uri: string): Promise<boolean> {
  const client = new MongoClient(uri);
  const build = await client.db('admin').command({ buildInfo: 1 });
  await client.close();
  return !('ferretdbVersion' in build);
}

function sharedService(uri: string, database: string): MongoService {
  const refuse = async (): Promise<void> => {
    throw new Error('MONGODB_URI names a shared server: not ours to kill');
  };
  const uriOf = (name: string): string => {
    const url = uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/, `$1/${name}`);
    return url;
  };
  const port = Number(/:(\d+)(?:[/?,]|$)/.exec(uri.replace(/^.*@/, ''))?.[1] ?? 27017);
  return { uri: uriOf(database), uriOf, port, kill9: refuse, restart: refuse, stop: async () => {} };
}

async function ownService(
  command: (port: number, folder: string) => [string, string[]],
  database: string,
): Promise<MongoService> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'khien-mongo-'));
  let child = await launch(command(port, folder), port);
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const uriOf = (name: string): string => `mongodb://127.0.0.1:${port}/${name}`;
  return {
    uri: uriOf(database),
    uriOf,
    port,
    kill9: () => kill(child),
    async restart() {
      await kill(child);
      child = await launch(command(port, folder), port);
    },
    async stop() {
      process.removeListener('exit', killAtExit);
      await kill(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
