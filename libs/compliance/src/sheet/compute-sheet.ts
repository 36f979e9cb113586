import type { ComplianceSheet, ControlResult, ControlStatus } from '@khien/model';
import { ControlStatus as Statuses } from '@khien/model';
import { controlsFor } from '../controls/controls-for';
import { judgeControls } from '../controls/judge-controls';
import { judgeLayers } from '../layers/judge-layers';
import { materialChanges } from '../material-change/material-changes';
import type { SheetInput } from './sheet-input';

/**
 * How one system stands on a day: controls of its level, the four layers, the technical layers beside them, and material changes.
 * Derived from its input and nothing else: the same input gives the same sheet.
 */
export function computeSheet(input: SheetInput): ComplianceSheet {
  const { system, line, catalogue, law, evidence, telemetry, inherited, drift, agreements, on, now } = input;
  const level = input.level ?? system.level;
  const controls =
    level === undefined
      ? []
      : judgeControls({
          ...{ system, level, line, evidence, telemetry, inherited, on, now },
          controls: controlsFor(catalogue, level),
        });
  const { layers, technical } = judgeLayers({
    system,
    level,
    line,
    model: law,
    evidence,
    telemetry,
    on,
    now,
  });
  return {
    _id: system.id,
    agencyId: system.agencyId,
    computedAt: now,
    on,
    ...(level !== undefined && { level }),
    layers,
    technical,
    controls,
    counts: countsOf(controls),
    changes: materialChanges({
      ...{ system, level, agreements, law, on, now },
      days: telemetry?.days ?? [],
      drift: drift ?? [],
    }),
  };
}

function countsOf(controls: readonly ControlResult[]): Record<ControlStatus, number> {
  const counts = Object.fromEntries(Statuses.options.map((status) => [status, 0])) as Record<
    ControlStatus,
    number
  >;
  for (const { status } of controls) counts[status] += 1;
  return counts;
}
