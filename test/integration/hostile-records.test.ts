import type { DeadLetter, LedgerRow, RawRecord, StoredEvent } from '@khien/model';
import { DeadLetterReason, Event, eventIdOf, MAX_RECORD_BYTES } from '@khien/model';
import { createDice, createProvinceTraffic } from '@khien/sample-traffic';
import fc from 'fast-check';
import { chunkOf, NOW, openBench, registry } from './chunk-fixture';

jest.setTimeout(180_000);

const RECORDS = 20_000;
const CHUNK = 250;
const real = createProvinceTraffic({ seed: 'hostile', start: NOW }).between(NOW - 8 * 3_600_000, NOW);

/** A record of some source: a real line, or one that was cut, mutated, padded, re-encoded or made up. */
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.constant('real') },
  { weight: 2, arbitrary: fc.constant('cut') },
  { weight: 2, arbitrary: fc.constant('mutated') },
  { weight: 1, arbitrary: fc.constant('nul') },
  { weight: 1, arbitrary: fc.constant('octets') },
  { weight: 1, arbitrary: fc.constant('latin') },
  { weight: 1, arbitrary: fc.constant('controls') },
  { weight: 1, arbitrary: fc.constant('deep') },
  { weight: 1, arbitrary: fc.constant('prototype') },
  { weight: 1, arbitrary: fc.constant('empty') },
);

function recordOf(kind: string, seed: number, index: number): { sourceId: string; record: RawRecord } {
  const dice = createDice(`${seed}|${index}`);
  const { sourceId, text } = real[dice.below(real.length)] ?? { sourceId: 'motcua-web', text: '' };
  const record = (raw: string, more: Partial<RawRecord> = {}): { sourceId: string; record: RawRecord } => ({
    sourceId,
    record: { position: `h:${index}`, receivedAt: NOW, raw, ...more },
  });
  const octets = (bytes: Buffer) => record(bytes.toString('base64'), { encoding: 'base64' });
  const at = dice.below(text.length + 1);
  switch (kind) {
    case 'cut':
      return record(text.slice(0, at), { truncated: true });
    case 'mutated':
      return record(text.slice(0, at) + String.fromCodePoint(1 + dice.below(0xd7fe)) + text.slice(at + 1));
    case 'nul':
      return octets(Buffer.from(`${text.slice(0, at)}\u0000${text.slice(at)}`));
    case 'octets':
      return octets(Buffer.from(Array.from({ length: dice.below(80) }, () => dice.below(256))));
    case 'latin':
      return octets(Buffer.from(`${text} Nguyễn Văn Ánh`, 'latin1'));
    case 'controls':
      return record(`${text.slice(0, at)}\u001b[31m\u202e\r\t\u007f${text.slice(at)}`);
    case 'deep':
      return record(`{"a":${'['.repeat(dice.below(3000))}`);
    case 'prototype':
      return record(
        '{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}},"$where":"1","a.b":{"$ne":null},"@timestamp":"2026-11-18T03:00:00.000Z"}',
      );
    case 'empty':
      return record(' '.repeat(dice.below(3)));
    default:
      return record(text);
  }
}

it('turns each of 20,000 hostile records into exactly one event or one dead letter with a reason', async () => {
  const bench = openBench();
  let seq = 0;
  const sent = new Map<string, string>();
  const [kinds = []] = fc.sample(fc.array(hostile, { minLength: RECORDS, maxLength: RECORDS, size: 'max' }), {
    numRuns: 1,
    seed: 20261118,
  });
  const bySource = new Map<string, RawRecord[]>();
  kinds.forEach((kind, index) => {
    const { sourceId, record } = recordOf(kind, 7, index);
    sent.set(eventIdOf(sourceId, record.position), sourceId);
    bySource.set(sourceId, [...(bySource.get(sourceId) ?? []), record]);
  });

  for (const [sourceId, records] of bySource) {
    for (let at = 0; at < records.length; at += CHUNK)
      await bench.handle(chunkOf(seq++, sourceId, records.slice(at, at + CHUNK)));
  }

  const events = new Set<string>();
  const letters = new Set<string>();
  for await (const event of all<StoredEvent>('events')) {
    events.add(event._id);
    const { _id, ...rest } = event;
    if (!Event.safeParse(rest).success)
      throw new Error(`event ${_id} does not keep to the schema: ${Event.safeParse(rest).error?.message}`);
  }
  for await (const letter of all<DeadLetter>('dead_letters')) {
    letters.add(letter._id);
    DeadLetterReason.parse(letter.reason);
    if (letter.detail.length > 500) throw new Error('a detail is one line');
  }
  const ledger = { in: 0, stored: 0, duplicate: 0, deadLettered: 0 };
  for await (const row of all<LedgerRow>('ledger'))
    for (const key of Object.keys(ledger) as Array<keyof typeof ledger>) ledger[key] += row[key];
  await bench.close();

  expect(events.size + letters.size).toBe(RECORDS);
  expect([...events].filter((id) => letters.has(id))).toEqual([]);
  expect([...sent.keys()].filter((id) => !events.has(id) && !letters.has(id))).toEqual([]);
  expect(ledger).toEqual({ in: RECORDS, stored: events.size, duplicate: 0, deadLettered: letters.size });
  expect(events.size).toBeGreaterThan(RECORDS / 4);
  expect(letters.size).toBeGreaterThan(RECORDS / 10);
  expect(({} as Record<string, unknown>).admin).toBeUndefined();

  async function* all<T extends { _id: string }>(collection: string): AsyncGenerator<T> {
    let cursor: string | undefined;
    const days = collection === 'events' ? { days: { from: '2026-11-18', to: '2026-11-18' } } : {};
    do {
      const page = await bench.store.find<T>(collection, {
        limit: 5000,
        ...days,
        ...(cursor !== undefined && { cursor }),
      });
      yield* page.docs;
      cursor = page.next;
    } while (cursor !== undefined);
  }
});

it.each(registry.sources)(
  'reads a record at the size limit of $id and one past it in bounded time',
  async ({ id }) => {
    const bench = openBench();
    const long = 'a/'.repeat(MAX_RECORD_BYTES / 2);
    await bench.handle(
      chunkOf(0, id, [
        { position: 'p:0', receivedAt: NOW, raw: long, truncated: true },
        { position: 'p:1', receivedAt: NOW, raw: `{"message":"${long.slice(20)}"}` },
      ]),
    );

    const row = await bench.store.get<LedgerRow>('ledger', 'test.000000000000');
    await bench.close();
    expect((row?.stored ?? 0) + (row?.deadLettered ?? 0)).toBe(2);
  },
);
