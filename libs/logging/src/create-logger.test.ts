import { PassThrough, Writable } from 'node:stream';
import { type Logger, MonitorError } from '@khien/model';
import fc from 'fast-check';
import { createLogger, type LogLevel } from './create-logger';
import { REDACTED } from './redact';
import { withFields } from './with-fields';

interface Recorder {
  log: Logger;
  text(): string;
  lines(): Record<string, unknown>[];
  pass(ms: number): void;
}

function recorder(level: LogLevel = 'debug', fields = {}): Recorder {
  const stream = new PassThrough();
  let clock = Date.parse('2026-11-21T00:00:00.000Z');
  let text = '';
  stream.on('data', (data: Buffer) => {
    text += data.toString();
  });
  return {
    log: createLogger({ level, stream, fields, now: () => clock }),
    text: () => text,
    lines: () =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    pass(ms) {
      clock += ms;
    },
  };
}

describe('createLogger', () => {
  it('writes one line of JSON per fact', () => {
    const { log, text } = recorder('debug', { app: 'worker' });
    log.info('chunk recorded', { chunkId: 'main.000000000001', stored: 500 });
    expect(text()).toBe(
      '{"time":"2026-11-21T00:00:00.000Z","level":"info","message":"chunk recorded","app":"worker","chunkId":"main.000000000001","stored":500}\n',
    );
  });

  it.each([
    ['error', ['error']],
    ['warn', ['error', 'warn']],
    ['info', ['error', 'warn', 'info']],
    ['debug', ['error', 'warn', 'info', 'debug']],
  ] as const)('writes at level %s only %j', (level, expected) => {
    const { log, lines } = recorder(level);
    for (const at of ['error', 'warn', 'info', 'debug'] as const) log[at]('x');
    expect(lines().map((line) => line.level)).toEqual(expected);
  });

  it.each([
    'password',
    'newPassword',
    'client_secret',
    'ACCESS-TOKEN',
    'tokenSha256',
    'Authorization',
    'set-cookie',
    'x-api-key',
    'raw',
    'payload',
    'original',
    'line',
    'Body',
  ])('leaves out what stands under %s, at any depth', (key) => {
    const { log, text, lines } = recorder();
    log.info('x', {
      [key]: 'hunter2',
      deep: [{ [key]: { inner: 'hunter2' } }],
      map: new Map([[key, 'hunter2']]),
    });
    expect(text()).not.toContain('hunter2');
    expect(lines()[0]?.[key]).toBe(REDACTED);
  });

  it('keeps numbers under such keys: a line number is no payload', () => {
    const { log, lines } = recorder();
    log.info('x', { line: 12, tokens: 3, raw: null });
    expect(lines()[0]).toMatchObject({ line: 12, tokens: 3, raw: null });
  });

  it('leaves out credentials in addresses', () => {
    const { log, text } = recorder();
    log.info('x', {
      url: 'redis://khien:hunter2@192.0.2.1:6379/0',
      err: new Error('mongodb://a:hunter2@h/db failed'),
    });
    expect(text()).not.toContain('hunter2');
    expect(text()).toContain('redis://***@192.0.2.1:6379/0');
  });

  it('tells of an error its name, message, code, places and causes, and nothing else', () => {
    const { log, lines, text } = recorder();
    const root = Object.assign(new TypeError('root'), { code: 'ECONNREFUSED', reply: 'hunter2' });
    log.error('store failed', { err: new MonitorError('unavailable', 'store: gone', { cause: root }) });
    expect(lines()[0]?.err).toEqual({
      name: 'MonitorError',
      message: 'store: gone',
      code: 'unavailable',
      stack: expect.stringMatching(/^at /),
      cause: {
        name: 'TypeError',
        message: 'root',
        code: 'ECONNREFUSED',
        stack: expect.stringMatching(/^at /),
      },
    });
    expect(text()).not.toContain('hunter2');
  });

  it('tells every error of an aggregate', () => {
    const { log, lines } = recorder();
    log.error('x', { err: new AggregateError([new Error('v6'), new Error('v4')]) });
    expect(lines()[0]?.err).toMatchObject({ errors: [{ message: 'v6' }, { message: 'v4' }] });
  });

  it.each([
    ['terminal escapes', '\u001b[2J\u009b31m'],
    ['turned text', '\u202etxt.exe\u2066'],
    ['line breaks of every kind', 'a\r\n{"level":"error"}\u2028b\u0085c'],
    ['zero-width marks', 'a\u200bb\ufeff'],
  ])('escapes %s in messages, keys and values', (_name, hostile) => {
    const { log, text, lines } = recorder();
    log.info(hostile, { [hostile]: hostile });
    expect(text().split('\n')).toHaveLength(2);
    expect(text().trimEnd()).toMatch(/^[\u0020-\u007e]*$/);
    expect(lines()[0]).toMatchObject({ message: hostile, [hostile]: hostile });
  });

  it('keeps Vietnamese readable', () => {
    const { log, text } = recorder();
    log.info('x', { name: 'Sở Khoa học và Công nghệ' });
    expect(text()).toContain('Sở Khoa học và Công nghệ');
  });

  it('does not let fields pass for the line’s own', () => {
    const { log, lines } = recorder();
    log.info('real', { level: 'error', message: 'forged', time: 'never' });
    expect(lines()[0]).toMatchObject({
      level: 'info',
      message: 'real',
      _level: 'error',
      _message: 'forged',
      _time: 'never',
    });
  });

  it('writes one of equal warnings every ten seconds, with the number kept back', () => {
    const { log, lines, pass } = recorder();
    for (let times = 0; times < 100; times += 1) log.warn('redis is gone', { times });
    log.error('redis is gone');
    log.warn('something else');
    pass(10_000);
    log.warn('redis is gone', { times: 100 });
    expect(lines().map(({ level, message, suppressed }) => [level, message, suppressed])).toEqual([
      ['warn', 'redis is gone', undefined],
      ['error', 'redis is gone', undefined],
      ['warn', 'something else', undefined],
      ['warn', 'redis is gone', 99],
    ]);
  });

  it('keeps back no other fact said in the same words: each broken rule is told, with its file', () => {
    const { log, lines, pass } = recorder();
    const broken = [
      { file: 'a.yml', line: 2, problem: 'no condition' },
      { file: 'a.yml', line: 9, problem: 'no condition' },
      { file: 'b.yml', line: 2, problem: 'no condition' },
    ];
    for (const place of [...broken, ...broken]) log.error('rule not in force', place);
    for (const warning of ['X is no setting', 'Y is no setting']) log.warn('setting ignored', { warning });
    pass(60_000);
    log.info('still here');
    expect(
      lines().map(({ message, file, line, warning, suppressed }) => [
        message,
        file ?? warning,
        line,
        suppressed,
      ]),
    ).toEqual([
      ...broken.map(({ file, line }) => ['rule not in force', file, line, undefined]),
      ['setting ignored', 'X is no setting', undefined, undefined],
      ['setting ignored', 'Y is no setting', undefined, undefined],
      ...broken.map(() => ['rule not in force', undefined, undefined, 1]),
      ['still here', undefined, undefined, undefined],
    ]);
  });

  it('tells the number of a storm that ended with whatever comes next', () => {
    const { log, lines, pass } = recorder();
    for (let times = 0; times < 5; times += 1) log.warn('lock lost');
    pass(60_000);
    log.info('still here');
    log.info('still here');
    expect(lines().map(({ message, suppressed }) => [message, suppressed])).toEqual([
      ['lock lost', undefined],
      ['lock lost', 4],
      ['still here', undefined],
      ['still here', undefined],
    ]);
  });

  it('writes anything as one line that can be read back', () => {
    const { log, text } = recorder();
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ unit: 'binary' }),
          fc.anything({ withDate: true, withMap: true, withBigInt: true, withTypedArray: true }),
        ),
        (fields) => {
          const before = text().length;
          log.info('x', fields);
          const written = text().slice(before);
          expect(written.match(/\n/g)).toHaveLength(1);
          expect(JSON.parse(written).message).toBe('x');
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    [
      'a circle',
      () => {
        const a: Record<string, unknown> = {};
        a.a = a;
        return a;
      },
      '[circular]',
    ],
    [
      'a getter that throws',
      () => ({
        get a() {
          throw new Error('no');
        },
      }),
      '[unreadable]',
    ],
    ['octets', () => ({ a: Buffer.alloc(70_000) }), '[70000 bytes]'],
    ['a long list', () => ({ a: Array(1000).fill(1) }), '950 more'],
    ['a long text', () => ({ a: 'x'.repeat(100_000) }), '(100000 characters)'],
    ['depth', () => ({ a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }), '[too deep]'],
  ])('survives %s', (_name, make, shown) => {
    const { log, text } = recorder();
    log.info('x', { field: make() });
    expect(text()).toContain(shown);
    expect(text().length).toBeLessThan(5000);
  });

  it('goes on when nobody reads any more', () => {
    const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    const log = createLogger({ level: 'info', stream, now: Date.now });
    expect(() => {
      log.info('a');
      log.info('b');
    }).not.toThrow();
  });
});

describe('withFields', () => {
  it('adds fields and lets a line’s own stand over them', () => {
    const { log, lines } = recorder();
    const part = withFields(withFields(log, { part: 'queue', n: 1 }), { n: 2 });
    part.warn('x', { part: 'journal' });
    expect(lines()[0]).toMatchObject({ part: 'journal', n: 2 });
  });
});
