import type { BusHalf } from '@khien/compliance';
import { type Alert, type Chunk, dayOf, type Source } from '@khien/model';
import { createProvinceTraffic } from '@khien/sample-traffic';
import { watchBus } from '@khien/watch';
import { type Bench, chunkOf, NOW, openBench, recordOf, registry, rules } from './chunk-fixture';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SERVERS: Source[] = ['ss-h32', 'ss-g01'].map((id) => ({
  ...{ id, name: { vi: id, en: id }, profile: 'xroad-messages', systemId: 'lgsp', silenceMinutes: 15 },
  ...{ transport: { kind: 'replay' }, timezone: 'Asia/Ho_Chi_Minh', encoding: 'utf-8' },
}));

let bench: Bench;
beforeEach(() => {
  bench = openBench(SERVERS);
});
afterEach(() => bench.close());

async function alerts(): Promise<Alert[]> {
  const { sources } = registry;
  await watchBus({
    ...{ store: bench.store, sources: [...sources, ...SERVERS], recorder: bench.recorder },
    ...{ rules: () => rules.bus, now: () => NOW },
  });
  await bench.recorder.drain();
  const { docs } = await bench.store.find<Alert>('alerts', { sort: [['firstSeen', 'asc']], limit: 1000 });
  return docs.filter(({ rule }) => rule.id.startsWith('bus-'));
}

/** A record of operational monitoring, as a security server gives it. */
function opmon(side: 'Client' | 'Producer', message: string, minute: number, more: object = {}): string {
  const at = NOW - 3 * HOUR + minute * MINUTE;
  return JSON.stringify({
    ...{ monitoringDataTs: Math.floor(at / 1000), securityServerType: side },
    ...{ requestInTs: at, requestOutTs: at + 5, responseInTs: at + 60, responseOutTs: at + 65 },
    ...{ clientXRoadInstance: 'VN', clientMemberClass: 'GOV', clientMemberCode: 'H32' },
    ...{ clientSubsystemCode: 'mot-cua', serviceXRoadInstance: 'VN', serviceMemberClass: 'GOV' },
    ...{ serviceMemberCode: 'G01', serviceSubsystemCode: 'ho-tich', serviceCode: 'tra-cuu' },
    ...{ messageId: message, xRequestId: `x-${message}`, messageUserId: 'nguyen.an', succeeded: true },
    ...{ requestSize: 900, responseSize: 4100 },
    ...more,
  });
}

/** Both servers' records of some hours: one lost by either side, one altered, one that never left, the rest whole. */
function chunks(): Chunk[] {
  const ids = Array.from(
    { length: 30 },
    (_none, n) => `019ab000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  );
  const client = ids.map((id, n) => ({ id, text: opmon('Client', id, n * 5) })).filter((_, n) => n !== 7);
  client.push({
    id: 'fault',
    text: opmon('Client', 'fault', 33, { succeeded: false, faultCode: 'Client.Ssl' }),
  });
  const producer = ids
    .map((id, n) => ({ id, text: opmon('Producer', id, n * 5, n === 9 ? { clientMemberCode: 'H99' } : {}) }))
    .filter((_, n) => n !== 4);
  const chunked = (sourceId: string, records: Array<{ id: string; text: string }>, first: number): Chunk[] =>
    [0, 1, 2].map((part) =>
      chunkOf(
        first + part,
        sourceId,
        records.slice(part * 10, part * 10 + 10).map(({ id, text }) => recordOf(text, `${sourceId}:${id}`)),
        // The last ones came after midnight of UTC.
        part === 2 ? { partitionDay: dayOf(NOW + 24 * HOUR) } : {},
      ),
    );
  return [...chunked('ss-h32', client, 0), ...chunked('ss-g01', producer, 3)];
}

const ORDERS: Array<[string, (all: Chunk[]) => Chunk[]]> = [
  ['in order', (all) => all],
  ['backwards', (all) => [...all].reverse()],
  ['one side after the other, everything twice', (all) => [...all, ...all]],
];

it.each(ORDERS)('raw records of two security servers become the same alerts: %s', async (_, order) => {
  for (const chunk of order(chunks())) await bench.handle(chunk, 2);
  const found = await alerts();

  expect(found.map(({ rule, entity, count }) => [rule.id, entity.value, count])).toEqual([
    ['bus-half-missing', 'VN/GOV/H32/mot-cua → VN/GOV/G01/ho-tich · tra-cuu', 1],
    ['bus-half-missing', 'VN/GOV/H32/mot-cua → VN/GOV/G01/ho-tich · tra-cuu (client)', 1],
    ['bus-halves-disagree', 'VN/GOV/H32/mot-cua → VN/GOV/G01/ho-tich · tra-cuu', 1],
  ]);
  expect(found[0]?.reason?.sentence.vi).toContain('019ab000-0000-7000-8000-000000000004');
  const [client, producer] = found[2]?.evidence ?? [];
  for (const ref of [client, producer]) {
    const event = await bench.store.get<BusHalf>('events', ref?.id ?? '', ref?.day);
    expect(event).toMatchObject({ xroad: { message_id: '019ab000-0000-7000-8000-000000000009' } });
  }
  expect(await alerts()).toHaveLength(3);
});

it('shows in the sample province the calls that the warehouse has no record of, and nothing else', async () => {
  const traffic = createProvinceTraffic({ seed: 'hai-van', start: NOW });
  const lines = traffic.between(NOW - 4 * HOUR, NOW);
  for (const [seq, sourceId] of ['lgsp-gateway', 'kho-api'].entries()) {
    const own = lines.filter((line) => line.sourceId === sourceId);
    await bench.handle(
      chunkOf(
        seq,
        sourceId,
        own.map(({ text }, index) => recordOf(text, `${sourceId}:${index}`)),
      ),
    );
  }
  const found = await alerts();

  expect(found.map(({ rule, count }) => [rule.id, count])).toEqual([['bus-half-missing', 3]]);
  expect(found[0]).toMatchObject({
    rule: { title: { vi: 'Một nửa giao dịch trên trục không có nhật ký đối ứng' } },
    entity: { value: 'so-khcn/cong-du-lieu-mo → so-khcn/kho-du-lieu · tra-cuu-doanh-nghiep' },
    evidence: [expect.any(Object), expect.any(Object), expect.any(Object)],
  });
});
