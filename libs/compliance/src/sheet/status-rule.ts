import {
  type AlertRule,
  Bilingual,
  ComplianceSheet,
  LayerVerdict,
  ProtectionLayer,
  Severity,
} from '@khien/model';
import { z } from 'zod';

const ChangeKind = ComplianceSheet.shape.changes.element.shape.kind;
type ChangeKind = z.infer<typeof ChangeKind>;

/** What a case is about: a layer that fell to a verdict, or a sign of material change. */
const Case = z.union([
  z.strictObject({ layer: ProtectionLayer, to: LayerVerdict, level: Severity, title: Bilingual }),
  z.strictObject({ change: ChangeKind, level: Severity, title: Bilingual }),
]);

/** `rules/compliance/four-layers-worse.yml`, `material-change.yml`: which changes of a sheet people are alerted to, and how urgently. */
export const StatusRule = z.strictObject({
  id: z.string().min(1),
  detector: z.literal('compliance_status'),
  triage: Bilingual,
  citations: z.array(z.string()).min(1),
  cases: z.array(Case).min(1),
});
export type StatusRule = z.infer<typeof StatusRule>;

/** The rule behind «a layer fell to this verdict»; undefined where nobody wants to be told. */
export function layerAlertRule(
  rules: readonly StatusRule[],
  layer: ProtectionLayer,
  to: LayerVerdict,
): AlertRule | undefined {
  return found(
    rules,
    `${layer}-${to.replace('_', '-')}`,
    (one) => 'layer' in one && one.layer === layer && one.to === to,
  );
}

/** The rule behind «cần xác định lại cấp độ», by what changed. */
export function changeAlertRule(rules: readonly StatusRule[], kind: ChangeKind): AlertRule | undefined {
  return found(rules, kind.replaceAll('_', '-'), (one) => 'change' in one && one.change === kind);
}

function found(
  rules: readonly StatusRule[],
  suffix: string,
  fits: (one: StatusRule['cases'][number]) => boolean,
): AlertRule | undefined {
  for (const { id, triage, citations, cases } of rules) {
    const one = cases.find(fits);
    if (!one) continue;
    return {
      id: `${id}-${suffix}`,
      kind: 'compliance',
      title: one.title,
      level: one.level,
      author: 'Khiên',
      license: 'Apache-2.0',
      tags: [],
      triage,
      citations,
    };
  }
  return undefined;
}
