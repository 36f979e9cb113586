import { type Logger, MonitorError } from '@khien/model';
import { Redis } from 'ioredis';

/** First contact and every later publish wait this long for a connection. */
const CONNECT_WAIT_MS = 1000;
/** A server that answers nothing for this long counts as gone. */
const COMMAND_TIMEOUT_MS = 5000;
const LONGEST_RETRY_MS = 2000;

/** Milliseconds before reconnecting: soon at first, never more than two seconds, so that work goes on soon after Redis does. */
export function reconnectDelay(times: number): number {
  return Math.min(100 * 2 ** Math.min(times, 10), LONGEST_RETRY_MS);
}

export interface RedisAddress {
  host: string;
  port: number;
  username?: string;
  password?: string;
  db?: number;
  tls?: Record<string, never>;
}

/** `redis[s]://user:password@host:port/database` in parts, for BullMQ, which makes its own connections. */
export function redisAddressOf(redisUrl: string): RedisAddress {
  const url = new URL(redisUrl);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    ...(url.username ? { username: decodeURIComponent(url.username) } : {}),
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
    ...(url.pathname.length > 1 ? { db: Number(url.pathname.slice(1)) } : {}),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

export function unavailable(why: string, cause?: unknown): MonitorError {
  return new MonitorError('unavailable', `queue: ${why}`, { cause, retryAfter: 2 });
}

export interface RedisConnection {
  redis: Redis;
  /** Resolves when connected; `unavailable` when that takes longer than a second. */
  ready(): Promise<void>;
  close(): void;
}

/** The connection that publishes: it fails at once instead of keeping commands for later. It connects by itself, again and again. */
export function openRedisConnection(redisUrl: string, log: Logger): RedisConnection {
  const redis = new Redis({
    ...redisAddressOf(redisUrl),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: reconnectDelay,
  });
  redis.on('error', (err) => log.warn('queue cannot reach redis', { err }));
  return {
    redis,
    async ready() {
      if (redis.status === 'ready') return;
      if (redis.status === 'end') throw unavailable('closed');
      await new Promise<void>((resolve, reject) => {
        const done = () => {
          clearTimeout(timer);
          redis.removeListener('ready', done);
          resolve();
        };
        const late = () => {
          redis.removeListener('ready', done);
          reject(unavailable('redis cannot be reached'));
        };
        const timer = setTimeout(late, CONNECT_WAIT_MS);
        redis.once('ready', done);
      });
    },
    close() {
      redis.disconnect();
    },
  };
}
