import type { Alert, AlertHit, Chunk, DeadLetter, LedgerRow, StoredEvent } from '@khien/model';
import { explainMatch, replayDeadLetters } from '@khien/pipeline';
import fc from 'fast-check';
import { type Bench, chunkOf, failedLogin, NOW, openBench, recordOf, rules } from './chunk-fixture';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

const web = (target: string, status = 200): string =>
  `203.0.113.7 - - [18/Nov/2026:09:59:00 +0700] "GET ${target} HTTP/1.1" ${status} 512 "-" "Mozilla/5.0"`;
const ledgerOf = async (chunk: Chunk): Promise<LedgerRow | undefined> =>
  bench.store.get<LedgerRow>('ledger', chunk.chunkId);
const eventCount = async (): Promise<number> =>
  (
    await bench.store.find<StoredEvent>('events', {
      limit: 5000,
      days: { from: '2026-11-01', to: '2026-11-30' },
    })
  ).docs.length;
const alertsOf = async (): Promise<Alert[]> =>
  (await bench.store.find<Alert>('alerts', { limit: 1000 })).docs;

describe('the ledger equation', () => {
  it('counts stored, duplicate and dead-lettered records of a mixed chunk', async () => {
    const chunk = chunkOf(0, 'motcua-web', [
      recordOf(web('/'), 'p:1'),
      recordOf(web('/a'), 'p:2'),
      recordOf(web('/a'), 'p:2'),
      recordOf('not a web line at all', 'p:3'),
      recordOf(Buffer.from([0xff, 0xfe, 0x41]).toString('base64'), 'p:4'),
    ]);
    chunk.records[4] = {
      ...recordOf(Buffer.from([0xc3, 0x28]).toString('base64'), 'p:4'),
      encoding: 'base64',
    };

    await bench.handle(chunk);

    expect(await ledgerOf(chunk)).toMatchObject({ in: 5, stored: 2, duplicate: 1, deadLettered: 2 });
    expect(await eventCount()).toBe(2);
  });

  it.each([
    { name: 'unknown source', sourceId: 'nobody', raw: web('/'), reason: 'unknown_source' },
    { name: 'empty record', sourceId: 'motcua-web', raw: '', reason: 'empty' },
    { name: 'NUL in the middle', sourceId: 'motcua-web', raw: 'a\u0000b', reason: 'contains_nul' },
    {
      name: 'JSON without its required field',
      sourceId: 'lgsp-gateway',
      raw: '{"time":"2026-11-18T03:00:00Z"}',
      reason: 'bad_field',
    },
  ])('dead-letters $name with its reason and keeps it sealed', async ({ sourceId, raw, reason }) => {
    const chunk = chunkOf(0, sourceId, [recordOf(raw, 'p:1')]);

    await bench.handle(chunk);

    const { docs } = await bench.store.find<DeadLetter>('dead_letters', {});
    expect(docs).toHaveLength(1);
    expect(docs[0]).toMatchObject({ reason, sourceId, state: 'open' });
    expect(JSON.stringify(docs[0])).not.toContain('Mozilla');
    expect(
      JSON.parse(bench.open(Buffer.from(docs[0]?.sealed ?? '', 'base64'), docs[0]?._id ?? '').toString()),
    ).toMatchObject({ raw });
    expect(await ledgerOf(chunk)).toMatchObject({ in: 1, stored: 0, duplicate: 0, deadLettered: 1 });
  });
});

