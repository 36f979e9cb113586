import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, onPath } from './loopback';

export interface RedisOptions {
  /** Start a server of our own even when REDIS_URL is set: for tests that kill or flush it. */
  own?: boolean;
  /** Further `redis-server` arguments, e.g. `['--maxmemory', '32mb']`. */
  args?: string[];
}

export interface RedisService {
  url: string;
  /** Random: keys of this run stay apart from everything else on a shared server. */
  prefix: string;
  /** SIGKILL, resolves when it is gone. Only on our own server. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and data (kills it first when it runs). Only on our own server. */
  restart(): Promise<void>;
  /** One command; resolves with the first line of the reply. */
  command(...parts: string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Why no Redis can be had, undefined when one can. Known before any test runs, so that suites can be skipped by name. */
export function redisMissing(options: RedisOptions = {}): string | undefined {
  if (process.env.REDIS_URL && !options.own && !options.args) return undefined;
  return onPath('redis-server') ? undefined : 'no redis-server on the PATH';
}

/** Starts it and waits until it has read its data and answers. */
async function launch(args: string[]): Promise<ChildProcess> {
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const ended = () => reject(new Error(`redis-server ended: ${output.slice(-2000)}`));
    child.once('error', reject);
    child.once('exit', ended);
    child.stdout.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-8000);
      if (!output.includes('eady to accept connections')) return;
      child.removeListener('exit', ended);
      resolve();
    });
  });
  return child;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

function sendCommand(url: string, parts: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const encoded = parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('');
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port || 6379), hostname);
    let reply = '';
    socket.once('error', reject);
    socket.on('data', (data) => {
      reply += data.toString();
      if (!reply.includes('\r\n')) return;
      socket.end();
      resolve(reply.slice(0, reply.indexOf('\r\n')));
    });
    socket.write(`*${parts.length}\r\n${encoded}`);
  });
}

/**
 * The Redis of a test run: REDIS_URL when set, else a `redis-server` from the PATH on a free loopback port
 * (append-only file, noeviction) with its data in a temporary folder.
 */
export async function redisService(options: RedisOptions = {}): Promise<RedisService> {
  const prefix = `t${randomBytes(6).toString('hex')}`;
  const shared = process.env.REDIS_URL;
  if (shared && !options.own && !options.args) {
    const refuse = async () => {
      throw new Error('REDIS_URL names a shared server: not ours to kill');
    };
    const command = (...parts: string[]) => sendCommand(shared, parts);
    return { url: shared, prefix, kill9: refuse, restart: refuse, command, stop: async () => {} };
  }
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'khien-redis-'));
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  args.push('--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction');
  args.push(...(options.args ?? []));
  let child = await launch(args);
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    prefix,
    kill9: () => kill(child, 'SIGKILL'),
    async restart() {
      await kill(child, 'SIGKILL');
      child = await launch(args);
    },
    command: (...parts) => sendCommand(url, parts),
    async stop() {
      process.removeListener('exit', killAtExit);
      await kill(child, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
