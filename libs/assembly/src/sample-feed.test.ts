import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LogFields, type Logger, silentLogger } from '@khien/model';
import { startSampleFeed } from './sample-feed';

const NOW = Date.parse('2026-11-20T03:00:00.000Z');

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'khien-feed-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function feedOnce(log: Logger): Promise<unknown> {
  const feed = startSampleFeed({
    sources: [],
    dataDir,
    ingestUrl: 'http://127.0.0.1:9',
    log,
    now: () => NOW,
  });
  await feed.stop();
  return JSON.parse(readFileSync(join(dataDir, 'sample-progress.json'), 'utf8'));
}

describe('the sample feed', () => {
  it.each([
    ['cut short', '{"start":12'],
    ['empty', ''],
    ['something else', '{"start":"yesterday"}'],
  ])('starts anew, and says so, where its progress is %s', async (_name, text) => {
    writeFileSync(join(dataDir, 'sample-progress.json'), text);
    const told: Array<[string, LogFields | undefined]> = [];
    const log = {
      ...silentLogger,
      warn: (message: string, fields?: LogFields) => told.push([message, fields]),
    };
    expect(await feedOnce(log)).toMatchObject({ start: NOW });
    expect(told).toEqual([
      [
        'sample progress is unreadable, the sample starts anew',
        { file: join(dataDir, 'sample-progress.json') },
      ],
    ]);
  });

  it('goes on where it was', async () => {
    const start = NOW - 60_000;
    writeFileSync(join(dataDir, 'sample-progress.json'), JSON.stringify({ start, through: start }));
    expect(await feedOnce(silentLogger)).toEqual({ start, through: NOW });
  });
});
