import { silentLogger } from '@khien/model';
import { reconnectDelay, redisAddressOf } from './redis-connection';
import { createMemoryGate, parseMemoryInfo } from './redis-memory';
import { retryDelay } from './retry-delay';

const info = (used: number, max = 100, policy = 'noeviction') =>
  `# Memory\r\nused_memory:${used}\r\nused_memory_human:1M\r\nmaxmemory:${max}\r\nmaxmemory_policy:${policy}\r\n`;

describe('memory gate', () => {
  it('reads INFO memory', () => {
    expect(parseMemoryInfo(info(12))).toEqual({ usedBytes: 12, maxBytes: 100, policy: 'noeviction' });
    expect(parseMemoryInfo('')).toEqual({ usedBytes: 0, maxBytes: 0, policy: undefined });
  });

  it('stops above 60 % and goes on below 40 %', async () => {
    let used = 0;
    let clock = 0;
    const gate = createMemoryGate({ info: async () => info(used), log: silentLogger, now: () => clock });
    const answers: string[] = [];
    for (used of [10, 60, 61, 55, 41, 40, 55, 61, 30]) {
      clock += 2000;
      answers.push(
        await gate.pass().then(
          () => 'go',
          (error) => error.code,
        ),
      );
    }
    expect(answers).toEqual([
      'go',
      'go',
      'unavailable',
      'unavailable',
      'unavailable',
      'go',
      'go',
      'unavailable',
      'go',
    ]);
  });

  it('asks at most every two seconds, and once for all who wait', async () => {
    let asked = 0;
    let clock = 0;
    const ask = async () => {
      asked += 1;
      return info(1);
    };
    const gate = createMemoryGate({ info: ask, log: silentLogger, now: () => clock });
    await Promise.all([gate.pass(), gate.pass(), gate.pass()]);
    clock = 1999;
    await gate.pass();
    expect(asked).toBe(1);
    clock = 2000;
    await gate.pass();
    expect(asked).toBe(2);
  });

  it.each([
    ['may not be asked', 'NOPERM this user has no permissions to run the info command', undefined],
    ['does not answer', 'Connection is closed.', 'unavailable'],
  ])('when Redis %s', async (_name, message, code) => {
    const warnings: string[] = [];
    const log = { ...silentLogger, warn: (text: string) => warnings.push(text) };
    const refuse = async () => {
      throw new Error(message);
    };
    const passed = createMemoryGate({ info: refuse, log, now: () => 0 }).pass();
    if (code) await expect(passed).rejects.toMatchObject({ code });
    else {
      await passed;
      expect(warnings[0]).toContain('maxmemory-policy');
    }
  });
});

describe('redisAddressOf', () => {
  it.each([
    ['redis://192.0.2.1', { host: '192.0.2.1', port: 6379 }],
    [
      'rediss://u:p%40ss@redis.example:7000/3',
      { host: 'redis.example', port: 7000, username: 'u', password: 'p@ss', db: 3, tls: {} },
    ],
    ['redis://:secret@[2001:db8::1]:6380', { host: '2001:db8::1', port: 6380, password: 'secret' }],
  ])('takes %s apart', (url, address) => {
    expect(redisAddressOf(url)).toEqual(address);
  });
});

describe('waiting times', () => {
  it.each([
    [1, 200],
    [3, 800],
    [5, 2000],
    [10_000, 2000],
  ])('reconnects for the %d. time after %d ms', (times, ms) => {
    expect(reconnectDelay(times)).toBe(ms);
  });
  it.each([
    [1, 500],
    [2, 1000],
    [8, 60_000],
    [100_000, 60_000],
  ])('tries again after attempt %d in %d ms', (attempt, ms) => {
    expect(retryDelay(attempt, 500)).toBe(ms);
  });
});
