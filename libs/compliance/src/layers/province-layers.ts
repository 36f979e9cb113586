import type { ComplianceSheet, LayerVerdict, ProtectionLayer, System } from '@khien/model';
import { LayerVerdict as Verdicts } from '@khien/model';
import { worstVerdict } from './layer-order';

export interface ProvinceLayer {
  layer: ProtectionLayer;
  /** Systems by verdict; every verdict is a key. */
  counts: Record<LayerVerdict, number>;
  worst: LayerVerdict;
}

/** The four layers of the province: counts and never one score. A registered system without a sheet counts as unverifiable. */
export function provinceLayers(
  sheets: ReadonlyArray<Pick<ComplianceSheet, '_id' | 'layers'>>,
  systems: readonly System[],
): ProvinceLayer[] {
  const bySystem = new Map(sheets.map((sheet) => [sheet._id, sheet]));
  const inUse = systems.filter(({ stage }) => stage !== 'retired');
  return ([1, 2, 3, 4] as const).map((layer) => {
    const verdicts = inUse.map(
      ({ id }) => bySystem.get(id)?.layers.find((each) => each.layer === layer)?.verdict ?? 'unverifiable',
    );
    const counts = Object.fromEntries(Verdicts.options.map((verdict) => [verdict, 0])) as Record<
      LayerVerdict,
      number
    >;
    for (const verdict of verdicts) counts[verdict] += 1;
    return { layer, counts, worst: worstVerdict(verdicts) };
  });
}
