import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventDraft, Logger } from '@khien/model';
import { openThreatBook } from './threat-book';

const folder = mkdtempSync(join(tmpdir(), 'khien-threats-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'danh-sach.csv');
const told: string[] = [];
const log: Logger = {
  error: (message) => void told.push(`error: ${message}`),
  warn: () => undefined,
  info: (message, fields) => void told.push(`${message} ${JSON.stringify(fields)}`),
  debug: () => undefined,
};
const from = (ip: string): EventDraft => ({
  '@timestamp': '2026-11-21T03:00:00.000Z',
  ecs: { version: '9.1.0' },
  event: { kind: 'event' },
  source: { ip },
});
const AT = Date.parse('2026-11-21T03:00:00Z');

it('reloads lists, and keeps the ones before when a new one cannot be used', () => {
  writeFileSync(file, 'indicator\n198.51.100.7\n');
  const book = openThreatBook({ paths: [folder], log });
  const hit = (ip: string) => book.current()?.match(from(ip), AT)?.indicator.source;
  expect(hit('198.51.100.7')).toBe('danh-sach.csv');
  writeFileSync(file, 'indicator\n198.51.100.8\n');
  expect(hit('198.51.100.8')).toBeUndefined();
  book.reload();
  expect([hit('198.51.100.7'), hit('198.51.100.8')]).toEqual([undefined, 'danh-sach.csv']);
  writeFileSync(join(folder, 'moi.json'), '{"type":"bundle"');
  writeFileSync(file, 'indicator\n198.51.100.9\n');
  book.reload();
  expect([hit('198.51.100.8'), hit('198.51.100.9')]).toEqual(['danh-sach.csv', undefined]);
  expect(book.figures()).toEqual({ indicators: 1, matched: 3 });
  expect(told).toEqual([
    'threat lists in force {"indicators":1,"files":1,"skipped":0}',
    'threat lists reloaded {"indicators":1,"files":1,"skipped":0}',
    'error: threat lists not reloaded, the ones before stay in force',
  ]);
});

it('is nothing without lists', () => {
  expect(openThreatBook({ paths: [], log }).current()).toBeUndefined();
});