describe('doing a chunk again', () => {
  const attack = (): Chunk =>
    chunkOf(3, 'motcua-web', [
      recordOf(web('/?id=1+union+select+1'), 'p:1'),
      recordOf(web('/.env', 404), 'p:2'),
      recordOf('unreadable', 'p:3'),
    ]);

  it('changes nothing once the ledger has its row', async () => {
    await bench.handle(attack());
    const before = await bench.store.find('alert_hits', {});

    await bench.handle(attack(), 2);

    expect(await bench.store.find('alert_hits', {})).toEqual(before);
    expect(await eventCount()).toBe(2);
  });

  it.each(['ledger', 'digests', 'alert_hits', 'alerts', 'dead_letters', 'events'])(
    'gives the same result when the process died before writing %s',
    async (lost) => {
      const golden = await finishedState();
      const order = ['events', 'dead_letters', 'alert_hits', 'alerts', 'digests', 'ledger'];
      const broken = openBench();
      const writes = broken.store.insertManyOnce.bind(broken.store);
      broken.store.insertManyOnce = (collection, docs, day) =>
        order.indexOf(collection) >= order.indexOf(lost)
          ? Promise.reject(new Error('killed'))
          : writes(collection, docs, day);

      await expect(broken.handle(attack())).rejects.toThrow('killed');
      broken.store.insertManyOnce = writes;
      await broken.handle(attack(), 2);

      expect(await stateOf(broken)).toEqual(golden);
      await broken.close();
    },
  );

  async function finishedState(): Promise<unknown> {
    await bench.handle(attack());
    return stateOf(bench);
  }

  async function stateOf({ store, recorder }: Bench): Promise<unknown> {
    await recorder.drain();
    const events = await store.find<StoredEvent>('events', {
      limit: 100,
      days: { from: '2026-11-18', to: '2026-11-18' },
    });
    const [alerts, hits, letters, ledger] = await Promise.all([
      store.find<Alert>('alerts', {}),
      store.find<AlertHit>('alert_hits', {}),
      store.find<DeadLetter>('dead_letters', {}),
      store.find<LedgerRow>('ledger', {}),
    ]);
    return {
      events: events.docs,
      alerts: alerts.docs.map(({ version: _v, ...alert }) => alert),
      hits: hits.docs,
      letters: letters.docs.map(({ sealed: _s, ...letter }) => letter),
      ledger: ledger.docs,
    };
  }

  it('counts records that another chunk stored as duplicates, not as its own', async () => {
    await bench.handle(chunkOf(0, 'motcua-web', [recordOf(web('/'), 'p:1')]));
    const again = chunkOf(1, 'motcua-web', [recordOf(web('/'), 'p:1'), recordOf(web('/b'), 'p:2')]);

    await bench.handle(again);

    expect(await ledgerOf(again)).toMatchObject({ in: 2, stored: 1, duplicate: 1, deadLettered: 0 });
  });

  it('recognises a repeated batch after midnight', async () => {
    await bench.handle(
      chunkOf(0, 'motcua-web', [recordOf(web('/'), 'http:k:0')], {
        repeatable: true,
        partitionDay: '2026-11-17',
      }),
    );
    const next = chunkOf(1, 'motcua-web', [recordOf(web('/'), 'http:k:0')], {
      repeatable: true,
      partitionDay: '2026-11-18',
    });

    await bench.handle(next);

    expect(await ledgerOf(next)).toMatchObject({ stored: 0, duplicate: 1 });
    expect(await eventCount()).toBe(1);
  });
});

