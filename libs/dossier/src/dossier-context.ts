import type { LevelAnswer } from '@khien/compliance';
import type {
  Actor,
  Agency,
  Bilingual,
  Day,
  Dossier,
  DossierAct,
  DossierEvent,
  DossierEventKind,
  DossierSection,
  Evidence,
  System,
} from '@khien/model';
import type { DossierLaw } from './dossier-law';
import type { SectionSpec } from './sections/section-spec';

/** What a person wants to do, and the legal day (Vietnamese calendar) on which it was done. */
export interface DossierCommand {
  event: DossierEvent;
  on: Day;
}

/** Everything a decision looks at. Nothing is read from anywhere else. */
export interface DossierContext extends DossierLaw {
  system: System;
  agencies: readonly Agency[];
  actor: Actor;
  /** Agency on whose behalf the actor acts; without one nobody appraises or approves. */
  unit?: string | undefined;
  /** Now, epoch ms. */
  at: number;
  specs: readonly SectionSpec[];
  sections: readonly DossierSection[];
  /** What the calculator says of the system now. */
  computed: LevelAnswer;
  /** The other versions of the same system's determination. */
  otherVersions: readonly Dossier[];
  /** SHA-256 (hex) of the contents as they stand: `snapshotOf(…).hash`. */
  snapshot: string;
  /** Of the system, of its agency, and of the province. */
  evidence: readonly Evidence[];
}

/** Why something may not be done (or, as a warning, what to know about it), with where that is written and how sure it is. */
export interface GuardProblem {
  code: string;
  clause: string;
  /** V1, V2, S, M or INF: only V1 is shown as the law. */
  mark: string;
  /** Says what to do about it. */
  text: Bilingual;
}

export type Decision =
  | { ok: true; act: DossierAct; warnings: GuardProblem[] }
  | { ok: false; problems: GuardProblem[] };

/** One thing that can be done from the step a dossier is at; `problems` say what stands in the way. */
export interface AllowedEvent {
  kind: DossierEventKind;
  problems: GuardProblem[];
  warnings: GuardProblem[];
}
