import type { StoredEvent } from '@khien/model';
import fc from 'fast-check';
import { type BusHalf, busHalfOf, busKeyOf } from './bus-half';
import type { BusRules } from './bus-rule';
import { disagreeSentence, exchangeName, missingSentence, unheardSentence } from './bus-sentences';
import { judgeMessage } from './judge-message';

const text = { vi: '', en: '' };
const words = { title: text, triage: text, level: 'high' as const, citations: ['R17'], examples: [] };
const RULES: BusRules = {
  missing: {
    ...{ id: 'm', detector: 'bus_half_missing', ...words, graceMinutes: 15, giveUpDays: 7 },
    ...{ localFaults: ['Client.'], localServices: ['local'] },
  },
  disagree: {
    ...{ id: 'd', detector: 'bus_halves_disagree', ...words, toleranceSeconds: 60 },
    compare: ['client', 'service', 'user', 'outcome', 'responseBytes'],
  },
};

let made = 0;
function half(side: BusHalf['side'], more: Partial<BusHalf> = {}): BusHalf {
  made += 1;
  return {
    ...{ _id: `e${made}`, eventId: `e${made}`, day: '2026-11-02', messageId: 'm', side, time: 1e12 },
    key: more.requestId ?? 'm',
    ...{ teller: '', partner: '', sourceId: side, client: 'VN/GOV/a/b', service: 'VN/GOV/c/d' },
    ...more,
  };
}

describe('judgeMessage', () => {
  it.each<[string, BusHalf[], object[]]>([
    ['nothing', [], []],
    ['both ends', [half('client'), half('producer')], [{ verdict: 'paired' }]],
    ['the asking end alone', [half('client')], [{ verdict: 'missing', side: 'producer' }]],
    ['the answering end alone', [half('producer')], [{ verdict: 'missing', side: 'client' }]],
    [
      'request and answer logged apart',
      [half('client'), half('client', { outcome: 'success' }), half('producer', { outcome: 'success' })],
      [{ verdict: 'paired' }],
    ],
    [
      'one message id, two exchanges',
      [
        half('client', { requestId: 'r1' }),
        half('producer', { requestId: 'r1' }),
        half('client', { requestId: 'r2', time: 1e12 + 9 }),
      ],
      [
        { verdict: 'paired', requestId: 'r1' },
        { verdict: 'missing', requestId: 'r2' },
      ],
    ],
    [
      'servers of which one knows no exchange id: they have nothing in common',
      [half('client', { requestId: 'r1' }), half('producer', { time: 1e12 + 1 })],
      [
        { verdict: 'missing', side: 'producer' },
        { verdict: 'missing', side: 'client' },
      ],
    ],
    [
      'parts left out',
      [half('client'), half('producer', { client: '//a/b', service: 'VN/GOV/c/' })],
      [{ verdict: 'paired' }],
    ],
    [
      'another member and another size',
      [
        half('client', { responseBytes: 5 }),
        half('producer', { client: 'VN/GOV/x/b', responseBytes: 6, time: 1e12 + 61_000 }),
      ],
      [{ verdict: 'disagree', differences: ['client', 'responseBytes', 'time'] }],
    ],
    [
      'a minute apart to the millisecond',
      [half('client'), half('producer', { time: 1e12 + 60_000 })],
      [{ verdict: 'paired' }],
    ],
    [
      'a clock that runs behind',
      [half('client'), half('producer', { time: 1e12 - 60_001 })],
      [{ differences: ['time'] }],
    ],
    ['a fault of its own', [half('client', { fault: 'Client.X' })], [{ verdict: 'local' }]],
    ['a fault that is not its own', [half('producer', { fault: 'Client.X' })], [{ verdict: 'missing' }]],
    ['a call that stays at home', [half('producer', { serviceCode: 'local' })], [{ verdict: 'local' }]],
  ])('%s', (_, halves, expected) => {
    const exchanges = judgeMessage(halves, RULES);

    expect(exchanges).toHaveLength(expected.length);
    expect(exchanges).toMatchObject(expected);
  });

  it('compares nothing while no rule says what', () => {
    const halves = [half('client', { user: 'a' }), half('producer', { user: 'b' })];

    expect(judgeMessage(halves, { missing: RULES.missing as never })).toMatchObject([{ verdict: 'paired' }]);
  });

  const anyHalf = fc
    .record(
      {
        _id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
        side: fc.constantFrom('client' as const, 'producer' as const),
        requestId: fc.constantFrom('r1', 'r2'),
        time: fc.integer({ min: 0, max: 100_000 }),
        user: fc.constantFrom('x', 'y'),
        client: fc.constantFrom('VN/GOV/a/b', '//a/b', 'VN/GOV/z/b'),
        outcome: fc.constantFrom('success' as const, 'failure' as const),
        fault: fc.constantFrom('Client.X', 'Server.X'),
      },
      { requiredKeys: ['_id', 'side', 'time'] },
    )
    .map((more) => half(more.side, more as Partial<BusHalf>));

  it('says the same of the same halves in any order, however often each comes', () => {
    const halves = fc.uniqueArray(anyHalf, { selector: ({ _id }) => _id, maxLength: 7 });
    const shuffled = halves.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all)),
    );
    const told = (all: BusHalf[]): string[] =>
      judgeMessage(all, RULES)
        .map((exchange) => JSON.stringify(exchange))
        .sort();
    fc.assert(
      fc.property(shuffled, ([all, other, again]) => {
        expect(told([...other, ...again])).toEqual(told(all));
      }),
    );
  });

  it('puts every half into exactly one exchange', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyHalf, { selector: ({ _id }) => _id }), (halves) => {
        const ids = judgeMessage(halves, RULES).flatMap((exchange) => exchange.halves.map(({ _id }) => _id));
        expect(ids.sort()).toEqual(halves.map(({ _id }) => _id).sort());
      }),
    );
  });
});

