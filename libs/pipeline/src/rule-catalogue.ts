import { AlertKind, type AlertRule, Severity } from '@khien/model';
import type { RuleInfo, RuleSet } from '@khien/sigma';
import { z } from 'zod';

const Bilingual = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const EventLike = z.record(z.string(), z.unknown());

/**
 * An example a rule file carries: an event, or for correlations one event repeated over time, or events one after another.
 * `vary` names the field that changes each time; `varyWith` is its text, `{}` standing for the number.
 */
export const RuleExample = z.union([
  z.strictObject({
    repeat: z.number().int().positive(),
    everySeconds: z.number().positive(),
    vary: z.string().optional(),
    varyWith: z.string().includes('{}').optional(),
    event: EventLike,
  }),
  z.strictObject({ everySeconds: z.number().positive(), sequence: z.array(EventLike).min(2) }),
  EventLike,
]);
export type RuleExample = z.infer<typeof RuleExample>;

/** The `khien:` block of a Sigma rule file: what the alert needs beyond Sigma. */
export const KhienBlock = z.strictObject({
  kind: AlertKind.extract(['detection', 'correlation', 'compliance']),
  title_vi: z.string().min(1),
  /** Event field whose value the alerts are about: one alert per value and window. */
  entity: z.string().min(1),
  window: z.string().regex(/^\d+[mhd]$/),
  triage: Bilingual,
  /** Article, R-number or ATT&CK technique the rule rests on. */
  citations: z.array(z.string()).min(1),
  examples: z.strictObject({ fires: z.array(RuleExample).min(1), silent: z.array(RuleExample).min(1) }),
});
export type KhienBlock = z.infer<typeof KhienBlock>;

/** What the recorder needs of a rule. */
export interface CataloguedRule {
  alertRule: AlertRule;
  /** Fields tried in turn for the alert's entity; the source's id when an event has none of them. */
  entityFields: string[];
  windowMs: number;
  /** False for building blocks of correlations: Sigma lets a rule that a correlation names alert by itself only with `generate: true`. */
  alerts: boolean;
  examples?: KhienBlock['examples'];
}

export interface CatalogueProblem {
  file: string;
  message: string;
}

const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** For rules written elsewhere (SigmaHQ), which say nothing about entities. */
const DEFAULT_ENTITY = ['user.name', 'source.ip', 'host.name'];

/**
 * Every rule of the set under its Sigma id, ready to make alerts of. A rule without `khien:` block still alerts, with its English title:
 * any Sigma folder can be loaded beside ours. A wrong block is a problem, and its rule does not alert until it is mended.
 */
export function catalogueRules(ruleSet: Pick<RuleSet, 'rules'>): {
  rules: Map<string, CataloguedRule>;
  problems: CatalogueProblem[];
} {
  const rules = new Map<string, CataloguedRule>();
  const problems: CatalogueProblem[] = [];
  for (const info of ruleSet.rules) {
    const block = info.custom.khien === undefined ? undefined : KhienBlock.safeParse(info.custom.khien);
    if (block && !block.success) {
      for (const issue of block.error.issues)
        problems.push({
          file: info.file,
          message: `khien/${issue.path.map(String).join('/')}: ${issue.message}`,
        });
      continue;
    }
    rules.set(info.id, catalogued(info, block?.data));
  }
  return { rules, problems };
}

function catalogued(info: RuleInfo, block: KhienBlock | undefined): CataloguedRule {
  const level = Severity.parse(info.level);
  return {
    alertRule: {
      id: info.name ?? info.id,
      kind: block?.kind ?? info.kind,
      title: { vi: block?.title_vi ?? info.title, en: info.title },
      level,
      ...(info.author !== undefined && { author: info.author }),
      ...(info.license !== undefined && { license: info.license }),
      tags: info.tags,
      ...(block && { triage: block.triage }),
      citations: block?.citations ?? info.tags.filter((tag) => /^attack\.t\d/i.test(tag)),
    },
    entityFields: block ? [block.entity] : DEFAULT_ENTITY,
    windowMs: block ? windowOf(block.window) : 3_600_000,
    alerts: info.generate,
    ...(block && { examples: block.examples }),
  };
}

function windowOf(text: string): number {
  return Number(text.slice(0, -1)) * (UNIT_MS[text.slice(-1)] ?? 3_600_000);
}
