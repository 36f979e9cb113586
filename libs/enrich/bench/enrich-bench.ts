import { createHmac } from 'node:crypto';
import { createEnricher } from '@khien/enrich';
import type { EventDraft, Registry, System } from '@khien/model';

/** Events per second of processor time, beside JSON.stringify of the same events in the same run. */
export interface EnrichBenchRow {
  name: string;
  eventsPerSecond: number;
  masked: number;
  limit: 'JSON.stringify';
  limitPerSecond: number;
}

const EVENTS = 50_000;
const CHUNK = 500;
const ROUNDS = 6;
const RECEIVED = Date.UTC(2026, 10, 20, 2);

/** Web events without and with personal data, against a registry of sixty systems. */
export function benchEnrich(): EnrichBenchRow[] {
  const enricher = createEnricher({
    registry: registryOf(60),
    pseudonymise: (kind, value, year) =>
      `${kind}:${createHmac('sha256', 'bench').update(`${kind}${value}${year}`).digest('hex').slice(0, 16)}`,
  });
  const about = {
    sourceId: 'web',
    chunkId: 'c1.000000000001',
    position: 'p',
    receivedAt: RECEIVED,
    parser: 'web-access@1',
    timeQuality: 'device' as const,
    hash: '0'.repeat(64),
  };
  return [
    { name: 'enrich web, no personal data', query: (at: number) => `ma=H32-${at}&trang=2` },
    {
      name: 'enrich web, a name and an identity number',
      query: (at: number) => `hoTen=Nguy%E1%BB%85n+An&cccd=0792030${String(at).padStart(5, '0')}`,
    },
  ].map(({ name, query }) => {
    let rate = 0;
    let limit = 0;
    let masked = 0;
    for (let round = 0; round < ROUNDS; round++) {
      masked = 0;
      let spent = 0;
      let stringified = 0;
      for (let from = 0; from < EVENTS; from += CHUNK) {
        const drafts = Array.from({ length: CHUNK }, (_, at) => draftOf(from + at, query(from + at)));
        stringified += timed(() => drafts.forEach((draft) => void JSON.stringify(draft)));
        spent += timed(() => {
          for (const draft of drafts) masked += enricher.enrich(draft, about).masked;
        });
      }
      rate = Math.max(rate, Math.round((EVENTS * 1e6) / spent));
      limit = Math.max(limit, Math.round((EVENTS * 1e6) / stringified));
    }
    return { name, eventsPerSecond: rate, masked, limit: 'JSON.stringify' as const, limitPerSecond: limit };
  });
}

function timed(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

function draftOf(at: number, query: string): EventDraft {
  return {
    '@timestamp': new Date(RECEIVED - at).toISOString(),
    ecs: { version: '9.1.0' },
    event: {
      kind: 'event',
      category: ['web'],
      type: ['access'],
      action: 'http_request',
      outcome: 'success',
      dataset: 'web.access',
    },
    source: { address: `10.20.4.${at % 250}`, ip: `10.20.4.${at % 250}` },
    http: {
      version: '1.1',
      request: { method: 'GET', referrer: 'https://motcua.haivan.example/' },
      response: { status_code: 200, body: { bytes: at } },
    },
    url: { original: `/tra-cuu/ho-so?${query}`, path: '/tra-cuu/ho-so', query },
    destination: { domain: `s${at % 60}.haivan.example`, port: 443 },
    user_agent: {
      original: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36',
    },
    related: { ip: [`10.20.4.${at % 250}`] },
  };
}

function registryOf(count: number): Registry {
  const systems = Array.from(
    { length: count },
    (_, at): System => ({
      id: `s${at}`,
      name: { vi: `Hệ thống ${at}`, en: `System ${at}` },
      agencyId: 'so-khcn',
      level: 3,
      dossier: { state: 'approved' },
      networks: [`10.${at}.0.0/16`, `fd20:${at}::/64`],
      hosts: [`may-${at}`],
      domains: [`s${at}.haivan.example`],
      datasets: [],
    }),
  );
  return {
    agencies: [],
    systems,
    agreements: [],
    sources: [],
    calendar: {
      timezone: 'Asia/Ho_Chi_Minh',
      workingHours: {
        days: [1, 2, 3, 4, 5],
        spans: [
          ['07:30', '11:30'],
          ['13:30', '17:00'],
        ],
      },
      holidays: [],
      workingDays: [],
    },
  };
}
