import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

const SOURCE = join(__dirname, '..');
const FIRST = 'vi';
const languages = readdirSync(__dirname).filter((file) => file.endsWith('.json'));

type Text = { [key: string]: Text | string };

function entries(text: Text, prefix = ''): [string, string][] {
  return Object.entries(text).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : entries(value, `${prefix}${key}.`),
  );
}
function read(file: string): [string, string][] {
  return entries(JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as Text);
}
/** Languages differ in how many plural forms they have, not in what they say. */
function meanings(file: string): string[] {
  return [...new Set(read(file).map(([key]) => key.replace(/_(zero|one|two|few|many)$/, '_other')))].sort();
}
function holes(value: string): string[] {
  return [...value.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string).sort();
}

it('has Vietnamese and English', () =>
  expect(languages).toEqual(expect.arrayContaining(['vi.json', 'en.json'])));

describe.each(languages)('%s', (file) => {
  it('says everything Vietnamese says, and no more', () => {
    expect(meanings(file)).toEqual(meanings(`${FIRST}.json`));
  });

  it('leaves nothing empty', () => {
    expect(read(file).filter(([, value]) => value.trim() === '')).toEqual([]);
  });

  it('puts the same values into its sentences', () => {
    const first = new Map(read(`${FIRST}.json`));
    for (const [key, value] of read(file).filter(([name]) => first.has(name) && !name.endsWith('_other')))
      expect([key, holes(value)]).toEqual([key, holes(first.get(key) as string)]);
  });
});

/** Attributes a person reads or hears. */
const READ_ATTRIBUTES =
  /^(title|label|placeholder|alt|aria-label|aria-description|description|message|help|extra)$/;
const SIGNS_ONLY = /^[\s\d\p{P}\p{S}]*$/u;

interface Node {
  type?: string;
  value?: unknown;
  name?: { value?: string };
  [key: string]: unknown;
}

/** Text written straight into a component, which no language file could change. */
function literalsIn(code: string): string[] {
  const found: string[] = [];
  walk(parseSync(code, { syntax: 'typescript', tsx: true, target: 'es2022' }) as unknown as Node, (node) => {
    if (node.type === 'JSXText') found.push(String(node.value));
    if (node.type !== 'JSXAttribute' || !READ_ATTRIBUTES.test(node.name?.value ?? '')) return;
    const value = node.value as Node | null;
    if (value?.type === 'StringLiteral') found.push(String(value.value));
  });
  return found.filter((text) => !SIGNS_ONLY.test(text));
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const child of node) walk(child, visit);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  visit(node as Node);
  for (const child of Object.values(node)) walk(child, visit);
}

const components = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.tsx'),
);

it.each(components)('%s leaves all words to the language files', (file) => {
  expect(literalsIn(readFileSync(join(SOURCE, file), 'utf8'))).toEqual([]);
});

it.each([
  { code: '<p>Cảnh báo</p>', found: ['Cảnh báo'] },
  { code: '<input placeholder="Search" />', found: ['Search'] },
  { code: '<p>{t("a.b")} · – {x}</p>', found: [] },
  { code: '<p className="wide" data-testid="x">{1}</p>', found: [] },
])('sees the words in $code', ({ code, found }) => expect(literalsIn(code)).toEqual(found));
