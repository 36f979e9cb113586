#!/usr/bin/env node
// Runs the compiled command line; compiles it first where `npm ci` was told to run no scripts.
const { existsSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const main = join(__dirname, '../dist/main.js');
if (!existsSync(main)) {
  const built = spawnSync(process.execPath, [join(__dirname, '../../../config/tooling/build.mjs')], {
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
require(main);
