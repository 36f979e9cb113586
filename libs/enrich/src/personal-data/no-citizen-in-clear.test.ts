import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_FIELDS, type EventDraft, type Registry } from '@khien/model';
import fc from 'fast-check';
import { createEnricher } from '../enricher';

const PROFILES = join(__dirname, '..', '..', '..', 'profiles', 'src');
const SAMPLES: EventDraft[] = readdirSync(PROFILES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.event.json'))
  .map((file) => JSON.parse(readFileSync(join(PROFILES, file), 'utf8')).event);

const REGISTRY: Registry = {
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
};
const enricher = createEnricher({
  registry: REGISTRY,
  pseudonymise: (kind, value) => `${kind}:${tokenOf(value)}`,
});
const ABOUT = {
  sourceId: 's',
  chunkId: 'c',
  position: 'p',
  receivedAt: 0,
  parser: 'p@1',
  timeQuality: 'device' as const,
  hash: 'h',
};

/** Sixteen letters that hold none of the value's digits. */
function tokenOf(value: string): string {
  let sum = 7;
  for (const character of value) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_003;
  return [...String(sum).padStart(16, '0')].map((digit) => 'abcdefabcd'[Number(digit)]).join('');
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const cccd = fc
  .tuple(fc.constantFrom('001', '056', '079', '096'), fc.constantFrom('0', '1', '2', '3'), digits(8))
  .map((parts) => parts.join(''));
const mobile = fc
  .tuple(fc.constantFrom('090', '032', '079', '058', '088'), digits(7))
  .map((parts) => parts.join(''));
const taxCode = digits(9)
  .map((nine) => ({
    nine,
    check:
      10 -
      ([31, 29, 23, 19, 17, 13, 7, 5, 3].reduce((sum, weight, at) => sum + weight * Number(nine[at]), 0) %
        11),
  }))
  .filter(({ nine, check }) => check < 10 && /^(?:0[1-9]|[2-5]|6[0-3]|8)/.test(nine))
  .map(({ nine, check }) => `${nine}${check}`);
const card = digits(14).map((body) => {
  const partial = `4${body}`;
  const sum = [...partial]
    .reverse()
    .reduce(
      (total, digit, at) =>
        total +
        (at % 2 === 0 ? (Number(digit) > 4 ? Number(digit) * 2 - 9 : Number(digit) * 2) : Number(digit)),
      0,
    );
  return `${partial}${(10 - (sum % 10)) % 10}`;
});
const surname = fc.constantFrom('Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đặng');
const given = fc.constantFrom('Văn Bỉnh', 'Thị Hạnh', 'Quốc Toản', 'Ngọc Ánh Dương');

/** What must not be found afterwards, and the words it comes in. */
interface Identifier {
  clear: string;
  words: string;
  query: string;
}
const inQuery = (key: string, value: string) => `${key}=${encodeURIComponent(value)}`;
const identifier: fc.Arbitrary<Identifier> = fc.oneof(
  cccd.map((value) => ({ clear: value, words: `so ${value}`, query: inQuery('q', value) })),
  digits(12).map((value) => ({
    clear: value,
    words: `số CCCD ${value}`,
    query: inQuery('so_dinh_danh', value),
  })),
  digits(9).map((value) => ({ clear: value, words: `CMND: ${value}`, query: inQuery('soCMND', value) })),
  mobile.map((value) => ({
    clear: value.slice(1),
    words: `goi +84${value.slice(1)}`,
    query: inQuery('lien_he', value),
  })),
  taxCode.map((value) => ({ clear: value, words: `doanh nghiep ${value}`, query: inQuery('q', value) })),
  digits(12).map((value) => ({
    clear: `GD4${value}`,
    words: `the GD4${value}`,
    query: inQuery('the', `GD4${value}`),
  })),
  card.map((value) => ({ clear: value, words: `card ${value}`, query: inQuery('so', value) })),
  fc.stringMatching(/^[a-z]{5,10}[0-9]{0,3}$/).map((value) => ({
    clear: `${value}@thu.example`,
    words: `gui ${value}@thu.example`,
    query: inQuery('lien_he', `${value}@thu.example`),
  })),
  fc.tuple(surname, given).map(([first, last]) => ({
    clear: `${first} ${last}`,
    words: `họ tên: ${first} ${last}`,
    query: inQuery('hoTen', `${first} ${last}`),
  })),
  fc
    .stringMatching(/^[A-Za-z0-9]{10,16}$/)
    .map((value) => ({ clear: value, words: `password=${value}`, query: inQuery('access_token', value) })),
);

/** Fields that stay as they are, each with its reason; whatever is not listed here must come out clean. */
const KEPT: ReadonlyArray<readonly [reason: string, fields: RegExp]> = [
  [
    'ours, times and words of a fixed list',
    /^(@timestamp|ecs\.|khien\.|tags|event\.(?!reason)|access\.(agreement_state|agreement_covers|data_class|channel|authentication|authorisation|account_type|questions))/,
  ],
  ['the acting official is named', /^(user\.(id|name|domain|email|full_name|roles)$|organization\.)/],
  [
    'accounts: only identity and phone numbers are masked, when they are the whole of it',
    /(^|\.)user\.((target|effective)\.)?(id|name)$|^related\.user$/,
  ],
  [
    'machines: without a word beside them, tax codes and cards are serial numbers there (every-field.test.ts has the rest)',
    /^(host|observer|network|service|tls|log|rule|threat)\.|\.(ip|mac|hash\.\w+|geo\.\w+)$|^related\.|organization\.name$|^user\.\w+\.(domain|full_name|roles)$/,
  ],
  [
    'names of services, methods, types and ids',
    /^(xroad\.|http\.version|http\.request\.(method|id|mime_type)|http\.response|url\.(domain|scheme|extension)|user_agent\.(?!original)|dns\.(?!question\.name)|process\.(.*entity_id|name)|process\.parent\.name|email\.(message_id|direction|local_id)|registry\.hive)/,
  ],
];
const scanned = [...EVENT_FIELDS].filter(
  ([path, kind]) => ['string', 'strings'].includes(kind) && !KEPT.some(([, fields]) => fields.test(path)),
);

function put(event: EventDraft, path: string, value: unknown): EventDraft {
  const copy = structuredClone(event) as unknown as Record<string, unknown>;
  let holder = copy;
  const segments = path.split('.');
  for (const segment of segments.slice(0, -1)) {
    holder[segment] ??= {};
    holder = holder[segment] as Record<string, unknown>;
  }
  holder[segments.at(-1) ?? ''] = value;
  return copy as unknown as EventDraft;
}

function clearTextIn(event: EventDraft): string {
  return JSON.stringify(event)
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9A-F]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
}

describe('no citizen identifier in clear text in the stored event', () => {
  it('has samples, and scans what it should', () => {
    expect(SAMPLES.length).toBeGreaterThan(40);
    expect(scanned.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        'message',
        'url.original',
        'url.query',
        'url.path',
        'url.full',
        'http.request.referrer',
        'user_agent.original',
        'file.path',
        'process.command_line',
        'process.args',
        'error.message',
        'access.on_behalf_of',
        'access.case_id',
        'event.reason',
        'email.subject',
      ]),
    );
  });

  it('whatever scanned field of whatever sample it stands in, and masking twice changes nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES),
        fc.constantFrom(...scanned),
        identifier,
        (sample, [path, kind], { clear, words, query }) => {
          const isUrl = path.startsWith('url.') || path.endsWith('referrer');
          const value = isUrl
            ? path === 'url.query'
              ? `a=1&${query}&b=2`
              : path === 'url.path'
                ? `/a/${words}`
                : `/a/b?a=1&${query}&b=2`
            : `truoc ${words}; sau`;
          const { event, masked } = enricher.enrich(
            put(sample, path, kind === 'strings' ? [value] : value),
            ABOUT,
          );
          expect(clearTextIn(event)).not.toContain(clear);
          expect(masked).toBeGreaterThan(0);
          const again = enricher.enrich(structuredClone(event), ABOUT);
          expect(again.masked).toBe(0);
          // What is judged anew may differ: a stored event has an `access`, a draft may not.
          expect({ ...again.event, access: 0, khien: 0, tags: 0 }).toEqual({
            ...event,
            access: 0,
            khien: 0,
            tags: 0,
          });
        },
      ),
      { numRuns: 3000, seed: 20261121 },
    );
  }, 120_000);

  it('in vendor fields and labels, by key or by value', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES),
        fc.constantFrom('vendor', 'labels'),
        identifier,
        (sample, holder, { clear, words, query }) => {
          const [key = '', encoded = ''] = query.split('=');
          const fields = { [`body_${key}`]: decodeURIComponent(encoded), note: words, url: `/x?${query}` };
          const { event } = enricher.enrich(put(sample, holder, fields), ABOUT);
          expect(clearTextIn(event)).not.toContain(clear);
        },
      ),
      { numRuns: 1000, seed: 20261121 },
    );
  });

  it.each([
    ['an identity number written as a number', { so_cccd: 79203001234 }, '79203001234'],
    ['a phone number written as a number', { soDienThoai: 912345678 }, '912345678'],
    ['a birth date', { ngaySinh: '01/02/1990' }, '01/02/1990'],
    ['an address', { nguoi_nop_dia_chi: '12 Lê Lợi, Phường 1' }, 'Lê Lợi'],
    ['a key in decomposed letters', { ['Họ tên'.normalize('NFD')]: 'Lê Hoa' }, 'Lê Hoa'],
    ['a statement', { db_statement: "INSERT INTO cd VALUES ('Lê Hoa', '079203001234')" }, 'Lê Hoa'],
    ['JSON in a value', { body: '{"hoTen":"Lê Hoa","ngaySinh":"01/02/1990"}' }, 'Lê Hoa'],
  ])('%s in a vendor field', (_, vendor, clear) => {
    const { event } = enricher.enrich(put(SAMPLES[0] as EventDraft, 'vendor', vendor), ABOUT);
    expect(JSON.stringify(event)).not.toContain(clear);
  });

  it('keeps officials named, and hides an account that is an identity number the same way everywhere', () => {
    const official = put(
      put(SAMPLES[0] as EventDraft, 'user', {
        name: 'le.hoa',
        id: '1004',
        email: 'le.hoa@sokhcn.gov.vn',
        full_name: 'Lê Hoa',
      }),
      'related',
      { user: ['le.hoa'] },
    );
    expect(enricher.enrich(official, ABOUT).event).toMatchObject({
      user: { name: 'le.hoa', id: '1004', email: 'le.hoa@sokhcn.gov.vn', full_name: 'Lê Hoa' },
      related: { user: ['le.hoa'] },
    });
    const citizen = put(put(SAMPLES[0] as EventDraft, 'user', { name: '079203001234' }), 'related', {
      user: ['079203001234'],
    });
    const { event } = enricher.enrich(citizen, ABOUT);
    expect(event.user?.name).toMatch(/^\[cccd:/);
    expect(event.related?.user).toEqual([event.user?.name]);
    const signedIn = put(SAMPLES[0] as EventDraft, 'user', { id: '079203001234', email: 'an.b@gmail.com' });
    const { user } = enricher.enrich(signedIn, ABOUT).event;
    expect(user?.id).toBe(event.user?.name);
    expect(user?.email).toMatch(/^\[email:/);
  });

  it.each([
    ['le.hoa', 'le.hoa'],
    ['UBND\\\\le.hoa', 'UBND\\\\le.hoa'],
    ['le.hoa@ubnd.local', 'le.hoa@ubnd.local'],
    ['le.hoa@sokhcn.gov.vn', 'le.hoa@sokhcn.gov.vn'],
    ['123456789012', '123456789012'],
    ['LE.hoa@gmail.com', expect.stringMatching(/^\[email:/)],
    ['0912345678', expect.stringMatching(/^\[phone:/)],
    ['079203001234', expect.stringMatching(/^\[cccd:/)],
  ])('account %s', (name, stored) => {
    const { event } = enricher.enrich(put(SAMPLES[0] as EventDraft, 'user', { target: { name } }), ABOUT);
    expect(event.user?.target?.name).toEqual(stored);
  });

  it('hides whoever is represented', () => {
    for (const subject of ['Lê Hoa', '079203001234', 'Công ty A', '0100109106'])
      expect(
        enricher.enrich(put(SAMPLES[0] as EventDraft, 'access', { on_behalf_of: subject }), ABOUT).event
          .access?.on_behalf_of,
      ).toMatch(/^\[\w+:\w+\]$/);
  });

  it('does not take machines for people: few samples hold somebody, but for senders and receivers of mail', () => {
    const held = SAMPLES.filter((sample) =>
      /\[(?!email:)\w+:[a-d]{16}\]/.test(
        JSON.stringify(enricher.enrich(structuredClone(sample), ABOUT).event),
      ),
    );
    expect(held.length / SAMPLES.length).toBeLessThan(0.05);
  });
});
