import { ProtectionLayer } from '@khien/model';
import { z } from 'zod';
import { cited, dated, Id, Level, Wording } from '../legal/dated';

/** What a check looks at; one implementation each under `checks/`. */
export const LayerCheckKind = z.enum([
  'designation',
  'certificate',
  'contact',
  'acknowledgement',
  'monitoring_provider',
  'roster',
  'sources',
  'round_the_clock',
  'assessment_recorded',
  'assessor_not_operator',
  'assessor_not_monitor',
  'assessment_interval',
  'findings',
  'national_link',
  'endpoint',
  'link_lag',
  'plan_before_connection',
  'anti_malware_link',
]);
export type LayerCheckKind = z.infer<typeof LayerCheckKind>;

/** How much a finding weighs. A provincial plan or an inference may only warn; the law may fail. */
const Weight = z.enum(['not_met', 'unverifiable', 'at_risk']);

/** One question of one of the four layers, as `config/legal/` asks it. */
export const LayerCheck = z.strictObject({
  id: Id,
  layer: ProtectionLayer,
  kind: LayerCheckKind,
  text: Wording,
  ...cited,
  ...dated,
  /** Levels it is asked of; without it all. A system whose level is unknown is asked everything. */
  levels: z.array(Level).min(1).optional(),
  /** Conflict whose option in force draws the circle of systems that are asked (K1). */
  scope: Id.optional(),
  /** Figures by their name in the check: ids of parameters, so that a new figure is a new dated entry. */
  parameters: z.record(z.string(), Id).default({}),
  /** Nothing is on record. */
  absent: Weight.default('not_met'),
  /** What is on record has run out. */
  stale: Weight.default('not_met'),
  /** What is on record says that it is not so. */
  breach: Weight.default('not_met'),
});
export type LayerCheck = z.infer<typeof LayerCheck>;
