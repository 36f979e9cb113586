import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_FIELDS, type Event } from '@khien/model';
import { logsourceOf } from '@khien/pipeline';
import { decodeRecord, profileById } from '@khien/profiles';
import { loadRuleFiles } from '@khien/settings';
import { compileRules } from '@khien/sigma';

const ROOT = join(__dirname, '..');
const { files } = loadRuleFiles([join(ROOT, 'rules')]);
const { ruleSet } = compileRules(
  files.filter(({ text }) => !/^detector:/m.test(text)),
  { fieldNames: new Set(EVENT_FIELDS.keys()) },
);
/** Samples were received on 21 November 2026 at 10:00 in Vietnam. */
const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

export const SHIPPED_RULES: ReadonlySet<string> = new Set(ruleSet.rules.map(({ name, id }) => name ?? id));

type Known = (event: Partial<Event>) => Partial<Event>;

/**
 * Names of the shipped rules that a sample of a profile fires, base rules of correlations among them: what a device writes has to be
 * what a rule waits for. `known`: what enrichment would add that the rules in question need.
 */
export function firedBy(profile: string, sample: string, known: Known = (event) => event): string[] {
  const raw = readFileSync(join(ROOT, 'libs/profiles/src', profile, 'samples', `${sample}.raw`), 'utf8');
  const decoded = decodeRecord({ position: 'p', receivedAt: 0, raw });
  if (!decoded.ok) throw new Error(decoded.detail);
  const result = profileById(profile)?.toEvent(decoded.text, CONTEXT);
  if (!result?.ok) throw new Error(result?.detail);
  return ruleSet
    .match(known(result.event), logsourceOf(profile)(result.event))
    .map(({ rule }) => rule.name ?? rule.id);
}
