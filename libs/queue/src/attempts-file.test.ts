import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chunkIdOf, silentLogger } from '@khien/model';
import { openAttemptsFile } from './attempts-file';

const folder = mkdtempSync(join(tmpdir(), 'khien-attempts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chunk = (seq: number) => chunkIdOf('main', seq);

describe('attempts file', () => {
  it('counts deliveries over processes that ended without a word', () => {
    const path = join(folder, 'crash');
    expect(openAttemptsFile(path, silentLogger).start(chunk(1))).toBe(1);
    expect(openAttemptsFile(path, silentLogger).start(chunk(1))).toBe(2);
    const third = openAttemptsFile(path, silentLogger);
    expect(third.start(chunk(2))).toBe(1);
    expect(third.start(chunk(1))).toBe(3);
  });

  it('forgets a chunk that was done and is empty when idle', () => {
    const path = join(folder, 'idle');
    const file = openAttemptsFile(path, silentLogger);
    file.start(chunk(1));
    file.finish(chunk(1));
    file.idle();
    expect(statSync(path).size).toBe(0);
    expect(file.start(chunk(2))).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe(`${chunk(2)} 1\n`);
    file.close();
  });

  it('keeps what an earlier process left when idle, because that chunk may still come', () => {
    const path = join(folder, 'carried');
    openAttemptsFile(path, silentLogger).start(chunk(7));
    const second = openAttemptsFile(path, silentLogger);
    second.start(chunk(8));
    second.finish(chunk(8));
    second.idle();
    second.close();
    expect(openAttemptsFile(path, silentLogger).start(chunk(7))).toBe(2);
  });

  it.each([
    ['a torn last line', `${chunk(1)} 4\n${chunk(2)} `, 5],
    ['octets that are no line', `\u0000\u0000junk\n${chunk(1)} 4\n`, 5],
    ['a number that is none', `${chunk(1)} -4\n`, 1],
    ['an empty file', '', 1],
  ])('reads over %s', (name, text, expected) => {
    const path = join(folder, name.replaceAll(' ', '-'));
    writeFileSync(path, text);
    expect(openAttemptsFile(path, silentLogger).start(chunk(1))).toBe(expected);
  });

  it('stays small under a load that never goes idle', () => {
    const path = join(folder, 'busy');
    const file = openAttemptsFile(path, silentLogger);
    file.start(chunk(0));
    for (let seq = 1; seq < 10_000; seq += 1) {
      file.start(chunk(seq));
      file.finish(chunk(seq));
    }
    expect(statSync(path).size).toBeLessThan(5000 * 30);
    expect(openAttemptsFile(path, silentLogger).start(chunk(0))).toBe(2);
  });

  it('leaves the file of a running process alone until it has something to note itself', () => {
    const path = join(folder, 'two');
    const first = openAttemptsFile(path, silentLogger);
    first.start(chunk(1));
    openAttemptsFile(path, silentLogger).close();
    first.start(chunk(1));
    expect(openAttemptsFile(path, silentLogger).start(chunk(1))).toBe(3);
  });

  it('names the file it cannot read', () => {
    expect(() => openAttemptsFile(folder, silentLogger)).toThrow(/attempts file .* cannot be read/);
  });

  it('only counts in memory without a path', () => {
    const file = openAttemptsFile(undefined, silentLogger);
    expect([file.start(chunk(1)), file.start(chunk(1))]).toEqual([1, 2]);
    file.close();
  });
});
