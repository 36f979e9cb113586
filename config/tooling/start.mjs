// `npm start`: everything a fresh machine needs, then the whole monitor in this one process.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from './build.mjs';
import { install, root } from './toolchain.mjs';

install();
build();
const given = process.argv.slice(2);
process.argv = [
  process.argv[0],
  'khien',
  'start',
  ...(given.some((flag) => /^--(no-)?sample/.test(flag)) ? [] : ['--sample']),
  ...given,
];
createRequire(import.meta.url)(join(root, 'apps/khien/dist/main.js'));
