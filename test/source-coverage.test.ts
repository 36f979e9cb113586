import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROFILES, profileById } from '@khien/profiles';
import { loadYamlFile } from '@khien/settings';
import { z } from 'zod';

const Row = z.strictObject({
  id: z.string().regex(/^(SYS|TOOL|EXT)-\d\d$/),
  name: z.strictObject({ vi: z.string(), en: z.string() }),
  kinds: z.array(z.string()),
  by: z.array(z.enum(['file', 'syslog', 'http', 'sql', 'rest', 'xroad_opmon'])),
  note: z.string().optional(),
});
const Coverage = z.strictObject({ systems: z.array(Row), tools: z.array(Row), endpoints: z.array(Row) });
type Row = z.infer<typeof Row>;

const root = join(__dirname, '..');
const read = loadYamlFile(join(root, 'config/source-coverage.yml'), Coverage);
if (!read.ok) throw new Error(JSON.stringify(read.problems));
const { systems, tools, endpoints } = read.value;
const rows = [...systems, ...tools, ...endpoints];

/** Kinds anybody can send without a profile of their own. */
const GENERIC = new Set(['ecs-json', 'cef', 'leef']);

function stateOf({ kinds }: Row): string {
  if (kinds.length === 0) return 'not a source';
  return kinds.every((kind) => GENERIC.has(kind)) ? 'generic form' : 'ready';
}

function tableOf(title: string, list: readonly Row[]): string {
  const lines = list.map(
    (row) =>
      `| ${row.id} | ${row.name.vi} · ${row.name.en} | ${row.kinds.map((kind) => `\`${kind}\``).join(' ')} | ${row.by.join(', ')} | ${stateOf(row)}${row.note === undefined ? '' : `: ${row.note}`} |`,
  );
  return [
    `### ${title}`,
    '',
    '| | system | kinds | by | state |',
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

function kindsTable(): string {
  const used = (id: string): string =>
    rows
      .filter(({ kinds }) => kinds.includes(id))
      .map((row) => row.id)
      .join(' ');
  const lines = Object.values(PROFILES)
    .sort((one, other) => one.id.localeCompare(other.id))
    .map(
      ({ id, title }) =>
        `| \`${id}\` | ${title.vi} · ${title.en} | ${profileById(id)?.layer ?? '—'} | ${used(id)} |`,
    );
  return [
    '### Kinds of source',
    '',
    '| profile | reads | technical layer | for |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

const BEGIN =
  '<!-- made from config/source-coverage.yml and the profiles: KHIEN_UPDATE=1 npx jest -c config/tooling/jest.config.cjs test/source-coverage -->';
const END = '<!-- end -->';
const made = [
  BEGIN,
  '',
  tableOf('Shared platforms', systems),
  tableOf('Security tools', tools),
  tableOf('Infrastructure and outside endpoints', endpoints),
  kindsTable(),
  END,
].join('\n');

describe('the coverage table', () => {
  it('has every row of the province: 31 platforms, 15 tools, 10 endpoints', () => {
    expect([systems.length, tools.length, endpoints.length]).toEqual([31, 15, 10]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(56);
  });
  it('names profiles that exist', () => {
    expect(rows.flatMap(({ kinds }) => kinds).filter((kind) => !profileById(kind))).toEqual([]);
  });
  it('stands in docs/sources.md as it is made', () => {
    const file = join(root, 'docs/sources.md');
    const text = readFileSync(file, 'utf8');
    const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
    if (process.env.KHIEN_UPDATE === '1')
      writeFileSync(file, `${text.slice(0, before)}${made}${text.slice(after + END.length)}`);
    expect(readFileSync(file, 'utf8')).toContain(made);
  });
});
