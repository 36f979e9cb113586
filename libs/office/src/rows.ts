import type {
  Bilingual,
  Day,
  Dossier,
  DossierStep,
  LayerVerdict,
  SystemMark,
  SystemStage,
} from '@khien/model';

/** One line of the list of systems. */
export interface SystemRow {
  id: string;
  name: Bilingual;
  agencyId: string;
  agencyName: Bilingual;
  /** Approved level of the dossier in force, else the level on the card; absent while nobody has said one. */
  level?: number;
  approved: boolean;
  /** Of the newest version of the dossier. */
  step: DossierStep;
  stage?: SystemStage;
  marks: SystemMark[];
  /** Lớp 1..4; `unverifiable` before the first computation. */
  layers: [LayerVerdict, LayerVerdict, LayerVerdict, LayerVerdict];
  /** Controls that are not or only partly met; those whose planned day has passed. */
  gaps: { open: number; overdue: number };
  nextDeadline?: { id: string; title: Bilingual; dueOn: Day; daysLeft: number };
  /** Material changes that stand. */
  changes: number;
  /** `alive`: every source speaks; `silent`: at least one fell silent; `never`: none ever spoke; `no_source`: none is configured. */
  heard: 'alive' | 'silent' | 'never' | 'no_source';
}

/** One line of the list of dossiers. */
export interface DossierRow {
  id: string;
  systemId: string;
  systemName: Bilingual;
  agencyId: string;
  agencyName: Bilingual;
  determination: number;
  step: DossierStep;
  state: Dossier['state'];
  proposedLevel?: number;
  approvedLevel?: number;
  /** Per cent of the required answers. */
  completeness: number;
  /** Who has to act next: the operator or owner, the unit that appraises, the person who approves. */
  waitingFor?: 'owner' | 'appraiser' | 'approver';
  /** The body that has to, where it is one of the register. */
  waitingUnit?: { id: string; name: Bilingual };
  clock?: { parameter: string; dueOn?: Day; state: 'running' | 'paused' | 'ended'; workingDaysLeft?: number };
  updatedAt: number;
}
