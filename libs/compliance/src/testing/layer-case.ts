import type { Evidence, EvidenceFact, LayerVerdict } from '@khien/model';
import { judgeLayers } from '../layers/judge-layers';
import type { LayerInput } from '../layers/layer-input';
import {
  antiMalware,
  assessed,
  designated,
  evidence,
  linked,
  monitored,
  NOW,
  ON,
  sampleSystem,
  telemetry,
} from './sample-evidence';
import { shippedLaw } from './shipped-law';

const { law } = shippedLaw();

/** Everything the four layers ask for. */
export const good = (): Evidence[] =>
  [designated(), monitored(), assessed(), linked(), antiMalware()].map((fact) => evidence(fact));

/** The sample system judged, everything good unless said otherwise. */
export const judge = (over: Partial<LayerInput> = {}) =>
  judgeLayers({
    system: sampleSystem(),
    level: 3,
    model: law,
    evidence: good(),
    telemetry: telemetry(),
    on: ON,
    now: NOW,
    ...over,
  });

export const verdictOf = (check: string, over: Partial<LayerInput> = {}): LayerVerdict | undefined =>
  judge(over)
    .layers.flatMap(({ reasons }) => reasons)
    .find((reason) => reason.check === check)?.verdict;

/** With this fact in the place of the good one of its kind. */
export const withFact = (fact: EvidenceFact, over: Partial<Evidence> = {}): Partial<LayerInput> => ({
  evidence: [...good().filter((each) => each.fact.kind !== fact.kind), evidence(fact, over)],
});
export const none = (kind: EvidenceFact['kind']): Partial<LayerInput> => ({
  evidence: good().filter(({ fact }) => fact.kind !== kind),
});
export const ended = { effectiveTo: '2026-11-19' };
export const oneSilent = telemetry({
  sources: [
    { sourceId: 's-net', layer: 'network', state: 'alive' },
    { sourceId: 's-web', layer: 'application', state: 'silent' },
  ],
});

/** One row of a table of checks. */
export interface CheckRow {
  check: string;
  when: string;
  over: Partial<LayerInput>;
  is: LayerVerdict | undefined;
}

/** Checks of the shipped layers that no row is about. */
export const untried = (rows: readonly CheckRow[], layers: readonly number[]): string[] =>
  law.layerChecks
    .filter(({ id, layer }) => layers.includes(layer) && !rows.some(({ check }) => check === id))
    .map(({ id }) => id);
