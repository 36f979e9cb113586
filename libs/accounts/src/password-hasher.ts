import { MonitorError } from '@khien/model';
import { hash, verify } from '@node-rs/argon2';

/** OWASP ASVS 5.0 appendix C: argon2id with 19 MiB, two passes, one lane. The algorithm is the library's default (2 = argon2id). */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Against the stored hash, or against one nobody's password has: knowing nobody takes as long as being wrong. */
  verify(stored: string | undefined, password: string): Promise<boolean>;
}

/**
 * Hashing is meant to be expensive, so only `concurrency` run at once and `waiting` may queue;
 * beyond that MonitorError `unavailable`: a flood of sign-ins must not take the memory of the machine.
 */
export function createPasswordHasher(limits: { concurrency: number; waiting: number }): PasswordHasher {
  const turn = createTurns(limits);
  let nobody: Promise<string> | undefined;
  const nobodysHash = (): Promise<string> => {
    nobody ??= hash('nobody has this password', COST);
    return nobody;
  };
  return {
    hash: (password) => turn(() => hash(composed(password), COST)),
    async verify(stored, password) {
      const against = await nobodysHash();
      const same = await turn(() => verify(stored ?? against, composed(password)));
      return same && stored !== undefined;
    },
  };
}

/** One keyboard composes «ế», another sends it in pieces: the same password to the person. */
function composed(password: string): string {
  return password.normalize('NFC');
}

function createTurns(limits: { concurrency: number; waiting: number }) {
  const waiting: Array<() => void> = [];
  let running = 0;
  async function take(): Promise<void> {
    if (running < limits.concurrency) running += 1;
    else if (waiting.length < limits.waiting) await new Promise<void>((resolve) => waiting.push(resolve));
    else throw new MonitorError('unavailable', 'passwords: too many at once', { retryAfter: 2 });
  }
  function give(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
  return async function turn<T>(work: () => Promise<T>): Promise<T> {
    await take();
    try {
      return await work();
    } finally {
      give();
    }
  };
}
