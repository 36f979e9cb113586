import type { Bilingual } from '@khien/model';
import type { LevelAnswer } from './views-level';

export interface OwedDuty {
  id: string;
  title: Bilingual;
  force: 'mandatory' | 'by_need';
  clause: string;
  mark: string;
}

export interface RegimeFigure {
  value: unknown;
  unit?: string;
  clause: string;
  mark: string;
}

export interface SimulationRow {
  systemId: string;
  agencyId: string;
  agencyName: Bilingual;
  name: string;
  before: LevelAnswer;
  after: LevelAnswer;
  change: 'same' | 'raised' | 'lowered' | 'open';
  duties: { id: string; before: OwedDuty | null; after: OwedDuty | null }[];
  parameters: {
    id: string;
    title: Bilingual;
    before: RegimeFigure | null;
    after: RegimeFigure | null;
  }[];
}

export interface Simulation {
  from: { on: string; regime: string };
  to: { on: string; regime: string };
  items: SimulationRow[];
  /** Cards whose facts are missing or cannot be read. */
  unreadable: { systemId: string; name: Bilingual; problems: string[] }[];
  totals: { same: number; raised: number; lowered: number; open: number };
}
