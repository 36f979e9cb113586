import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import en from '../locales/en/alerts.json';
import vi from '../locales/vi/alerts.json';

const ROOT = join(__dirname, '../../../..');
/** Rooms that say why something is unusual, and in what it is counted. */
const ROOMS = ['libs/anomaly/src', 'libs/office/src', 'libs/watch/src'];

const sources = ROOMS.flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(ROOT, room, file), 'utf8')),
);
const units = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/\bunit: '(\w+)',? *(?:$|sentence)/gm)].map(([, unit]) => unit ?? ''),
  ),
);

it('finds the units there are', () => {
  expect([...units]).toEqual(
    expect.arrayContaining(['records', 'percent', 'seconds', 'exchanges', 'changes']),
  );
});

it.each([...units])('says in both languages what is counted in %s', (unit) => {
  expect(vi.unit).toHaveProperty(unit);
  expect(en.unit).toHaveProperty(unit);
});
