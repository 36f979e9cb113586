import { execFileSync } from 'node:child_process';
import type { RuleSource } from '@khien/sigma';
import { syntheticEvents, syntheticRules } from './synthetic';

/** Resident memory of a fresh process that holds a rule set and has matched some events. */
export function benchMemory(rules: RuleSource[]): Array<Record<string, unknown>> {
  return [
    { case: 'resident memory with all SigmaHQ rules', rssMb: rssWith(rules), floorMb: 350, goalMb: 200 },
    { case: 'resident memory with 150 rules', rssMb: rssWith(syntheticRules()), floorMb: 150, goalMb: 100 },
    { case: 'resident memory of an empty Node process', rssMb: rssWith([]) },
  ];
}

/** `gc` is exposed so that the garbage of loading does not count as memory of the rule set. */
function rssWith(rules: RuleSource[]): number {
  const script = `
    const { rules, events } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
    const { compileRules } = require(${JSON.stringify(require.resolve('@khien/sigma'))});
    let { ruleSet } = compileRules(rules, { trustedRegex: true });
    rules.length = 0;
    for (const event of events) ruleSet.match(JSON.parse(event));
    global.gc(); global.gc();
    setTimeout(() => { global.gc(); console.log(Math.round(process.memoryUsage().rss / 1e6)); ruleSet.match({}); }, 200);`;
  const input = JSON.stringify({ rules, events: syntheticEvents(1000) });
  const out = execFileSync(process.execPath, ['--expose-gc', '-e', script], {
    input,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return Number(out.trim());
}
