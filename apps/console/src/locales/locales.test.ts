import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

const SOURCE = join(__dirname, '..');
const FIRST = 'vi';
const languages = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const familiesOf = (language: string): string[] => readdirSync(join(__dirname, language)).sort();

type Text = { [key: string]: Text | string };

function entries(text: Text, prefix = ''): [string, string][] {
  return Object.entries(text).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : entries(value, `${prefix}${key}.`),
  );
}
function fileOf(language: string, family: string): Text {
  return JSON.parse(readFileSync(join(__dirname, language, family), 'utf8')) as Text;
}
function read(language: string): [string, string][] {
  return familiesOf(language).flatMap((family) => entries(fileOf(language, family)));
}
/** Languages differ in how many plural forms they have, not in what they say. */
function meanings(language: string): string[] {
  return [
    ...new Set(read(language).map(([key]) => key.replace(/_(zero|one|two|few|many)$/, '_other'))),
  ].sort();
}
function holes(value: string): string[] {
  return [...value.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string).sort();
}

it('has Vietnamese and English', () => expect(languages).toEqual(expect.arrayContaining(['vi', 'en'])));

describe.each(languages)('%s', (language) => {
  it('has a file for each family of pages, and each key in one of them', () => {
    expect(familiesOf(language)).toEqual(familiesOf(FIRST));
    const keys = familiesOf(language).flatMap((family) => Object.keys(fileOf(language, family)));
    expect(keys).toEqual([...new Set(keys)]);
  });

  it('says everything Vietnamese says, and no more', () => {
    expect(meanings(language)).toEqual(meanings(FIRST));
  });

  it('has every plural form its language needs', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const keys = new Set(read(language).map(([key]) => key));
    const counted = [...keys]
      .filter((key) => key.endsWith('_other'))
      .map((key) => key.slice(0, -'_other'.length));
    const missing = counted
      .flatMap((key) => forms.map((form) => `${key}_${form}`))
      .filter((key) => !keys.has(key));
    expect(missing).toEqual([]);
  });

  it('leaves nothing empty', () => {
    expect(read(language).filter(([, value]) => value.trim() === '')).toEqual([]);
  });

  it('puts the same values into its sentences', () => {
    const first = new Map(read(FIRST));
    for (const [key, value] of read(language).filter(([name]) => first.has(name) && !name.endsWith('_other')))
      expect([key, holes(value)]).toEqual([key, holes(first.get(key) as string)]);
  });
});

it('types every family', () => {
  const words = readFileSync(join(SOURCE, 'i18n', 'words.ts'), 'utf8');
  expect([...words.matchAll(/locales\/vi\/([\w-]+\.json)/g)].map(([, name]) => name)).toEqual(
    familiesOf(FIRST),
  );
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
