// `npm test`: set-up, lint, types, every test. Arguments go to Jest (`npm test -- libs/journal`).
// Redis and MongoDB tests run when a server can be had, and are skipped by name otherwise;
// KHIEN_REQUIRE_SERVICES=1 (CI) turns those skips into failures.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureFolder, install, root, run, tool } from './toolchain.mjs';

install();
const given = process.argv.slice(2);
if (given.length === 0) {
  run(tool('biome'), ['check', '--error-on-warnings', '.']);
  build();
  run(tool('tsc'), ['--noEmit', '-p', 'apps/console']);
  run(tool('tsc'), ['--noEmit', '-p', 'config/tooling/tsconfig.test.json']);
}

const report = join(root, '.cache/jest.json');
ensureFolder(join(root, '.cache'));
rmSync(report, { force: true });
const jest = spawnSync(
  tool('jest'),
  ['-c', 'config/tooling/jest.config.cjs', '--json', `--outputFile=${report}`, ...given],
  {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
// One plain line at the end, for people and for CI.
const {
  numPassedTests,
  numFailedTests,
  numPendingTests,
  testResults = [],
} = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
for (const name of skipped(testResults)) console.log(`skipped: ${name}`);
console.log(`${numPassedTests ?? 0} passed, ${numFailedTests ?? 0} failed, ${numPendingTests ?? 0} skipped`);
process.exit(jest.status ?? 1);

/** Names of what did not run, each once per group. */
function skipped(files) {
  const names = files.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'pending')
      .map((test) => test.ancestorTitles[0] ?? test.title),
  );
  return [...new Set(names)];
}
