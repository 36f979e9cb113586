// This repository's engine, measured like the others: RULES_DIR EVENTS.ndjson OUT.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { compileRules } = createRequire(import.meta.url)(
  join(dirname(fileURLToPath(import.meta.url)), '../../libs/sigma/dist/index.js'),
);
const [rulesDir, eventsFile, outFile] = process.argv.slice(2);
const sources = filesBelow(rulesDir).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

let start = cpuSeconds();
const { ruleSet, errors } = compileRules(sources, { trustedRegex: true });
const loadSeconds = cpuSeconds() - start;
const events = readFileSync(eventsFile, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
let best = Number.POSITIVE_INFINITY;
for (let round = 0; round < 5; round++) {
  start = cpuSeconds();
  for (let pass = 0; pass < 4; pass++) for (const event of events) ruleSet.match(event);
  best = Math.min(best, (cpuSeconds() - start) / 4);
}
const lines = events.flatMap((event, i) => ruleSet.match(event).map(({ rule }) => `${i} ${rule.id}`));
writeFileSync(outFile, `${lines.join('\n')}\n`);
const report = {
  peer: '@khien/sigma',
  rules: ruleSet.rules.length,
  refused: errors.length,
  events: events.length,
};
console.log(JSON.stringify({ ...report, loadSeconds, perCpuSecond: Math.round(events.length / best) }));

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : path.endsWith('.yml') ? [path] : [];
  });
}
