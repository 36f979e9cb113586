import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadThreatLists, readGeoFiles } from './load-threat-lists';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'khien-lists-'));
  mkdirSync(join(folder, 'deeper'));
  for (const name of ['b.csv', 'a.json', 'manifest.json', '.hidden.csv', 'README.md', 'deeper/c.csv'])
    writeFileSync(join(folder, name), name);
  writeFileSync(join(folder, 'latin.txt'), Buffer.from([0xff, 0xfe]));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('reads the lists of a folder and single files, each once', () => {
  const { files, problems } = loadThreatLists([folder, join(folder, 'b.csv'), join(folder, 'deeper/c.csv')]);
  expect(files.map(({ text }) => text)).toEqual(['a.json', 'b.csv', 'deeper/c.csv']);
  expect(problems).toEqual([{ file: join(folder, 'latin.txt'), line: 1, message: 'not valid UTF-8' }]);
});

it('tells of a folder that is not there', () => {
  expect(loadThreatLists([join(folder, 'none')])).toEqual({
    files: [],
    problems: [{ file: join(folder, 'none'), line: 1, message: 'no such file or folder' }],
  });
});

it('reads the files for countries and networks that are named', () => {
  expect(readGeoFiles({ geoip: {} })).toEqual({});
  expect(readGeoFiles({ geoip: { asnFile: join(folder, 'b.csv') } })).toEqual({ asn: Buffer.from('b.csv') });
  expect(() => readGeoFiles({ geoip: { placeFile: folder } })).toThrow(/KHIEN_GEOIP_FILE/);
});
