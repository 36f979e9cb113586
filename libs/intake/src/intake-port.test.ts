import { type Journal, type LogFields, MonitorError, silentLogger } from '@khien/model';
import { createIntakePort } from './intake-port';

function setUp(over: Partial<Journal>) {
  const logged: Array<[level: string, fields: LogFields | undefined]> = [];
  const log = {
    ...silentLogger,
    warn: (_message: string, fields?: LogFields) => void logged.push(['warn', fields]),
    error: (_message: string, fields?: LogFields) => void logged.push(['error', fields]),
  };
  const clock = { at: 1_000_000 };
  const port = createIntakePort({ journal: over as Journal, now: () => clock.at, log });
  return { port, logged, clock };
}

it('accepts only when the journal has it, and passes its refusal on', async () => {
  const refusal = new MonitorError('unavailable', 'journal: full', { retryAfter: 10 });
  const { port } = setUp({
    append: (sourceId) => (sourceId === 'ok' ? Promise.resolve() : Promise.reject(refusal)),
  });
  await expect(port.accept('ok', [], { kind: 'http' })).resolves.toBeUndefined();
  await expect(port.accept('full', [], { kind: 'http' })).rejects.toBe(refusal);
});

it('counts every shed record in the journal but fills the log once a minute and cause', async () => {
  const counted: unknown[] = [];
  const { port, logged, clock } = setUp({ shed: async (...args) => void counted.push(args) });
  for (let i = 0; i < 100; i += 1) port.shed('fw', 'full', 1);
  port.shed('fw', 'too_large', 2);
  clock.at += 60_000;
  port.shed('fw', 'full', 1);
  expect(counted).toHaveLength(102);
  expect(logged.map(([, fields]) => fields?.reason)).toEqual(['full', 'too_large', 'full']);
});

it('says loudly when even the count was lost', async () => {
  const { port, logged } = setUp({ shed: () => Promise.reject(new Error('closed')) });
  port.shed('fw', 'full', 7);
  await new Promise((resolve) => setImmediate(resolve));
  expect(logged.at(-1)).toMatchObject(['error', { sourceId: 'fw', count: 7 }]);
});
