import { createHash } from 'node:crypto';
import { MonitorError } from '@khien/model';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ApiLimits } from './api-deps';

const QUARTER_HOUR = 15 * 60;
const HOUR = 3600;

export interface SignInThrottle {
  /** Takes one try, before the password is looked at. `onFirst` runs once when a limit is first met. MonitorError `too_many_requests`. */
  take(username: string, ip: string, onFirst: () => Promise<void>): Promise<void>;
  /** A right password gives its tries back. */
  succeeded(username: string, ip: string): Promise<void>;
}

/**
 * Tries per account and address, per address, and per account from anywhere (ASVS 5.0 §6.3.1). Counted alike for names that exist
 * and names that do not. A stranger can only lock an account for their own address, until the much wider limit per account is met.
 * Kept in memory: a restart forgets.
 */
export function createSignInThrottle(limits: ApiLimits): SignInThrottle {
  const pairs = new RateLimiterMemory({
    keyPrefix: 'pair',
    points: limits.signInsPerAccountAndAddress,
    duration: QUARTER_HOUR,
  });
  const addresses = new RateLimiterMemory({
    keyPrefix: 'address',
    points: limits.signInsPerAddress,
    duration: QUARTER_HOUR,
  });
  const accounts = new RateLimiterMemory({
    keyPrefix: 'account',
    points: limits.signInsPerAccount,
    duration: HOUR,
  });
  const keysOf = (username: string, ip: string) => {
    const account = createHash('sha256').update(username.trim().toLowerCase()).digest('base64url');
    return [
      { limiter: addresses, key: ip },
      { limiter: pairs, key: `${account}|${ip}` },
      { limiter: accounts, key: account },
    ];
  };
  return {
    async take(username, ip, onFirst) {
      for (const { limiter, key } of keysOf(username, ip)) {
        const refused = await tryConsume(limiter, key);
        if (!refused) continue;
        if (refused.consumedPoints === limiter.points + 1) await onFirst();
        throw tooMany('session', refused);
      }
    },
    async succeeded(username, ip) {
      for (const { limiter, key } of keysOf(username, ip)) {
        if (limiter === pairs) await limiter.delete(key);
        else await limiter.reward(key);
      }
    },
  };
}

/** Requests per minute of one person or, before sign-in, of one address. */
export function createRequestThrottle(limits: ApiLimits): (key: string) => Promise<void> {
  const limiter = new RateLimiterMemory({
    keyPrefix: 'request',
    points: limits.requestsPerMinute,
    duration: 60,
  });
  return async (key) => {
    const refused = await tryConsume(limiter, key);
    if (refused) throw tooMany('api', refused);
  };
}

export interface FeedThrottle {
  /** MonitorError `too_many_requests` for an address that guessed too often. */
  refuseIfBlocked(ip: string): Promise<void>;
  /** An address asked for a calendar that is none. */
  missed(ip: string): Promise<void>;
  /** One calendar was read; programs ask a few times an hour. */
  read(feedId: string): Promise<void>;
}

/** Calendar addresses are secrets: wrong ones are counted by address, right ones by calendar. */
export function createFeedThrottle(limits: ApiLimits): FeedThrottle {
  const misses = new RateLimiterMemory({
    keyPrefix: 'feed-miss',
    points: limits.feedMisses,
    duration: QUARTER_HOUR,
  });
  const reads = new RateLimiterMemory({ keyPrefix: 'feed', points: limits.feedReads, duration: HOUR });
  return {
    async refuseIfBlocked(ip) {
      const known = await misses.get(ip);
      if (known && known.remainingPoints <= 0) throw tooMany('calendar', known);
    },
    async missed(ip) {
      await tryConsume(misses, ip);
    },
    async read(feedId) {
      const refused = await tryConsume(reads, feedId);
      if (refused) throw tooMany('calendar', refused);
    },
  };
}

async function tryConsume(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  }
}

function tooMany(about: string, refused: RateLimiterRes): MonitorError {
  return new MonitorError('too_many_requests', `${about}: too many`, {
    retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
  });
}
