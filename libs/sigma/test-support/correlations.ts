import { compileRules } from '../src/compile-rules';
import type { RuleInfo } from '../src/rule/rule-model';

/** Three base rules `ra`, `rb`, `rc`, each matching events of its own kind. */
const BASES = ['ra', 'rb', 'rc']
  .map(
    (id) =>
      `title: ${id}\nid: ${id}\nname: name_${id}\nlogsource: {product: x}\ndetection: {s: {kind: ${id}}, condition: s}\n`,
  )
  .join('---\n');

export function correlation(body: string, id = 'corr'): string {
  return `title: c\nid: ${id}\nlevel: high\ncorrelation:\n${body
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')}\n`;
}

export function compile(...bodies: string[]) {
  return compileRules([{ file: 'c.yml', text: [BASES, ...bodies].join('---\n') }]);
}

export const count = (bounds: string) =>
  `type: event_count\nrules: [ra]\ntimespan: 10s\ncondition: {${bounds}}`;
export const measured = (type: string, bounds: string) =>
  `type: ${type}\nrules: [ra]\ntimespan: 10s\ncondition: {field: v, ${bounds}}`;
export const temporal = (type: string, extra = '') => `type: ${type}\nrules: [ra, rb]\ntimespan: 10s${extra}`;
export const info = (id: string) => ({ rule: { id } as RuleInfo });
