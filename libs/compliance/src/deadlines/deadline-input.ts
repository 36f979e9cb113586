import type {
  Agency,
  Agreement,
  Bilingual,
  ComplianceSheet,
  Day,
  Dossier,
  Evidence,
  GapPlan,
  System,
} from '@khien/model';
import type { LegalRegimes } from '../legal/legal-file';
import type { WorkingCalendar } from '../working-days/working-calendar';

/** All that deadlines are derived from. Nothing of it is stored. */
export interface DeadlineInput {
  systems: readonly System[];
  agencies: readonly Agency[];
  /** Current versions; replaced and retired ones owe nothing. */
  dossiers: readonly Dossier[];
  evidence: readonly Evidence[];
  gapPlans: readonly GapPlan[];
  agreements: readonly Agreement[];
  law: LegalRegimes;
  /** Where given: a gap whose control is met is done, and results that run out by themselves become deadlines. */
  sheets?: readonly ComplianceSheet[] | undefined;
  /** What a control is called; its id where nobody says. */
  controlTitle?: ((controlId: string) => Bilingual | undefined) | undefined;
  calendar: WorkingCalendar;
  /** Vietnamese calendar day. */
  on: Day;
}
