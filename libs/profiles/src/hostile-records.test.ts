import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeadLetterReason, Event, type RawRecord } from '@khien/model';
import fc from 'fast-check';
import { decodeRecord } from './decode/decode-record';
import type { Profile, ProfileContext } from './profile';
import { PROFILES, profileById, recogniseProfile } from './registry';

const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const SAMPLES = Object.keys(PROFILES).flatMap((id) =>
  readdirSync(join(__dirname, id, 'samples'))
    .filter((file) => file.endsWith('.raw'))
    .map((file) => ({ id, sample: readFileSync(join(__dirname, id, 'samples', file), 'utf8').trimEnd() })),
);
const PIECES = [
  '"',
  '\\"',
  '\\x00',
  '\\xC3\\x28',
  '[',
  ']',
  ' - ',
  ' ',
  '<13>',
  '\u0000',
  '\ud800',
  '\u202e',
  '{',
  '}',
  ',',
  ':',
  '=',
  '__proto__',
  '$where',
  '.',
  '-0',
  '1e999',
  '99999999999999999999',
  'null',
  'ế',
  'e\u0302\u0301',
  '\ufeff',
  '%',
  'A'.repeat(9000),
  'Feb 30',
];

/** A sample with a few cuts, repeats and foreign pieces: near enough to a real record to get deep into a parser. */
const mutated = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.array(fc.tuple(fc.nat(600), fc.nat(12), fc.constantFrom('', ...PIECES)), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([{ id, sample }, edits]) => ({
    own: id,
    text: edits.reduce((text, [at, length, piece]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + piece + text.slice(from + length);
    }, sample),
  }));
const record: fc.Arbitrary<{ own: string; raw: RawRecord }> = fc.oneof(
  {
    weight: 6,
    arbitrary: mutated.map(({ own, text }) => ({ own, raw: { position: 'p', receivedAt: 0, raw: text } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', maxLength: 200 })
      .map((raw) => ({ own: '', raw: { position: 'p', receivedAt: 0, raw } })),
  },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 200 }).map((octets) => ({
      own: '',
      raw: {
        position: 'p',
        receivedAt: 0,
        raw: Buffer.from(octets).toString('base64'),
        encoding: 'base64' as const,
      },
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .json({ maxDepth: 5 })
      .map((raw) => ({ own: '', raw: { position: 'p', receivedAt: 0, raw } })),
  },
);

/** Every key of a stored object, however deep. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [key, ...keysOf(child)]);
}

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul);
}

/** The profile a sample is of, and a few that never saw it: every profile meets its own records and thousands of others'. */
const others = fc.uniqueArray(fc.constantFrom(...Object.values<Profile>(PROFILES)), {
  minLength: 3,
  maxLength: 3,
});

describe('whatever a source sends', () => {
  it('becomes an event that the closed schema and every store take, or a reason: 7,000 records through their own profile and three others', () => {
    const encoding = fc.constantFrom(
      'utf-8' as const,
      'utf-8' as const,
      'utf-16le' as const,
      'windows-1258' as const,
    );
    const seen = { events: 0, refused: 0, profiles: new Set<string>() };
    fc.assert(
      fc.property(record, encoding, fc.boolean(), others, ({ raw, own }, named, truncated, strangers) => {
        const decoded = decodeRecord({ ...raw, ...(truncated && { truncated }) }, named);
        if (!decoded.ok) {
          expect(DeadLetterReason.options).toContain(decoded.reason);
          return;
        }
        const readers = new Set<Profile | undefined>([
          profileById(own),
          recogniseProfile(decoded.text),
          ...strangers,
        ]);
        for (const profile of readers) {
          if (!profile) continue;
          seen.profiles.add(profile.id);
          const result = profile.toEvent(decoded.text, { ...CONTEXT, truncated });
          if (!result.ok) {
            seen.refused++;
            expect(DeadLetterReason.options).toContain(result.reason);
            expect(result.detail).not.toBe('');
            continue;
          }
          seen.events++;
          const checked = Event.safeParse(result.event);
          if (!checked.success) throw checked.error;
          expect(hasNul(result.event)).toBe(false);
          expect(keysOf(result.event).filter((key) => key.startsWith('$') || key.includes('.'))).toEqual([]);
          expect(Object.getPrototypeOf(result.event)).toBe(Object.prototype);
        }
      }),
      { numRuns: 7000, seed: 20261121 },
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(seen.profiles.size).toBe(Object.keys(PROFILES).length);
    expect(seen.events).toBeGreaterThan(2000);
    expect(seen.refused).toBeGreaterThan(5000);
  }, 120_000);

  it.each([
    ['brackets', '['.repeat(65_000)],
    ['braces', '{"a":'.repeat(10_000)],
    ['quotes', `1.1.1.1 - - [20/Nov/2026:08:15:30 +0700] ${'"'.repeat(60_000)}`],
    ['backslashes', `1.1.1.1 - - [20/Nov/2026:08:15:30 +0700] "GET /${'\\'.repeat(60_000)}" 200 1`],
    ['words after words', `Nov 20 08:15:30 h sshd[1]: Failed password for ${'x from '.repeat(1100)}`],
    [
      'ports after ports',
      `Nov 20 08:15:30 h sshd[1]: Connection closed by invalid user ${'a port 1 '.repeat(880)}`,
    ],
    ['spaces', `Nov 20 08:15:30 h sudo: ${' '.repeat(8000)}:`],
    ['escapes', `<1>1 - h a p m [a ${'x="\\"" '.repeat(9000)}`],
    ['equal signs', `Nov 20 08:15:30 h useradd[1]: new user: ${'a='.repeat(4000)}`],
  ])('costs no more than its length: 64 KiB of %s', (_, text) => {
    for (const profile of Object.values(PROFILES)) {
      recogniseProfile(text);
      const result = profile.toEvent(text, CONTEXT);
      if (result.ok) Event.parse(result.event);
    }
  });
});
