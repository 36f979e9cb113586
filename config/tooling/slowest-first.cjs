const { default: Sequencer } = require('@jest/test-sequencer');
const { relative, sep } = require('node:path');

/** Suites that start processes and services take minutes, the others seconds: begun last, one of them would keep a single core busy at the end. */
const SLOWEST_FIRST = ['test/faults', 'test/e2e', 'test/contract', 'test/integration'];

module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, context }) => {
      const file = relative(context.config.rootDir, path).split(sep).join('/');
      const found = SLOWEST_FIRST.findIndex((folder) => file.startsWith(`${folder}/`));
      return found === -1 ? SLOWEST_FIRST.length : found;
    };
    // Within a rank as Jest would: by what they took last time, else by size.
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
