import { type Logger, MonitorError } from '@khien/model';
import { unavailable } from './redis-connection';

/** Above this share of maxmemory nothing more is published, until it is below the other one. */
const STOP_AT = 0.6;
const GO_ON_AT = 0.4;
const POLL_MS = 2000;

export interface RedisMemory {
  usedBytes: number;
  /** 0: no limit. */
  maxBytes: number;
  policy: string | undefined;
}

/** Reads the answer to `INFO memory`. */
export function parseMemoryInfo(info: string): RedisMemory {
  const value = (key: string) => new RegExp(`^${key}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  return {
    usedBytes: Number(value('used_memory') ?? 0),
    maxBytes: Number(value('maxmemory') ?? 0),
    policy: value('maxmemory_policy'),
  };
}

export interface MemoryGate {
  /** Throws `bad_configuration` when Redis may evict keys, `unavailable` when it is too full. Asks Redis at most every two seconds. */
  pass(): Promise<void>;
}

/** A full Redis fails everybody in ways that do not heal; stopping early leaves workers the room to empty it. */
export function createMemoryGate(options: {
  info: () => Promise<string>;
  log: Logger;
  now: () => number;
}): MemoryGate {
  const { info, log, now } = options;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;
  let verdict: MonitorError | undefined;
  let stopped = false;
  let warned = false;

  function judge({ usedBytes, maxBytes, policy }: RedisMemory): MonitorError | undefined {
    if (policy === undefined && !warned)
      log.warn('redis does not tell its maxmemory-policy; it must be noeviction');
    if (maxBytes === 0 && !warned)
      log.warn('redis has no maxmemory: nothing keeps the queue from filling the machine');
    warned = true;
    if (policy !== undefined && policy !== 'noeviction') {
      const message = `queue: redis has maxmemory-policy ${policy} and would drop chunks; set it to noeviction`;
      return new MonitorError('bad_configuration', message);
    }
    const share = maxBytes === 0 ? 0 : usedBytes / maxBytes;
    const stop = stopped ? share > GO_ON_AT : share > STOP_AT;
    if (stop !== stopped)
      log.warn(stop ? 'redis is filling up: publishing stops' : 'redis has room again', {
        usedBytes,
        maxBytes,
      });
    stopped = stop;
    return stop ? unavailable(`redis uses ${Math.round(share * 100)} % of its memory`) : undefined;
  }

  async function ask(): Promise<void> {
    try {
      verdict = judge(parseMemoryInfo(await info()));
    } catch (error) {
      if (!isForbidden(error)) throw unavailable('redis does not answer', error);
      verdict = judge({ usedBytes: 0, maxBytes: 0, policy: undefined });
    }
    askedAt = now();
  }

  return {
    async pass() {
      if (now() - askedAt >= POLL_MS) {
        asking ??= ask().finally(() => {
          asking = undefined;
        });
        await asking;
      }
      if (verdict) throw verdict;
    },
  };
}

/** The account may not ask; that is the administrator's choice. */
function isForbidden(error: unknown): boolean {
  return error instanceof Error && /^NOPERM|unknown command/i.test(error.message);
}
