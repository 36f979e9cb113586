import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { silentLogger } from '@khien/model';
import { openRuleBook } from './rule-book';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khien-rules-'));
  mkdirSync(join(folder, 'rules'));
  mkdirSync(join(folder, 'pipelines'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const RULES = 5000;
const event = { url: { path: '/secret' } };
const open = () =>
  openRuleBook({
    directories: [join(folder, 'rules')],
    pipelines: join(folder, 'pipelines'),
    log: silentLogger,
  });
const write = (generation: string, rules = RULES): void => {
  const text = Array.from(
    { length: rules },
    (_, i) =>
      `title: ${generation} ${i}\nid: 00000000-0000-4000-8000-${String(i).padStart(12, '0')}\nlogsource: { category: webserver }\ndetection: { a: { url.path: /secret }, condition: a }\nlevel: low\n`,
  );
  for (let file = 0; file < 50; file++)
    writeFileSync(
      join(folder, 'rules', `${file}.yml`),
      text.slice(file * (rules / 50), (file + 1) * (rules / 50)).join('---\n'),
    );
};
const generations = (book: ReturnType<typeof open>): Set<string | undefined> =>
  new Set(
    book
      .current()
      .detection.ruleSet.match(event)
      .map((match) => match.rule.title.split(' ')[0]),
  );

describe('reloading 5,000 rules', () => {
  it('puts all of the new ones in force at once while events flow', async () => {
    write('old');
    const book = open();
    const seen: Array<Set<string | undefined>> = [];
    let flowing = true;
    const events = (async () => {
      while (flowing) {
        seen.push(generations(book));
        await wait(1);
      }
    })();

    write('new');
    const problems = book.reload();
    await wait(20);
    flowing = false;
    await events;

    expect(problems).toEqual([]);
    expect(book.current().detection.ruleSet.match(event)).toHaveLength(RULES);
    for (const found of seen) expect(found.size).toBe(1);
    expect(generations(book)).toEqual(new Set(['new']));
  });

  it('keeps the old ones when one file is broken, and says which', () => {
    write('old', 100);
    const book = open();
    write('new', 100);
    writeFileSync(
      join(folder, 'rules', '7.yml'),
      'title: broken\nid: 00000000-0000-4000-8000-000000000999\nlogsource: { category: webserver }\ndetection:\n  a:\n    url.path|nosuch: x\n  condition: a\n',
    );

    const problems = book.reload();

    expect(problems).toEqual([
      { file: join(folder, 'rules', '7.yml'), line: 6, message: expect.stringContaining('nosuch') },
    ]);
    expect(generations(book)).toEqual(new Set(['old']));
    expect(book.current().detection.ruleSet.match(event)).toHaveLength(100);
  });

  it('starts with what can be used', () => {
    write('old', 100);
    writeFileSync(join(folder, 'rules', '7.yml'), '\t: no yaml');

    expect(generations(open())).toEqual(new Set(['old']));
    expect(open().current().problems).not.toEqual([]);
  });
});