describe('busHalfOf', () => {
  const event = (more: object): StoredEvent =>
    ({
      ...{ _id: 'e1', '@timestamp': '2026-11-02T03:00:00.000Z', ecs: { version: '9.1.0' } },
      ...{ event: { kind: 'event', outcome: 'success' }, khien: { source_id: 's', system_id: 'lgsp' } },
      xroad: {
        ...{ role: 'client', message_id: 'm-1', request_id: 'r-1' },
        client: { instance: 'VN', member_class: 'GOV', member_code: 'H32', subsystem: 'mot-cua' },
        service: { member_code: 'G01', subsystem: 'ho-tich', service_code: 'tra-cuu' },
        ...more,
      },
    }) as unknown as StoredEvent;

  it('takes from an event what its end says of the exchange', () => {
    expect(busHalfOf(event({}), '2026-11-02', 5)).toEqual({
      ...{ _id: `${busKeyOf('m-1')}e1`, eventId: 'e1', day: '2026-11-02', time: 5 },
      ...{ key: busKeyOf('r-1'), messageId: 'm-1', requestId: 'r-1' },
      ...{ side: 'client', teller: 'client|H32/mot-cua', partner: 'producer|G01/ho-tich' },
      ...{ sourceId: 's', systemId: 'lgsp', client: 'VN/GOV/H32/mot-cua', service: '//G01/ho-tich' },
      ...{ serviceCode: 'tra-cuu', outcome: 'success' },
    });
  });

  it.each([
    ['no side', { role: undefined }],
    ['a side that is none', { role: 'proxy' }],
    ['no id', { message_id: undefined, request_id: undefined }],
    ['no asking end', { client: undefined }],
    ['an answering end without a name', { service: { service_code: 'x' } }],
  ])('takes no half from an event with %s', (_, more) => {
    expect(busHalfOf(event(more), '2026-11-02', 5)).toBeUndefined();
  });

  it('is the other half for the other end, and takes the message id where there is no exchange id', () => {
    expect(busHalfOf(event({ role: 'producer', request_id: undefined }), '2026-11-02', 5)).toMatchObject({
      ...{ key: busKeyOf('m-1'), teller: 'producer|G01/ho-tich', partner: 'client|H32/mot-cua' },
    });
  });
});

describe('the words', () => {
  it('name the first ids, cut, and how many there are', () => {
    const ids = ['a'.repeat(100), 'b', 'c', 'd', 'e', 'f'];

    expect(missingSentence('producer', ids).vi).toContain(`6 giao dịch chỉ có nhật ký của bên khai thác`);
    expect(missingSentence('producer', ids).vi).toContain(`${'a'.repeat(80)}…, b, c, d, e, …`);
    expect(missingSentence('client', ['x']).en).toContain("logged by the provider's end only");
    expect(disagreeSentence(['user', 'time', 'user'], ['x']).vi).toContain(
      'tài khoản, thời điểm ở 1 giao dịch',
    );
    expect(unheardSentence('producer|G01/', 3).vi).toContain('Phía đối tác G01 chưa gửi nhật ký về Khiên');
    expect(exchangeName(half('client', { client: '//a/b', serviceCode: 's' }))).toBe('a/b → VN/GOV/c/d · s');
  });
});
