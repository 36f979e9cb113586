import type { Deadline } from '@khien/model';
import fc from 'fast-check';
import { parseIcs, textOf } from '../testing/ics-parser';
import { escapeText, foldLine } from './fold-line';
import { icsOf } from './ics-of';

const deadline = (over: Partial<Deadline> = {}): Deadline => ({
  id: 'cycle|scan|mot-cua|2026-08-01',
  kind: 'assessment',
  title: {
    vi: 'Rà quét lỗ hổng bảo mật: Một cửa điện tử, phường Hải Vân; đợt 2',
    en: 'Vulnerability scan: one-stop shop',
  },
  startedOn: '2026-08-01',
  dueOn: '2026-12-31',
  state: 'open',
  daysLeft: 41,
  clause: 'TCVN 14423:2026',
  mark: 'V2',
  href: '/systems/mot-cua',
  note: { vi: 'Dòng một\nDòng hai', en: 'One\nTwo' },
  ...over,
});
const OPTIONS = { language: 'vi' as const, name: 'Khiên: thời hạn', url: 'https://khien.example/' };
const read = (deadlines: Deadline[], options: Partial<Parameters<typeof icsOf>[1]> = {}) => {
  const calendar = parseIcs(Buffer.from(icsOf(deadlines, { ...OPTIONS, ...options }), 'utf8'));
  return {
    calendar,
    events: calendar.components.map((event) => ({
      ...Object.fromEntries(event.properties.map(({ name, value }) => [name, value])),
      parameters: event.properties.find(({ name }) => name === 'DTSTART')?.parameters,
      alarms: event.components,
    })) as Array<
      Record<string, string> & { alarms: (typeof calendar)[]; parameters?: Record<string, string> }
    >,
  };
};

describe('the calendar feed', () => {
  it('has one all-day entry a deadline, which ends the day after and takes nobody’s time', () => {
    const { calendar, events } = read([deadline()]);
    const [event] = events;

    expect(calendar.name).toBe('VCALENDAR');
    expect(calendar.properties.find(({ name }) => name === 'VERSION')?.value).toBe('2.0');
    expect(event).toMatchObject({
      DTSTART: '20261231',
      DTEND: '20270101',
      TRANSP: 'TRANSPARENT',
      URL: 'https://khien.example/systems/mot-cua',
      parameters: { VALUE: 'DATE' },
    });
    expect(textOf(event?.SUMMARY ?? '')).toBe(
      'Rà quét lỗ hổng bảo mật: Một cửa điện tử, phường Hải Vân; đợt 2',
    );
    expect(textOf(event?.DESCRIPTION ?? '')).toMatch(
      /Căn cứ: TCVN 14423:2026 \(theo nguồn thứ cấp.*\nDòng một\nDòng hai$/,
    );
    expect(event?.alarms.map(({ properties }) => properties.map(({ name }) => name))).toEqual([
      ['ACTION', 'DESCRIPTION', 'TRIGGER'],
      ['ACTION', 'DESCRIPTION', 'TRIGGER'],
    ]);
  });

  it('keeps a UID as long as it is the same duty, and has none twice', () => {
    const uid = (over: Partial<Deadline>) => read([deadline(over)]).events[0]?.UID;

    expect(uid({ dueOn: '2027-01-31', title: { vi: 'khác', en: 'other' } })).toBe(uid({}));
    expect(uid({ id: 'x' })).not.toBe(uid({}));
  });

  it('bears the moment it is given, else the day the duty began', () => {
    const stampOf = (at?: number) => read([deadline()], { at }).events[0]?.DTSTAMP;

    expect(stampOf(Date.parse('2026-11-20T03:04:05Z'))).toBe('20261120T030405Z');
    expect(stampOf()).toBe('20260801T000000Z');
  });

  it('says overdue and paused, and rings for open ones only', () => {
    const { events } = read([deadline({ state: 'overdue' }), deadline({ id: 'p', state: 'paused' })]);

    expect(events.map(({ SUMMARY }) => SUMMARY?.slice(0, 12))).toEqual(['[Quá hạn] Rà', '[Tạm dừng] R']);
    expect(events.flatMap(({ alarms }) => alarms)).toEqual([]);
  });

  it('is in English where asked, and empty without deadlines', () => {
    expect(textOf(read([deadline()], { language: 'en' }).events[0]?.SUMMARY ?? '')).toMatch(
      /^Vulnerability scan/,
    );
    expect(read([]).events).toEqual([]);
  });

  it('is read back whatever the words are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({ unit: 'binary', maxLength: 60 }),
        (vi, odd) => {
          const { events } = read([deadline({ title: { vi, en: odd } })]);
          const clean = vi.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');
          expect(events).toHaveLength(1);
          expect(textOf(events[0]?.SUMMARY ?? '')).toBe(clean);
          expect(read([deadline({ title: { vi, en: odd } })], { language: 'en' }).events).toHaveLength(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('folding', () => {
  it('never passes 75 octets, never cuts a character, and comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (raw) => {
        const line = `SUMMARY:${escapeText(raw)}`;
        const folded = foldLine(line);
        for (const physical of folded.split('\r\n')) {
          const bytes = Buffer.from(physical, 'utf8');
          expect(bytes.length).toBeLessThanOrEqual(75);
          expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(physical);
        }
        expect(folded.replaceAll('\r\n ', '')).toBe(line);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a'.repeat(75), 1],
    ['a'.repeat(76), 2],
    ['ệ'.repeat(25), 1],
    ['ệ'.repeat(26), 2],
    [`a${'ệ'.repeat(25)}`, 2],
    ['a'.repeat(75 + 74), 2],
    ['a'.repeat(75 + 74 + 1), 3],
    ['', 1],
  ])('%s is %i lines', (line, lines) => {
    expect(foldLine(line).split('\r\n')).toHaveLength(lines);
  });
});
