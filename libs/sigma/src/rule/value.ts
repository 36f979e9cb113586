import type { CidrRange } from '../evaluate/cidr';
import type { Piece } from '../evaluate/glob';
import type { CompareOperator, Where } from '../evaluate/matcher';
import type { RegexFlags } from '../evaluate/regex';
import type { TimeUnit } from '../evaluate/time-part';

/** A rule value on its way through its modifiers. */
export type Value =
  | { type: 'string'; pieces: Piece[]; cased: boolean; encoded: boolean; text: string }
  | { type: 'number'; text: string; value: number }
  | { type: 'boolean'; text: string; value: boolean }
  | { type: 'null' }
  | { type: 'regex'; source: string; flags: RegexFlags }
  | { type: 'cidr'; range: CidrRange; text: string }
  | { type: 'timepart'; unit: TimeUnit; value: number }
  | { type: 'compare'; operator: CompareOperator; value: number; part: TimeUnit | null }
  | { type: 'exists'; expected: boolean }
  | { type: 'fieldref'; other: string; where: Where | 'equals'; cased: boolean };

export type StringValue = Extract<Value, { type: 'string' }>;
