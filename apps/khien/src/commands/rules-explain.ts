import { MonitorError } from '@khien/model';
import { loadRuleFiles } from '@khien/settings';
import { compileRules } from '@khien/sigma';
import { eventsOf } from '../events-of';
import { type Command, optionsOf, printLine, UsageError } from '../usage';

const usage = 'rules explain --rules PATH… --rule ID|NAME --events FILE|-';

export const rulesExplain: Command = {
  usage,
  does: 'why a rule matched each event or did not: which selection, which value, which field was absent',
  async run(argv) {
    const { values, positionals } = optionsOf(argv, usage, {
      rules: { type: 'string', multiple: true },
      rule: { type: 'string' },
      events: { type: 'string' },
    });
    if (!values.rules || values.rule === undefined || values.events === undefined)
      throw new UsageError(`--rules, --rule and --events are needed\nusage: khien ${usage}`);
    const { files } = loadRuleFiles([...values.rules, ...positionals]);
    const { ruleSet } = compileRules(files.filter(({ text }) => !/^detector:/m.test(text)));
    const rule = ruleSet.rules.find(
      ({ id, name, kind }) => kind === 'detection' && (id === values.rule || name === values.rule),
    );
    if (!rule) throw new MonitorError('bad_request', `--rule: no detection rule "${values.rule}"`);
    let line = 0;
    for await (const event of eventsOf(values.events)) {
      const { matched, condition, selections } = ruleSet.explain(event, rule.id);
      await printLine({ event: line++, rule: rule.name ?? rule.id, matched, condition, selections });
    }
    return 0;
  },
};
