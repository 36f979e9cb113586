/** Appends lines and prints each one when it was acknowledged, until killed. Arguments: directory, seed. */
const { readFileSync, writeSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const swc = require('@swc/core');

const options = {
  sourceMaps: false,
  jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
  module: { type: 'commonjs' },
};
Module._extensions['.ts'] = (module, filename) => {
  module._compile(swc.transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
};
const resolve = Module._resolveFilename;
Module._resolveFilename = function sourceOf(request, ...rest) {
  const [, lib] = /^@khien\/([a-z-]+)$/.exec(request) ?? [];
  return lib ? join(__dirname, '../..', lib, 'src/index.ts') : resolve.call(this, request, ...rest);
};

const { createHash } = require('node:crypto');
const { openJournal } = require('../src/index.ts');
const { createKeyRing } = require('@khien/sealing');
const { silentLogger } = require('@khien/model');

const [, , directory, seed] = process.argv;
const keyRing = createKeyRing({ current: createHash('sha256').update('test key').digest() });

async function appendForEver(journal, lane) {
  for (let turn = 0; ; turn += 1) {
    const raws = Array.from(
      { length: 1 + ((turn * 7 + lane * 13) % 60) },
      (_, index) => `${seed}-${lane}-${turn}-${index}`,
    );
    const records = raws.map((raw) => ({ receivedAt: Date.now(), raw }));
    await journal.append(`s${lane}`, records, { kind: 'tcp' });
    writeSync(1, `${raws.join('\n')}\n`);
  }
}

async function main() {
  const limits = { segmentBytes: 40_000, groupMs: 2 };
  const log = silentLogger;
  const journal = await openJournal({ directory, collectorId: 'c1', keyRing, now: Date.now, log, limits });
  await Promise.all([0, 1, 2, 3].map((lane) => appendForEver(journal, lane)));
}
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
