import { Event } from '@khien/model';
import fc from 'fast-check';
import { createProfileBook } from '../registry';
import { parseMappings } from './parse-mappings';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const BASE = {
  title: { vi: 'Thử', en: 'Try' },
  logsource: { product: 'try' },
  map: { nguoi: 'user.name', may: 'source.ip' },
};
const parse = (value: object, file = 'mappings/thu.yml') =>
  parseMappings([{ file, value, lineAt: (path) => path.length + 1 }]);

function profileOf(value: object) {
  const { profiles, problems } = parse(value);
  expect(problems).toEqual([]);
  return profiles[0] as NonNullable<(typeof profiles)[0]>;
}

const expectAn = { 'user.name': 'an', 'source.ip': '10.0.0.1' };

describe('mappings', () => {
  it.each([
    ['json', {}, '{"nguoi":"an","may":"10.0.0.1"}'],
    ['json', {}, '<14>Nov 20 08:15:30 h app: {"nguoi":"an","may":"10.0.0.1"}'],
    ['kv', {}, 'nguoi=an may=10.0.0.1'],
    ['kv', { separator: '|' }, 'nguoi=an|may=10.0.0.1|x=a b'],
    ['csv', { columns: ['nguoi', 'may', 'x'] }, 'an,10.0.0.1,"a, b"'],
    ['csv', { columns: ['nguoi', 'may'], delimiter: 'tab' }, 'an\t10.0.0.1'],
    ['cef', { map: { suser: 'user.name' } }, 'CEF:0|A|B|1|2|n|3|suser=an src=10.0.0.1'],
    ['leef', { map: { nguoi: 'user.name' } }, 'LEEF:1.0|A|B|1|2|nguoi=an\tsrc=10.0.0.1'],
    ['pattern', { patterns: ['%{word:nguoi} @ %{ip:may}'] }, 'an @ 10.0.0.1'],
  ])('%s %j: %s', (format, more, record) => {
    const profile = profileOf({ ...BASE, format, ...more, examples: [{ record, expect: expectAn }] });
    expect(profile.id).toBe('mapped:thu');
    expect(profile.toEvent(record, CONTEXT)).toMatchObject({
      ok: true,
      event: { user: { name: 'an' }, event: { dataset: 'mapped.thu' } },
    });
  });

  it.each([
    ['dd/MM/yyyy HH:mm:ss', '20/11/2026 08:15:30', '2026-11-20T01:15:30.000Z'],
    ['d/M/yyyy H:mm', '5/1/2026 8:05', '2026-01-05T01:05:00.000Z'],
    ['dd-MM-yyyy hh:mm:ss a', '20-11-2026 08:15:30 CH', '2026-11-20T13:15:30.000Z'],
    ['dd-MMM-yyyy HH:mm:ss', '20-nov-2026 08:15:30', '2026-11-20T01:15:30.000Z'],
    ['yyyyMMddHHmmss', '20261120081530', '2026-11-20T01:15:30.000Z'],
    ['yyyy-MM-ddTHH:mm:ss.SSSZ', '2026-11-20T08:15:30.123+09:00', '2026-11-19T23:15:30.123Z'],
    ['auto', '1795137330', '2026-11-20T01:15:30.000Z'],
  ])('reads a time written %s', (format, written, expected) => {
    const record = JSON.stringify({ luc: written });
    const profile = profileOf({
      ...BASE,
      format: 'json',
      time: { field: 'luc', format },
      examples: [{ record, expect: { '@timestamp': expected } }],
    });
    expect(profile.toEvent('{"luc":"hôm qua"}', CONTEXT)).toMatchObject({ ok: false, reason: 'bad_field' });
  });

  it('turns values into words, whatever their case, and keeps what it has no place for', () => {
    const profile = profileOf({
      ...BASE,
      format: 'json',
      constants: { 'event.type': ['access'], 'observer.product': 'Thử' },
      action: { field: 'viec.ten', words: { XEM: 'data_read' }, otherwise: 'other' },
      category: { field: 'viec.ten', words: { XEM: 'api, database' } },
      outcome: { field: 'ma', success: [0], failure: [1] },
      examples: [
        {
          record: '{"viec":{"ten":"xem"},"ma":1}',
          expect: {
            'event.action': 'data_read',
            'event.category': ['api', 'database'],
            'event.outcome': 'failure',
          },
        },
      ],
    });
    expect(profile.toEvent('{"viec":{"ten":"XOA"},"ma":7,"la":{"gi":1}}', CONTEXT)).toMatchObject({
      event: { event: { action: 'other', outcome: 'unknown', type: ['access'] }, vendor: { la_gi: 1 } },
    });
  });

  const example = { record: '{"nguoi":"an"}', expect: { 'user.name': 'an' } };
  it.each([
    [
      'an example that comes out otherwise',
      { examples: [{ ...example, expect: { 'user.name': 'binh' } }] },
      /examples\.0: user\.name: expected "binh", got "an"/,
    ],
    ['an example that is refused', { examples: [{ ...example, record: 'x' }] }, /examples\.0: refused/],
    [
      'an example that should be refused and is not',
      { examples: [{ record: '{}', refused: true }] },
      /expected to be refused/,
    ],
    ['no example', { examples: [] }, /examples/],
    ['a misspelt field', { map: { nguoi: 'user.nmae' } }, /user\.nmae: no field/],
    [
      'a field only Khiên fills',
      { constants: { 'access.data_class': 'open' } },
      /access\.data_class: no field/,
    ],
    ['a field of Khiên’s own', { map: { nguoi: 'khien.system_id' } }, /khien\.system_id: no field/],
    ['a key nobody knows', { extra: 1 }, /Unrecognized key|extra/],
    ['csv without columns', { format: 'csv' }, /columns/],
    ['a pattern without values', { format: 'pattern', patterns: ['x'] }, /patterns: holds no/],
    ['a time without a day', { time: { field: 'luc', format: 'HH:mm' } }, /names no/],
  ])('are refused with %s', (_, wrong, message) => {
    const { profiles, problems } = parse({ ...BASE, format: 'json', examples: [example], ...wrong });
    expect(profiles).toEqual([]);
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message);
    expect(problems[0]).toMatchObject({ file: 'mappings/thu.yml', line: expect.any(Number) });
  });

  it('takes nobody’s place, and is recognised only by what it says of itself', () => {
    const record = 'HOSO nguoi=an may=10.0.0.1';
    const made = { ...BASE, format: 'kv', contains: ['HOSO '], examples: [{ record, expect: expectAn }] };
    const book = createProfileBook([profileOf(made)]);
    expect(book.recognise(record)?.id).toBe('mapped:thu');
    expect(book.recognise('nguoi=an may=10.0.0.1')?.id).not.toBe('mapped:thu');
    expect(book.byId('cef')?.id).toBe('cef');
    expect(book.ids()).toContain('mapped:thu');
    expect(createProfileBook().byId('mapped:thu')).toBeUndefined();
    expect(parse(made, 'Tên sai.yml').problems).toHaveLength(1);
    const twice = { value: made, lineAt: () => 1 };
    expect(
      parseMappings([
        { file: 'a/thu.yml', ...twice },
        { file: 'b/thu.yml', ...twice },
      ]).problems[0]?.message,
    ).toMatch(/one name/);
  });

  it('make an event the closed schema takes, or a reason, of anything', () => {
    const profiles = [
      profileOf({ ...BASE, format: 'json', time: { field: 'luc' }, examples: [example] }),
      profileOf({ ...BASE, format: 'kv', examples: [{ record: 'nguoi=an', expect: { 'user.name': 'an' } }] }),
      profileOf({
        ...BASE,
        format: 'pattern',
        patterns: ['%{text:nguoi} %{ip:may} %{rest:la}'],
        examples: [{ record: 'an 10.0.0.1 x', expect: expectAn }],
      }),
    ];
    const text = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.stringMatching(/^[a-z0-9= ."]{0,80}$/),
    );
    fc.assert(
      fc.property(text, (record) => {
        for (const profile of profiles) {
          const result = profile.toEvent(record, CONTEXT);
          if (result.ok) Event.parse(result.event);
          else expect(result.detail).not.toBe('');
        }
      }),
      { numRuns: 1000 },
    );
  });
});
