import { loadRules } from '@khien/pipeline';
import { loadRuleFiles } from '@khien/settings';
import { type Command, optionsOf, printLine, UsageError } from '../usage';

const usage = 'rules check PATH…';

export const rulesCheck: Command = {
  usage,
  does: '{"rules":n,"errors":[{"file","line","message"}]}; exit status 1 when a rule cannot be used',
  async run(argv) {
    const { positionals } = optionsOf(argv, usage, {});
    if (positionals.length === 0) throw new UsageError(`usage: khien ${usage}`);
    const { files, problems } = loadRuleFiles(positionals);
    const loaded = loadRules(files);
    const errors = [...problems, ...loaded.problems];
    await printLine({ rules: loaded.count, errors });
    return errors.length === 0 ? 0 : 1;
  },
};
