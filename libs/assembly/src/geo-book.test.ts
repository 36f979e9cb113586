import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '@khien/model';
import { mmdbFile } from '../../enrich/src/testing/mmdb-file';
import { openGeoBook } from './geo-book';

const folder = mkdtempSync(join(tmpdir(), 'khien-geo-'));
afterAll(() => rmSync(folder, { recursive: true }));
const placeFile = join(folder, 'country.mmdb');
const told: string[] = [];
const log: Logger = {
  error: (message) => void told.push(`error: ${message}`),
  warn: () => undefined,
  info: (message) => void told.push(message),
  debug: () => undefined,
};
const placing = (country: string): Buffer =>
  mmdbFile([['2405:4800::/32', { country: { iso_code: country } }]]);
const settings = { geoip: { placeFile } };

it('reads replaced files again, and keeps the ones before when the new one is broken or gone', () => {
  writeFileSync(placeFile, placing('VN'));
  const book = openGeoBook({ settings, log });
  const country = () => book.current()?.find('2405:4800:1::7')?.geo?.country_iso_code;
  expect(country()).toBe('VN');
  writeFileSync(placeFile, placing('LA'));
  expect(country()).toBe('VN');
  book.reload();
  expect(country()).toBe('LA');
  writeFileSync(placeFile, 'half a file');
  book.reload();
  expect(country()).toBe('LA');
  rmSync(placeFile);
  book.reload();
  expect(country()).toBe('LA');
  expect(told).toEqual([
    'address files reloaded',
    'error: address files not reloaded, the ones before stay in force',
    'error: address files not reloaded, the ones before stay in force',
  ]);
});

it('refuses a file at the start that is none', () => {
  writeFileSync(placeFile, 'half a file');
  expect(() => openGeoBook({ settings, log })).toThrow('KHIEN_GEOIP_FILE');
});

it('is nothing without files', () => {
  expect(openGeoBook({ settings: { geoip: {} }, log }).current()).toBeUndefined();
});
