import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Event } from '@khien/model';
import {
  canonicalIp,
  decodeRecord,
  type ProfileContext,
  profileById,
  recogniseProfile,
} from '@khien/profiles';
import type { Kind } from './kinds';

/** Folder of independent sample records; tests that need it skip without it. */
export const SAMPLES = process.env.KHIEN_SAMPLES ?? resolve(__dirname, '../../../shared/samples');
/** What an expectation is compared on. */
export const FIELDS = [
  'source.ip',
  'destination.ip',
  'user.name',
  'host.name',
  'event.outcome',
  'event.action',
] as const;
export type Field = (typeof FIELDS)[number];

interface SampleRecord {
  id: string;
  source: string;
  raw: string;
  expected: Record<string, unknown>;
}

export interface Measured {
  kind: Kind;
  records: number;
  /** Neither event nor refusal, or an event the closed schema refuses. */
  crashed: string[];
  refused: string[];
  recognised: number;
  fields: Record<Field, { expected: number; equal: number; misses: string[] }>;
}

export const samplesAreHere = (): boolean => existsSync(join(SAMPLES, 'logs-sekoia.jsonl.gz'));

export function readCorpus(corpus: Kind['corpus']): SampleRecord[] {
  const text = gunzipSync(readFileSync(join(SAMPLES, `logs-${corpus}.jsonl.gz`))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SampleRecord);
}

const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

/** Reads every record of a kind with its profile, and compares what both sides say. A file of several lines is as many records. */
export function measure(kind: Kind, corpus: readonly SampleRecord[]): Measured {
  const measured: Measured = {
    kind,
    records: 0,
    crashed: [],
    refused: [],
    recognised: 0,
    fields: Object.fromEntries(
      FIELDS.map((field) => [field, { expected: 0, equal: 0, misses: [] as string[] }]),
    ) as unknown as Measured['fields'],
  };
  for (const record of corpus.filter(({ source }) => source === kind.source))
    for (const one of linesOf(record)) readOne(kind, one, measured);
  return measured;
}

/** Elastic's samples are files: one expectation a line. Where lines were joined, an expectation names the record it is of. */
function linesOf(record: SampleRecord): SampleRecord[] {
  const { expected } = record.expected;
  if (!Array.isArray(expected)) return [record];
  const lines = eventsOf(record.raw) ?? record.raw.split(/\r?\n/).filter((line) => line.trim() !== '');
  return expected.flatMap((one: Record<string, unknown>, number) => {
    const raw = lines.length === expected.length ? lines[number] : at(one, 'event.original');
    if (typeof raw !== 'string') return [];
    return [{ ...record, id: `${record.id}:${number + 1}`, raw, expected: one }];
  });
}

/** Elastic's samples of JSON inputs: one file, `{"events": […]}`. */
function eventsOf(raw: string): string[] | undefined {
  if (!/^\s*\{\s*"events"/.test(raw)) return undefined;
  const { events } = JSON.parse(raw) as { events: Array<{ message?: unknown }> };
  return events.map((event) =>
    // An event that is only a message is the line itself.
    typeof event.message === 'string' && !('winlog' in event) ? event.message : JSON.stringify(event),
  );
}

function readOne(kind: Kind, record: SampleRecord, measured: Measured): void {
  measured.records++;
  const decoded = decodeRecord({ position: 'p', receivedAt: 0, raw: record.raw });
  if (!decoded.ok) {
    measured.refused.push(record.id);
    return;
  }
  try {
    const known = recogniseProfile(decoded.text)?.id;
    const reader = kind.profiles.find((id) => id === known);
    if (reader !== undefined) measured.recognised++;
    const result = profileById(reader ?? kind.profiles[0])?.toEvent(decoded.text, CONTEXT);
    if (!result?.ok) measured.refused.push(`${record.id}: ${result?.detail ?? 'no such profile'}`);
    else compare(kind, record, Event.parse(result.event), measured);
  } catch (error) {
    measured.crashed.push(`${record.id}: ${String(error).slice(0, 200)}`);
  }
}

function compare(kind: Kind, record: SampleRecord, event: object, measured: Measured): void {
  for (const field of FIELDS) {
    const expected = at(record.expected, field);
    if (expected === undefined || expected === null || expected === '') continue;
    if (kind.disputed?.some((one) => one.field === field && (one.id === undefined || one.id.test(record.id))))
      continue;
    const tally = measured.fields[field];
    tally.expected++;
    const actual = at(event, field);
    if (sameWord(field, expected, actual)) tally.equal++;
    else
      tally.misses.push(`${record.id}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

function at(holder: unknown, path: string): unknown {
  let value = holder;
  for (const segment of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[segment];
  return value;
}

/** Words for the same thing. */
const SAME: ReadonlyArray<readonly string[]> = [
  ['allow', 'allowed', 'accept', 'accepted', 'pass', 'passed', 'permit', 'permitted', 'passthrough'],
  ['deny', 'denied', 'drop', 'dropped', 'block', 'blocked', 'reject', 'rejected'],
];

function sameWord(field: Field, expected: unknown, actual: unknown): boolean {
  if (actual === undefined) return false;
  const [one, other] = [normal(field, expected), normal(field, actual)];
  return (
    one === other ||
    (field === 'event.action' && SAME.some((words) => words.includes(one) && words.includes(other)))
  );
}

function normal(field: Field, value: unknown): string {
  const text = String(Array.isArray(value) ? value[0] : value)
    .trim()
    .toLowerCase();
  if (field.endsWith('.ip')) return canonicalIp(text) ?? text;
  return field === 'event.action' ? text.replace(/[\s_-]+/g, '-') : text;
}
