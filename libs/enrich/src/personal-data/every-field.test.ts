import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDraft } from '@khien/model';
import { createEnricher } from '../enricher';

/** Every string of every sample of every profile is replaced by an identifier in turn: none may be in the stored event. */
const PROFILES = join(__dirname, '..', '..', '..', 'profiles', 'src');
const SAMPLES = readdirSync(PROFILES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.event.json'))
  .map((file) => ({
    file,
    event: JSON.parse(readFileSync(join(PROFILES, file), 'utf8')).event as EventDraft,
  }));

const enricher = createEnricher({
  registry: {
    agencies: [],
    systems: [],
    agreements: [],
    sources: [],
    calendar: {
      timezone: 'Asia/Ho_Chi_Minh',
      workingHours: { days: [1], spans: [] },
      holidays: [],
      workingDays: [],
    },
  },
  pseudonymise: (kind, value) => `${kind}:${lettersOf(value)}`,
});
const HASH = 'ab'.repeat(32);
const enrich = (draft: EventDraft) =>
  enricher.enrich(draft, {
    sourceId: 's',
    chunkId: 'c',
    position: 'p',
    receivedAt: 0,
    parser: 'p@1',
    timeQuality: 'device',
    hash: HASH,
  });

/** Sixteen letters that hold none of the value's digits. */
function lettersOf(value: string): string {
  let sum = 7;
  for (const character of value) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_003;
  return [...String(sum).padStart(16, '0')].map((digit) => 'abcdefabcd'[Number(digit)]).join('');
}

/** Words of fixed lists, times, digests, addresses of machines, numbers of a vendor's catalogue: a profile never writes text of the record there. */
const NOT_TEXT =
  /^(?:@timestamp|ecs\.version|event\.(?:kind|category|type|outcome|code|timezone|created|ingested|start|end|hash)|observer\.serial_number|rule\.(?:id|uuid)|network\.(?:community_id|transport)|registry\.hive|tls\.client\.ja3|http\.(?:version|request\.method)|related\.(?:ip|hash)|(?:vendor|labels)\.(?:\w+_)?(?:log_?id|logver|serial(?:_?(?:no|num|number))?)|access\.(?:agreement_\w+|data_class|channel|authorisation|account_type))$|(?:^|\.)(?:ip|mac|hash\.\w+)$/;

type Leaf = { path: string; set(draft: EventDraft, value: string): void };

function leavesOf(value: unknown, path: string[] = []): Leaf[] {
  if (typeof value === 'string')
    return NOT_TEXT.test(path.filter((key) => !/^\d+$/.test(key)).join('.'))
      ? []
      : [{ path: path.join('.'), set: (draft, text) => put(draft, path, text) }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function put(draft: EventDraft, path: readonly string[], text: string): void {
  let holder = draft as unknown as Record<string, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  holder[path.at(-1) ?? ''] = text;
}

/** What is planted, and what may not be found afterwards in any spelling. */
const IDENTIFIERS: ReadonlyArray<readonly [name: string, planted: string, clear: RegExp]> = [
  ['an identity number', '079203001234', /079203001234/],
  ['one with spaces', '079 203 001 234', /079 203 001 234/],
  ['one with dots', '079.203.001234', /203.001234/],
  ['one with dashes', '079-203-001-234', /079-203/],
  ['one in full-width digits', '０７９２０３００１２３４', /０７９|079203/],
  ['one with zero-width characters', '0792\u200b0300\u200b1234', /1234/],
  ['one behind a word', 'congdan_079203001234', /079203001234/],
  ['one before a domain', '079203001234@vneid.example', /079203001234/],
  ['one behind a domain', 'DVC\\079203001234', /079203001234/],
  ['a phone number', '0912345678', /912345678/],
  ['a phone number in groups', '0912.345.678', /345.678/],
  ['a phone number with country code', '+84 912 345 678', /912.?345/],
  ['a private mail address', 'an.nguyen@gmail.com', /an\.nguyen/],
];
/** In fields that are no accounts, more forms are looked through. */
const IN_TEXT: ReadonlyArray<readonly [name: string, planted: string, clear: RegExp]> = [
  ['percent-encoded digits', '%30%37%39%32%30%33%30%30%31%32%33%34', /%30%37|079203/],
  [
    'twice percent-encoded',
    'cccd%253D%2530%2537%2539%2532%2530%2533%2530%2530%2531%2532%2533%2534',
    /%2537|079203/,
  ],
  ['an old identity card by its word', 'CMND 023456789', /023456789/],
  ['a health card', 'DN4790123456789', /4790123456789/],
  ['base64', Buffer.from('079203001234').toString('base64'), /MDc5MjAz/],
  ['JSON in base64', Buffer.from('{"hoTen":"Lê Hoa","x":1}').toString('base64'), /IkzDqiBIb2E/],
  ['JSON in a string', '{"ho_ten":"Lê Hoa","ngaySinh":"01/02/1990"}', /Lê Hoa|1990/],
  ['JSON in a JSON string', '{\\"diaChi\\":\\"12 Lê Lợi\\"}', /Lê Lợi/],
  [
    'base64 of UTF-16',
    Buffer.from('Write 079203001234', 'utf16le').toString('base64'),
    /MAA3ADkAMgAwADMAMAAwADEAMgAz/,
  ],
  [
    'a form without marks',
    'Ho va ten: Le Thi Hoa; Ngay sinh: 01/02/1990; Dia chi thuong tru: 12 Le Loi',
    /Thi Hoa|1990|Loi/,
  ],
  [
    'a form in decomposed letters',
    'Họ và tên: Le Thi Hoa, Nơi ở hiện nay: 12 Le Loi'.normalize('NFD'),
    /Thi Hoa|Loi/,
  ],
];
const ACCOUNT =
  /^(?:(?:[\w.]+\.)?user\.(?:(?:target|effective)\.)?(?:name|id|email)|related\.user\.\d+|email\.message_id)$/;

describe('an identifier in a field of a sample', () => {
  const cases = [
    ...IDENTIFIERS.map((one) => [...one, true] as const),
    ...IN_TEXT.map((one) => [...one, false] as const),
  ];
  it('has samples of many profiles', () => {
    expect(new Set(SAMPLES.map(({ file }) => file.split('/')[0])).size).toBeGreaterThan(10);
  });

  it.each(cases)('%s', (_, planted, clear, inAccounts) => {
    const survived = new Set<string>();
    for (const { file, event } of SAMPLES) {
      const draft = structuredClone(event);
      const leaves = leavesOf(event).filter(({ path }) => inAccounts || !ACCOUNT.test(path));
      for (const leaf of leaves) leaf.set(draft, planted);
      const stored = enrich(draft).event;
      for (const leaf of leavesOf(stored)) {
        if (leaf.path.startsWith('khien.') || (!inAccounts && ACCOUNT.test(leaf.path))) continue;
        if (clear.test(valueAt(stored, leaf.path))) survived.add(`${file.split('/')[0]} ${leaf.path}`);
      }
      expect(stored.event.hash).toBe(HASH);
      const once = JSON.stringify(stored);
      const again = enrich(JSON.parse(once));
      expect([file, again.masked]).toEqual([file, 0]);
      for (const user of stored.related?.user ?? []) if (inAccounts) expect(user).not.toMatch(clear);
    }
    expect([...survived].slice(0, 20)).toEqual([]);
  });

  it('is the same token in `related` as where it stands', () => {
    const value = '079203001234';
    const { event } = enrich({
      ...(SAMPLES[0]?.event as EventDraft),
      user: { name: value },
      host: { name: `may-${value}` },
      email: { from: { address: ['An.Nguyen@thu.example'] } },
      related: { user: [value, 'An.Nguyen@thu.example', 'le.hoa'], hosts: [`may-${value}`] },
    });
    expect(event.related?.user).toEqual([event.user?.name, event.email?.from?.address?.[0], 'le.hoa']);
    expect(event.related?.hosts).toEqual([event.host?.name]);
    expect(event.host?.name).toMatch(/^may-\[cccd:/);
  });

  it('keeps an official named who acts for their own agency, and hides whoever else is represented', () => {
    const base = SAMPLES[0]?.event as EventDraft;
    const own = enrich({
      ...base,
      user: { name: 'le.hoa' },
      access: { on_behalf_of: 'le.hoa' },
      related: { user: ['le.hoa'] },
    });
    expect(own.event.related?.user).toEqual(['le.hoa']);
    const other = enrich({
      ...base,
      user: { name: 'le.hoa' },
      access: { on_behalf_of: 'Lê Hoa' },
      related: { user: ['le.hoa', 'Lê Hoa'] },
    });
    expect(other.event.related?.user).toEqual(['le.hoa', other.event.access?.on_behalf_of]);
  });

  it('leaves accounts, hosts, calls and catalogue numbers of the samples readable', () => {
    for (const { file, event } of SAMPLES) {
      const { event: stored } = enrich(structuredClone(event));
      for (const path of [
        'user.name',
        'user.id',
        'user.target.name',
        'host.name',
        'observer.name',
        'event.id',
        'event.code',
        'rule.id',
        'http.request.id',
        'xroad.message_id',
      ])
        expect([file, path, valueAt(stored, path)]).toEqual([file, path, valueAt(event, path)]);
    }
  });
});

function valueAt(event: unknown, path: string): string {
  let value = event;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return '';
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' ? value : '';
}