describe('alerts', () => {
  it('makes one alert per rule, entity and window, with counts from the evidence', async () => {
    await bench.handle(
      chunkOf(0, 'motcua-web', [recordOf(web('/.env'), 'p:1'), recordOf(web('/.git/config'), 'p:2')]),
    );
    await bench.handle(chunkOf(1, 'motcua-web', [recordOf(web('/backup.sql'), 'p:3')]));
    await bench.recorder.drain();

    const probes = (await alertsOf()).filter((alert) => alert.rule.id === 'web-secret-file-probe');
    expect(probes).toHaveLength(1);
    expect(probes[0]).toMatchObject({
      count: 3,
      entity: { kind: 'source.ip', value: '203.0.113.7' },
      systemId: 'mot-cua',
      systemLevel: 3,
      agencyId: 'vp-ubnd',
    });
    expect(probes[0]?.evidence).toHaveLength(3);
  });

  it.each([
    { name: 'without purpose', call: { purpose: undefined }, rule: 'access-without-purpose' },
    {
      name: 'under an expired agreement',
      call: { agreement_id: 'TT-2025-017', dataset: 'dat-dai' },
      rule: 'access-expired-agreement',
    },
    {
      name: 'under an unknown agreement',
      call: { agreement_id: 'TT-1999-1' },
      rule: 'access-unknown-agreement',
    },
    {
      name: 'of a dataset the agreement does not cover',
      call: { agreement_id: 'TT-2026-004' },
      rule: 'access-outside-agreement',
    },
    { name: 'around the bus', call: { channel: 'direct' }, rule: 'lgsp-direct-channel' },
    { name: 'of very many records', call: { rows: 9000 }, rule: 'data-bulk-extract' },
  ])('sees an access $name', async ({ call, rule }) => {
    const access = {
      time: '2026-11-18T02:00:00Z',
      request_id: 'r1',
      channel: 'lgsp',
      consumer: { agency: 'vp-ubnd', system: 'mot-cua', account: 'nguyen.an' },
      provider: { agency: 'so-khcn', system: 'kho-du-lieu' },
      service: 'tra-cuu',
      dataset: 'ho-tich',
      purpose: 'giai-quyet-tthc',
      agreement_id: 'TT-2026-001',
      authorisation: 'granted',
      authentication: 'oidc',
      rows: 1,
      status: 200,
      client_ip: '10.20.4.11',
    };
    await bench.handle(
      chunkOf(0, 'lgsp-gateway', [
        recordOf(JSON.stringify(access), 'p:1'),
        recordOf(JSON.stringify({ ...access, ...call }), 'p:2'),
      ]),
    );

    const alerts = (await alertsOf()).filter((alert) => alert.rule.id === rule);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]?.count).toBe(1);
  });

  it('tells of a system without approved dossier once a day', async () => {
    const reading = (n: number): string =>
      JSON.stringify({
        '@timestamp': `2026-11-18T02:${String(n).padStart(2, '0')}:00.000Z`,
        event: { kind: 'metric', category: ['host'], action: 'sensor_upload' },
        host: { name: 'iot-gw-01' },
      });
    await bench.handle(
      chunkOf(
        0,
        'iot-gateway',
        [0, 1, 2].map((n) => recordOf(reading(n), `p:${n}`)),
      ),
    );

    const alerts = (await alertsOf()).filter((alert) => alert.rule.id === 'system-without-approved-dossier');
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ systemId: 'iot-quan-trac', count: 3 });
  });
});

