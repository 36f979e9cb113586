import { compileRules, type RuleSource } from '@khien/sigma';

const HOSTILE = [
  'a'.repeat(65_536),
  `${'a'.repeat(65_535)}!`,
  'powershell -e '.repeat(4681),
  '`\'"$(){}[]%'.repeat(5958),
];

/** Longest time of any one regex on 64 kB of hostile text. */
export function benchRegex(rules: RuleSource[]): Array<Record<string, unknown>> {
  const sources = [
    ...new Set(
      rules.flatMap(({ text }) => [...text.matchAll(/\|re(?:\|i)?: '([^'\n]+)'/g)].map((m) => m[1] ?? '')),
    ),
  ];
  const user = worst(['(a+)+$', '^(a+)+$', '(a|aa)+$', '(.*a){12}$'], false);
  return [
    {
      case: 'shipped regexes on 64 kB of hostile text, reviewed (V8)',
      patterns: sources.length,
      ...worst(sources, true),
      floorMs: 50,
      goalMs: 5,
    },
    {
      case: 'shipped regexes on 64 kB of hostile text, linear engine',
      patterns: sources.length,
      ...worst(sources, false),
      floorMs: 50,
      goalMs: 5,
    },
    { case: 'user regex (a+)+$ and kin on 64 kB', ...user, floorMs: 50, goalMs: 5 },
  ];
}

function worst(patterns: string[], trustedRegex: boolean): Record<string, unknown> {
  let slowest = { ms: 0, pattern: '' };
  for (const pattern of patterns) {
    const text = `title: t\nid: t\nlogsource: {category: any}\ndetection:\n  s:\n    a|re: '${pattern}'\n  condition: s\n`;
    const { ruleSet, errors } = compileRules([{ file: 'r.yml', text }], { trustedRegex });
    if (errors.length > 0) continue;
    // Once to warm up: a regex is compiled on first use.
    for (const value of HOSTILE) ruleSet.matchFull({ a: value });
    for (const value of HOSTILE) {
      const cpu = process.cpuUsage();
      ruleSet.matchFull({ a: value });
      const used = process.cpuUsage(cpu);
      const ms = (used.user + used.system) / 1000;
      if (ms > slowest.ms) slowest = { ms, pattern };
    }
  }
  return { slowestCpuMs: slowest.ms, slowestPattern: slowest.pattern };
}
