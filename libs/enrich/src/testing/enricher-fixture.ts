import type { Agreement, EventDraft, Registry } from '@khien/model';
import { type AboutRecord, createEnricher } from '../enricher';

export const AT = '2026-11-20T01:15:30.000Z';
export const ABOUT: AboutRecord = {
  sourceId: 'motcua-web',
  chunkId: 'c1.000000000001',
  position: 'p',
  receivedAt: Date.parse(AT) + 1000,
  parser: 'web-access@1',
  timeQuality: 'device',
  hash: 'ab'.repeat(32),
};
const name = (vi: string) => ({ vi, en: vi });
const agreement = (id: string, more: Partial<Agreement> = {}): Agreement => ({
  id,
  consumer: 'mot-cua',
  provider: 'kho-du-lieu',
  datasets: ['ho-tich'],
  purposes: ['giai-quyet-tthc'],
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  citation: 'mẫu',
  ...more,
});
export const REGISTRY: Registry = {
  agencies: [
    {
      id: 'vp-ubnd',
      name: name('VP'),
      kind: 'department',
      networks: ['10.30.0.0/16', 'fd30::/32'],
      domains: ['vpubnd'],
    },
    {
      id: 'so-khcn',
      name: name('Sở'),
      kind: 'department',
      workingHours: { days: [6], spans: [['08:00', '12:00']] },
    },
    {
      id: 'xa-suoi-da',
      name: name('Xã'),
      kind: 'commune',
      networks: ['10.30.7.0/24', 'fd30:0:7::/48'],
      domains: ['suoida.haivan.example'],
    },
  ],
  systems: [
    {
      id: 'mot-cua',
      name: name('Một cửa'),
      agencyId: 'vp-ubnd',
      level: 3,
      dossier: { state: 'approved' },
      networks: ['10.20.4.0/24'],
      hosts: ['motcua-web-01'],
      domains: ['motcua.haivan.example'],
      datasets: [],
    },
    {
      id: 'kho-du-lieu',
      name: name('Kho'),
      agencyId: 'so-khcn',
      dossier: { state: 'drafting' },
      networks: ['10.20.2.0/24', 'fd20:2::/64', '10.20.0.0/16'],
      hosts: ['dw-sql-01'],
      domains: ['kho.haivan.example'],
      datasets: [{ id: 'ho-tich', dataClass: 'personal' }],
    },
  ],
  agreements: [
    agreement('A-VALID'),
    agreement('A-OLD', { validTo: '2026-11-19' }),
    agreement('A-LAST-DAY', { validTo: '2026-11-20' }),
    agreement('A-SOON', { validFrom: '2026-11-21' }),
    agreement('A-AGENCY', { consumer: 'vp-ubnd', provider: 'so-khcn' }),
    agreement('A-OTHER', { provider: 'mot-cua' }),
  ],
  sources: [
    {
      id: 'motcua-web',
      name: name('web'),
      profile: 'web-access',
      systemId: 'mot-cua',
      transport: { kind: 'replay' },
      timezone: 'Asia/Ho_Chi_Minh',
      encoding: 'utf-8',
      silenceMinutes: 30,
    },
  ],
  calendar: {
    timezone: 'Asia/Ho_Chi_Minh',
    workingHours: {
      days: [1, 2, 3, 4, 5],
      spans: [
        ['07:30', '11:30'],
        ['13:30', '17:00'],
      ],
    },
    holidays: [{ day: '2026-11-24', name: 'Ngày Văn hóa Việt Nam', citation: 'mẫu' }],
    workingDays: [{ day: '2026-11-28', citation: 'mẫu' }],
  },
};
export const enricher = createEnricher({
  registry: REGISTRY,
  pseudonymise: (kind, value, year) => `${kind}:${year}${Buffer.from(value).toString('hex').slice(0, 8)}`,
});

export const draft = (more: Partial<EventDraft> = {}): EventDraft => ({
  '@timestamp': AT,
  ecs: { version: '9.1.0' },
  ...more,
  event: {
    kind: 'event',
    category: ['web'],
    type: ['access'],
    action: 'http_request',
    outcome: 'success',
    ...more.event,
  },
});
