// Same rules, same events, several engines: `node test/peers/run-peers.mjs [WORK_DIR]`. Needs the samples, cargo, go
// and python3; a peer whose tool or package is not there is reported as skipped. Builds into WORK_DIR, never here.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const samples = process.env.KHIEN_SAMPLES ?? resolve(here, '../../../shared/samples');
const work = resolve(process.argv[2] ?? join(tmpdir(), 'khien-peers'));
const EVERY = 13;

if (!existsSync(join(samples, 'sigmahq-rules.tar.gz'))) {
  console.error(`no samples at ${samples}; set KHIEN_SAMPLES`);
  process.exit(2);
}
mkdirSync(work, { recursive: true });
execFileSync('tar', ['xzf', join(samples, 'sigmahq-rules.tar.gz'), '-C', work]);
const rules = join(work, 'rules/windows');
const events = join(work, 'events.ndjson');
writeFileSync(events, sampleEvents());

const results = [
  peer('khien', () => node('khien-peer.mjs')),
  peer('rsigma', buildRust),
  peer('go-sigma-rule-engine', () => buildGo('rule-engine')),
  peer('sigma-go', () => buildGo('sigma-go')),
  peer('pysigma-sqlite', buildPython),
];
for (const { name, report } of results) console.log(JSON.stringify({ name, ...report }));
for (const other of results.slice(1)) if (other.matches) compare(results[0], other);

function sampleEvents() {
  const lines = gunzipSync(readFileSync(join(samples, 'otrf-windows.ndjson.gz')))
    .toString('utf8')
    .split('\n');
  const own = lines.filter((line, i) => i % EVERY === 0 && line.startsWith('{') && line.endsWith('}'));
  return `${own.join('\n')}\n`;
}

function peer(name, build) {
  const out = join(work, `${name}.matches`);
  try {
    const [command, args] = build();
    const stdout = execFileSync(command, [...args, rules, events, out], { encoding: 'utf8', maxBuffer: 1e8 });
    const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
    const matches = new Set(readFileSync(out, 'utf8').split('\n').filter(Boolean));
    return { name, report: { ...report, matches: matches.size }, matches };
  } catch (error) {
    return { name, report: { skipped: String(error.message).slice(0, 300) }, matches: null };
  }
}

function node(file) {
  return [process.execPath, [join(here, file)]];
}

function buildRust() {
  const target = join(work, 'rust-target');
  execFileSync(
    'cargo',
    [
      'build',
      '--release',
      '--quiet',
      '--ignore-rust-version',
      '--manifest-path',
      join(here, 'rust/Cargo.toml'),
    ],
    {
      env: { ...process.env, CARGO_TARGET_DIR: target },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return [join(target, 'release/peer-rsigma'), []];
}

function buildGo(name) {
  const binary = join(work, name);
  cpSync(join(here, 'go'), join(work, 'go'), { recursive: true });
  execFileSync('go', ['build', '-o', binary, `./${name}`], {
    cwd: join(work, 'go'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return [binary, []];
}

function buildPython() {
  const venv = join(work, 'python');
  if (!existsSync(venv)) {
    execFileSync('python3', ['-m', 'venv', venv]);
    execFileSync(join(venv, 'bin/pip'), [
      'install',
      '--quiet',
      'pysigma==1.5.0',
      'pysigma-backend-sqlite==1.1.3',
    ]);
  }
  return [join(venv, 'bin/python'), [join(here, 'pysigma_sqlite.py')]];
}

/** Prints which rules differ and on how many events, most first. */
function compare(ours, other) {
  for (const [label, left, right] of [
    [`only ${ours.name}`, ours.matches, other.matches],
    [`only ${other.name}`, other.matches, ours.matches],
  ]) {
    const byRule = new Map();
    for (const line of left) {
      const rule = line.split(' ')[1];
      if (!right.has(line)) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    }
    const total = [...byRule.values()].reduce((a, b) => a + b, 0);
    const most = [...byRule].sort((a, b) => b[1] - a[1]).slice(0, 12);
    console.log(
      JSON.stringify({
        compare: `${ours.name} / ${other.name}`,
        [label]: total,
        rules: Object.fromEntries(most),
      }),
    );
  }
}
