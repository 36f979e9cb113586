import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeRecord, PROFILES, type ProfileContext, type ProfileId } from '@khien/profiles';

/** One case: lines per second of processor time, beside a limit measured in the same run. */
export interface BenchRow {
  name: string;
  profile: ProfileId;
  linesPerSecond: number;
  /** What the limit is: a bare regular expression or JSON.parse over the same lines. */
  limit: 'regex' | 'JSON.parse';
  limitPerSecond: number;
}

const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const LINES = 100_000;
const ROUNDS = 5;
/** What a bare reader of the same lines does; JSON.parse where the lines are JSON, and to the end of the line where nothing is named. */
const PATTERNS: Partial<Record<ProfileId, RegExp>> = {
  'web-access':
    /^(\S+) (\S+) (.*?) \[([^\]]+)\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+|-)(?: "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)")?(.*)$/,
  'linux-auth': /^(?:<(\d+)>)?(\w{3} {1,2}\d{1,2} [\d:]{8}) (\S+) ([^\s[:]+)(?:\[(\d+)\])?: (.*)$/,
  fortigate: /(\w+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g,
};
const JSON_PROFILES: ReadonlySet<ProfileId> = new Set(['ecs-json', 'lgsp-access']);
const WHOLE_LINE = /^(?:<(\d+)>)?(.*)$/s;

/** Decode, parse and event per profile, over its own samples repeated with varying digits. */
export function benchProfiles(ids = Object.keys(PROFILES) as ProfileId[]): BenchRow[] {
  return ids.map((id) => {
    const lines = linesOf(id);
    const pattern = JSON_PROFILES.has(id) ? undefined : (PATTERNS[id] ?? WHOLE_LINE);
    const limit = pattern
      ? best(lines, (line) => matchAll(pattern, line))
      : best(lines, (line) => void JSON.parse(line));
    const records = lines.map((raw) => ({ position: 'p', receivedAt: CONTEXT.receivedAt, raw }));
    const rate = best(records, (record) => {
      const decoded = decodeRecord(record);
      if (decoded.ok) PROFILES[id].toEvent(decoded.text, CONTEXT);
    });
    return {
      name: `profile ${id}`,
      profile: id,
      linesPerSecond: rate,
      limit: pattern ? 'regex' : 'JSON.parse',
      limitPerSecond: limit,
    };
  });
}

/** Every match of a pattern that repeats, the one match of another. */
function matchAll(pattern: RegExp, line: string): void {
  if (!pattern.global) pattern.exec(line);
  else for (const _ of line.matchAll(pattern));
}

/** Samples in runs of a chunk's length, as a source sends them, with the seconds of their times counting up every fifty lines. */
function linesOf(id: ProfileId): string[] {
  const folder = join(__dirname, '..', 'src', id, 'samples');
  const samples = readdirSync(folder)
    .filter((file) => file.endsWith('.raw'))
    .map((file) => readFileSync(join(folder, file), 'utf8').trimEnd());
  return Array.from({ length: LINES }, (_, at) => {
    const sample = samples[Math.floor(at / 500) % samples.length] ?? '';
    return sample.replace(/:(\d\d)(?=[ .+Z])/, `:${String(Math.floor(at / 50) % 60).padStart(2, '0')}`);
  });
}

/** Best of the rounds, in processor time: other processes of the machine do not count. */
function best<T>(items: readonly T[], each: (item: T) => void): number {
  let rate = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    for (const item of items) each(item);
    const { user, system } = process.cpuUsage(start);
    rate = Math.max(rate, Math.round((items.length * 1e6) / (user + system)));
  }
  return rate;
}
