import type { Day, LayerStatus } from '@khien/model';
import type { SheetSummary } from '../office';

const GREEN: ReadonlySet<string> = new Set(['met', 'at_risk']);

/** A sheet read on a later day than it was computed for: a layer that has run out meanwhile is not green. */
export function asOfToday<T extends SheetSummary>(sheet: T, on: Day): T {
  if (sheet.on >= on || sheet.layers.every((layer) => !ranOut(layer, on))) return sheet;
  return {
    ...sheet,
    layers: sheet.layers.map((layer) => (ranOut(layer, on) ? { ...layer, verdict: 'unverifiable' } : layer)),
  };
}

const ranOut = ({ verdict, expiresOn }: LayerStatus, on: Day): boolean =>
  expiresOn !== undefined && expiresOn < on && GREEN.has(verdict);
