import type { Bilingual, LayerReason, LayerVerdict, ProtectionLayer, TechnicalLayer } from '@khien/model';

export interface LayerCell {
  layer: ProtectionLayer;
  verdict: LayerVerdict;
  expiresOn?: string;
  reasons: Pick<LayerReason, 'text' | 'clause' | 'mark' | 'verdict'>[];
}

export interface TechnicalCell {
  layer: TechnicalLayer;
  verdict: LayerVerdict;
  text?: Bilingual;
}

export interface LayerRow {
  systemId: string;
  name: Bilingual;
  agencyId: string;
  agencyName: Bilingual;
  level?: number;
  layers: LayerCell[];
  technical: TechnicalCell[];
}

export interface ProvinceLayer {
  layer: ProtectionLayer;
  counts: Partial<Record<LayerVerdict, number>>;
  worst: LayerVerdict;
}

/** A reading of the plans that is a choice of the province, with what else could be chosen. */
export interface ScopeChoice {
  id: string;
  chosen: string;
  options: (string | { id: string; text?: Bilingual })[];
  text: Bilingual;
}

export interface LayerMatrix {
  province: ProvinceLayer[];
  items: LayerRow[];
  next?: string;
  scope: ScopeChoice[];
  computedAt?: number;
}

/** A place where the plans do not agree, and what is done about it here. */
export interface Conflict {
  id: string;
  text: Bilingual;
  choice: string | Bilingual;
  parameter?: string;
}
