import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

const root = join(__dirname, '..');

/** Arrows point down: a package imports only from lower layers. Decision: docs/architecture.md. */
const LAYERS: ReadonlyArray<readonly string[]> = [
  ['model'],
  [
    'sealing',
    'profiles',
    'enrich',
    'sigma',
    'anomaly',
    'compliance',
    'dossier',
    'register',
    'policy',
    'alerts',
  ],
  ['journal', 'queue', 'store', 'collect', 'settings', 'logging', 'accounts', 'documents', 'sample-traffic'],
  ['record', 'intake'],
  ['office'],
  ['pipeline', 'watch', 'api'],
  ['assembly'],
];
/** Sideways arrows that are part of the design: one pure lib built on another. */
const SIDEWAYS = new Set(['enrich>sealing', 'dossier>compliance']);
/** Each outside technology has one owner. */
const OWNERS: Record<string, string> = {
  mongodb: 'store',
  libsql: 'store',
  'node:sqlite': 'store',
  bullmq: 'queue',
  ioredis: 'queue',
  express: 'api',
  helmet: 'api',
  jsonwebtoken: 'accounts',
  '@node-rs/argon2': 'accounts',
  'node-cron': 'watch',
  winston: 'logging',
  pg: 'collect',
  mysql2: 'collect',
  docx: 'documents',
  pdfmake: 'documents',
  exceljs: 'documents',
};
const PURE = new Set(['model', ...(LAYERS[1] ?? [])]);
const IMPURE_MODULES = /^node:(fs|net|http|https|dgram|child_process|worker_threads|os|dns|tls)(\/|$)/;
const BANNED_NAMES = /^(utils?|helpers?|common|shared|misc|managers?)$/;
const MAX_LINES = 400;
/** `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')`, `require('x')`. */
const IMPORTS =
  /^(?:import|export)\s[^'"`;]*?from\s+'([^'\n]+)'|^import\s+'([^'\n]+)'|\b(?:import|require)\('([^'\n]+)'\)/gm;

interface SourceFile {
  path: string;
  lib: string;
  text: string;
  imports: string[];
}

const files = ['libs', 'apps'].flatMap((top) =>
  readdirSync(join(root, top)).flatMap((name) =>
    sourcesIn(join(root, top, name, 'src'), top === 'libs' ? name : `app:${name}`),
  ),
);

function sourcesIn(folder: string, lib: string): SourceFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(path, lib);
    if (!/\.tsx?$/.test(entry.name)) return [];
    const text = readFileSync(path, 'utf8');
    const imports = [...text.matchAll(IMPORTS)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
    return [{ path: relative(root, path), lib, text, imports }];
  });
}

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.includes('/testing/');
const layerOf = (lib: string): number => LAYERS.findIndex((layer) => layer.includes(lib));
const khienImports = ({ imports }: SourceFile): string[] =>
  imports.filter((name) => name.startsWith('@khien/')).map((name) => name.slice('@khien/'.length));

it('gives every lib a layer', () => {
  const libs = readdirSync(join(root, 'libs'));

  expect(libs.filter((lib) => layerOf(lib) < 0)).toEqual([]);
  expect(LAYERS.flat().filter((lib) => !libs.includes(lib))).toEqual([]);
});

it('lets arrows point down only', () => {
  const wrong = files
    .filter(({ lib, path }) => !lib.startsWith('app:') && !isTest(path))
    .flatMap((file) =>
      khienImports(file)
        .filter((target) => !SIDEWAYS.has(`${file.lib}>${target}`) && layerOf(target) >= layerOf(file.lib))
        .map((target) => `${file.path} imports ${target}`),
    );

  expect(wrong).toEqual([]);
});

it('lets no lib import an app, and no app another app', () => {
  const wrong = files.filter(({ imports }) =>
    imports.some((name) => /(^khien$|@khien\/app-|@khien\/console|apps\/)/.test(name)),
  );

  expect(wrong.map(({ path }) => path)).toEqual([]);
});

it('declares every package a source file imports', () => {
  const wrong = files
    .filter(({ path }) => !isTest(path))
    .flatMap((file) => {
      const home = join(root, file.path.split('/').slice(0, 2).join('/'), 'package.json');
      const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(home, 'utf8')) as Record<
        string,
        Record<string, string>
      >;
      return file.imports
        .filter((name) => !name.startsWith('.') && !name.startsWith('node:') && !name.startsWith('virtual:'))
        .map((name) =>
          name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? ''),
        )
        .filter((name) => !(name in dependencies) && !(name in devDependencies))
        .map((name) => `${file.path} imports ${name}`);
    });

  expect(wrong).toEqual([]);
});

it('gives each technology one owner', () => {
  const wrong = files
    .filter(({ path }) => !isTest(path))
    .flatMap((file) =>
      file.imports
        .filter((name) => OWNERS[name] !== undefined && OWNERS[name] !== file.lib)
        .map((name) => `${file.path} imports ${name}`),
    );

  expect(wrong).toEqual([]);
});

it('keeps the pure libs free of files, sockets, processes and clocks', () => {
  const wrong = files
    .filter(({ lib, path }) => PURE.has(lib) && !isTest(path))
    .flatMap((file) => [
      ...file.imports
        .filter((name) => IMPURE_MODULES.test(name))
        .map((name) => `${file.path} imports ${name}`),
      ...[
        ...code(file.text).matchAll(
          /\b(Date\.now\(\)|Math\.random\(\)|process\.env|new Date\(\)|performance\.now\(\))/g,
        ),
      ].map((match) => `${file.path}: ${match[1]}`),
    ]);

  expect(wrong).toEqual([]);
});

it('reads the environment in libs/settings only', () => {
  const wrong = files.filter(
    ({ lib, path, text }) =>
      lib !== 'settings' && !isTest(path) && !lib.startsWith('app:') && /process\.env\b/.test(code(text)),
  );

  expect(wrong.map(({ path }) => path)).toEqual([]);
});

it('names files for what they hold', () => {
  const wrong = files.filter(
    ({ path }) =>
      BANNED_NAMES.test(basename(path).split('.')[0] ?? '') ||
      path.split('/').some((part) => BANNED_NAMES.test(part)),
  );

  expect(wrong.map(({ path }) => path)).toEqual([]);
});

it('keeps files short enough to fit in the head', () => {
  const wrong = files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > MAX_LINES);

  expect(wrong).toEqual([]);
});

it('exports by name, has no enums, no any and no silenced checks', () => {
  const wrong = files
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, text }) =>
      [
        ...withoutStrings(code(text)).matchAll(
          /^export \* |^\s*(?:export )?(?:const )?enum |@ts-ignore|@ts-nocheck|\bas any\b|: any\b/gm,
        ),
      ].map((match) => `${path}: ${match[0].trim()}`),
    );

  expect(wrong).toEqual([]);
});

it('has apps that wire and do nothing else', () => {
  const mains = files.filter(({ path }) =>
    /^apps\/(collector|worker|scheduler|api)\/src\/main\.ts$/.test(path),
  );

  expect(mains).toHaveLength(4);
  for (const { text } of mains) expect(text.split('\n').length).toBeLessThanOrEqual(80);
});

/** The text without comments: what a comment says breaks no rule. */
function code(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

function withoutStrings(text: string): string {
  return text.replaceAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
}
