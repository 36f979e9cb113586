import { type LegalDocument, type LegalProblem, parseLegal } from '../legal/parse-legal';
import type { FourLayerModel } from './layer-input';

/** The four-layer model alone, from the files of `config/legal/`. Who already holds the law needs none: the law is one. */
export function parseFourLayers(documents: readonly LegalDocument[]): {
  model: FourLayerModel;
  problems: LegalProblem[];
} {
  const { regimes, problems } = parseLegal(documents);
  const { layerChecks, conflicts, endpoints, parameters } = regimes;
  return { model: { layerChecks, conflicts, endpoints, parameters }, problems };
}
