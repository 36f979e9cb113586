// `npm run bench [-- NAME …]`: one JSON line per case, each with the limit measured in the same run beside it.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from './build.mjs';
import { install, root } from './toolchain.mjs';

/** A new benchmark is one file (default folder `bench/` of its lib, or test/bench/) and one line here. */
const BENCHES = {
  sigma: ['libs/sigma/bench/sigma-bench.ts', 'benchSigma'],
  journal: ['libs/journal/bench/journal-bench.ts', 'benchJournal'],
  store: ['libs/store/bench/store-bench.ts', 'benchStore'],
  queue: ['libs/queue/bench/queue-bench.ts', 'benchQueue'],
  profiles: ['libs/profiles/bench/profiles-bench.ts', 'benchProfiles'],
  enrich: ['libs/enrich/bench/enrich-bench.ts', 'benchEnrich'],
  controls: ['libs/compliance/bench/controls-bench.ts', 'benchControls'],
  office: ['libs/office/bench/office-bench.ts', 'benchOffice'],
  collect: ['test/bench/collect-bench.ts', 'benchCollect'],
  rotation: ['test/bench/rotation-bench.ts', 'benchRotation'],
  embedded: ['test/bench/embedded-bench.ts', 'benchEmbedded'],
  production: ['test/bench/production-bench.ts', 'benchProduction'],
  latency: ['test/bench/latency-bench.ts', 'benchLatency'],
  faults: ['test/bench/faults-bench.ts', 'benchFaults'],
};

install();
build();
const require = createRequire(import.meta.url);
compileTypeScriptOnLoad();

const names = process.argv.slice(2).filter((name) => !name.startsWith('-'));
for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
  const [file, run] = BENCHES[name] ?? [];
  if (!file || !existsSync(join(root, file))) {
    console.error(`no benchmark "${name}"; there are: ${Object.keys(BENCHES).join(', ')}`);
    process.exit(2);
  }
  const rows = await require(join(root, file))[run]();
  for (const row of rows ?? []) console.log(JSON.stringify({ bench: name, ...row }));
}
process.exit(0);

/** Benchmarks are not part of the build: each is compiled as it is loaded. The libs they measure are the built ones. */
function compileTypeScriptOnLoad() {
  const { transformFileSync } = require('@swc/core');
  const { Module } = require('node:module');
  Module._extensions['.ts'] = (module, filename) => {
    const { code } = transformFileSync(filename, {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    });
    module._compile(code, filename);
  };
}
