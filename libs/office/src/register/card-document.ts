import type { Activity, Actor, Agency, System, VersionedDocument } from '@khien/model';
import type { FieldDiff, SheetKind } from '@khien/register';

/** Collection `register`: cards that people changed. The configuration holds the rest. */
export const REGISTER = 'register';

/** What the last write of a card did, kept with it so that its activity record can be written after a crash. */
export interface CardChange {
  by: Actor;
  from: Activity['from'];
  at: number;
  data: Record<string, string | number | boolean>;
}

/** `_id` `system:<id>` or `agency:<id>`; `version` counts from 1. */
export interface CardDocument extends VersionedDocument {
  card: System | Agency;
  updatedAt: number;
  /** Username. */
  updatedBy: string;
  change: CardChange;
  /** Number of the last import that wrote it. */
  lastImport?: number;
}

export type CardKind = 'system' | 'agency';
export const cardKindOf = (kind: SheetKind): CardKind => (kind === 'systems' ? 'system' : 'agency');
export const cardIdOf = (kind: CardKind, id: string): string => `${kind}:${id}`;
export const isSystem = (card: System | Agency): card is System => 'agencyId' in card;

const MAX_FIELDS = 20;
const MAX_TEXT = 120;

/** Which fields changed, from what to what, short enough for a record that is kept for ever. */
export function changeData(fields: readonly FieldDiff[], created: boolean): CardChange['data'] {
  const shown = fields.slice(0, MAX_FIELDS).map(({ field, before, after, personal }): [string, string] => [
    // Keys of what is stored hold no dots.
    field.replaceAll('.', '_'),
    personal ? '(đã đổi)' : `${short(before)} → ${short(after)}`,
  ]);
  return {
    ...(created ? { created } : {}),
    ...(fields.length > 0 ? { fields: short(fields.map(({ field }) => field).join(', '), 500) } : {}),
    ...(created ? {} : Object.fromEntries(shown)),
  };
}

function short(text: string, most = MAX_TEXT): string {
  const line = text.replaceAll('\n', ' ');
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
