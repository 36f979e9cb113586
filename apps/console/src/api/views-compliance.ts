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

/** One way to read a text, and who reads it so. */
export interface ConflictOption {
  id: string;
  text: Bilingual;
  source: string;
  mark: string;
}

/** A place where the plans do not agree with each other or with the law, and the reading in force here. */
export interface Conflict {
  id: string;
  text: Bilingual;
  clause: string;
  mark: string;
  why: Bilingual;
  options: ConflictOption[];
  /** Option in force; absent when the figure names none of the options. */
  chosen?: string;
  choice?: Bilingual;
  /** The dated figure that holds the choice, where the province may make one, and what it says of itself. */
  parameter?: string;
  chosenBy?: { clause: string; mark: string; note?: string };
}

export interface LayerMatrix {
  province: ProvinceLayer[];
  items: LayerRow[];
  next?: string;
  /** The conflicts that draw the circle of systems. */
  scope: Conflict[];
  computedAt?: number;
}
