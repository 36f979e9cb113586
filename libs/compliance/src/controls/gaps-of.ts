import type { ControlResult } from '@khien/model';
import type { ControlAtLevel } from './control';

/** Khoảng trống: a control of the level that is not, or not wholly, shown to be met. */
export interface Gap {
  control: ControlAtLevel;
  clause: string;
  status: 'not_met' | 'partly' | 'unverifiable';
  result: ControlResult;
}

const ORDER = ['not_met', 'partly', 'unverifiable'] as const;

/** What of a system's controls is missing, worst first, each with its clause; in the order of the catalogue within a status. */
export function gapsOf(results: readonly ControlResult[], controls: readonly ControlAtLevel[]): Gap[] {
  const byId = new Map(controls.map((control) => [control.id, control]));
  return ORDER.flatMap((status) =>
    results.flatMap((result) => {
      const control = byId.get(result.controlId);
      return control && result.status === status ? [{ control, clause: control.clause, status, result }] : [];
    }),
  );
}