describe('correlation', () => {
  const burst = Array.from({ length: 14 }, (_, i) =>
    recordOf(failedLogin(i * 20, '198.51.100.66'), `p:${i}`),
  );
  const ids = async (): Promise<string[]> =>
    (await alertsOf())
      .filter((alert) => alert.rule.id === 'ssh-brute-force')
      .map((alert) => `${alert._id} ${alert.count}`);

  it('finds a burst spread over chunks, and not one that is too slow', async () => {
    await bench.handle(chunkOf(0, 'ttdl-linux', burst.slice(0, 7)));
    expect(await ids()).toEqual([]);
    await bench.handle(chunkOf(1, 'ttdl-linux', burst.slice(7)));
    await bench.handle(
      chunkOf(
        2,
        'ttdl-linux',
        Array.from({ length: 14 }, (_, i) => recordOf(failedLogin(i * 90, '198.51.100.77'), `q:${i}`)),
      ),
    );

    expect(
      (await alertsOf())
        .filter((alert) => alert.rule.id === 'ssh-brute-force')
        .map((alert) => alert.entity.value),
    ).toEqual(['198.51.100.66']);
  });

  it('gives the same alerts with the same counts whatever the order and grouping of the chunks', async () => {
    await bench.handle(chunkOf(0, 'ttdl-linux', burst));
    await bench.recorder.drain();
    const golden = await ids();
    expect(golden).toHaveLength(1);

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(burst, { minLength: burst.length }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 14 }),
        async (shuffled, sizes) => {
          const other = openBench();
          let seq = 0;
          for (const rest = [...shuffled]; rest.length > 0; seq++) {
            const chunk = chunkOf(seq, 'ttdl-linux', rest.splice(0, sizes[seq]));
            await other.handle(chunk);
            if (seq % 2 === 0) await other.handle(chunk, 2);
          }
          await other.recorder.drain();
          const found = (await other.store.find<Alert>('alerts', {})).docs
            .filter((alert) => alert.rule.id === 'ssh-brute-force')
            .map((alert) => `${alert._id} ${alert.count}`);
          await other.close();

          expect(found).toEqual(golden);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('explaining an alert', () => {
  const explained = async (ruleId: string) => {
    const alert = (await alertsOf()).find(({ rule }) => rule.id === ruleId);
    const { day = '', id = '' } = alert?.evidence[0] ?? {};
    const event = await bench.store.get<StoredEvent>('events', id, day);
    return event && explainMatch(rules.detection, ruleId, event);
  };

  it('names the selection, the field, what the event holds and the value that matched', async () => {
    await bench.handle(chunkOf(0, 'motcua-web', [recordOf(web('/.env'), 'p:1')]));

    expect(await explained('web-secret-file-probe')).toMatchObject({
      matched: true,
      condition: 'path',
      selections: [
        {
          name: 'path',
          matched: true,
          items: [{ item: 'url.path|endswith', actual: '/.env', values: ['/.env'], absent: false }],
        },
      ],
    });
  });

  it('explains a correlation by the rule it counts, and nothing for a rule that is not in force', async () => {
    await bench.handle(
      chunkOf(
        0,
        'ttdl-linux',
        Array.from({ length: 12 }, (_, i) => recordOf(failedLogin(i * 10, '198.51.100.66'), `p:${i}`)),
      ),
    );

    expect((await explained('ssh-brute-force'))?.selections.map(({ name }) => name)).toEqual(['failed']);
    expect(explainMatch(rules.detection, 'nosuch', {} as StoredEvent)).toBeUndefined();
  });
});

describe('replaying dead letters', () => {
  it('counts a record read late in the correlation that the rest of its chunk has met', async () => {
    const logins = Array.from({ length: 12 }, (_, i) =>
      recordOf(failedLogin(i * 20, '198.51.100.66'), `p:${i}`),
    );
    const late = recordOf(failedLogin(15, '198.51.100.66'), 'p:late');
    await bench.handle(chunkOf(0, 'ttdl-linux', [...logins, recordOf('\u0000', 'p:late')]));
    await bench.recorder.drain();
    const countOf = async (): Promise<number | undefined> =>
      (await alertsOf()).find((alert) => alert.rule.id === 'ssh-brute-force')?.count;
    expect(await countOf()).toBe(12);
    const { docs } = await bench.store.find<DeadLetter>('dead_letters', {});

    await replayDeadLetters(docs, {
      store: bench.store,
      work: bench.work,
      open: () => Buffer.from(JSON.stringify(late)),
      now: () => NOW,
    });
    await bench.recorder.drain();

    expect(await countOf()).toBe(13);
  });

  it('stores what can be read now, and keeps what cannot with its new reason', async () => {
    await bench.handle(
      chunkOf(0, 'nobody', [recordOf(web('/'), 'p:1'), recordOf('still unreadable', 'p:2')]),
    );
    const { docs } = await bench.store.find<DeadLetter>('dead_letters', {});
    const mended = docs.map((letter) => ({ ...letter, sourceId: 'motcua-web' }));

    const outcome = await replayDeadLetters(mended, {
      store: bench.store,
      work: bench.work,
      open: bench.open,
      now: () => NOW,
    });

    expect(outcome).toEqual({ replayed: 2, stored: 1, failed: 1 });
    const after = (await bench.store.find<DeadLetter>('dead_letters', {})).docs;
    expect(after.map(({ state }) => state).sort()).toEqual(['replay_failed', 'replayed']);
    expect(
      await replayDeadLetters(
        after.filter(({ state }) => state === 'replayed'),
        { store: bench.store, work: bench.work, open: bench.open, now: () => NOW },
      ),
    ).toEqual({ replayed: 0, stored: 0, failed: 0 });
  });
});
