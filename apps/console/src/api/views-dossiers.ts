import type {
  Bilingual,
  Dossier,
  DossierAct,
  DossierComponent,
  DossierEventKind,
  DossierSection,
  DossierStep,
} from '@khien/model';
import type { LevelAnswer } from './views-level';

export type Answer = DossierSection['answers'][string];
export type Answers = DossierSection['answers'];
export type SectionFile = DossierSection['files'][number];

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
  waitingFor?: 'owner' | 'appraiser' | 'approver';
  waitingUnit?: { id: string; name: Bilingual };
  clock?: {
    parameter: string;
    dueOn?: string;
    state: 'running' | 'paused' | 'ended';
    workingDaysLeft?: number;
  };
  updatedAt: number;
}

/** Why something may not be done, or what to know about it, with where that is written. */
export interface GuardProblem {
  code: string;
  clause: string;
  mark: string;
  text: Bilingual;
}

export interface AllowedAct {
  kind: DossierEventKind;
  problems: GuardProblem[];
  warnings: GuardProblem[];
}

export interface ColumnSpec {
  id: string;
  label: Bilingual;
  required: boolean;
}

export interface FieldSpec {
  id: string;
  label: Bilingual;
  help: Bilingual;
  type: 'text' | 'long' | 'number' | 'date' | 'choice' | 'table' | 'file' | 'yesno';
  required: boolean;
  clause: string;
  mark: string;
  source?: string;
  choices?: { value: string; label: Bilingual }[];
  columns?: ColumnSpec[];
  /** A wording to start from; never an answer by itself. */
  example?: Bilingual;
}

export interface SectionSpec {
  id: string;
  component: DossierComponent;
  order: number;
  title: Bilingual;
  intro: Bilingual;
  clause: string;
  mark: string;
  inheritable: boolean;
  fields: FieldSpec[];
}

export interface SectionProgress {
  section: string;
  done: number;
  required: number;
  missing: { field: string; label: Bilingual }[];
}

export interface Completeness {
  percent: number;
  complete: boolean;
  perSection: SectionProgress[];
}

/** A section of the platform the system stands on, ready to be copied. */
export interface Inheritable {
  section: string;
  fromSystemId: string;
  name: Bilingual;
  answers: Answers;
  files: SectionFile[];
}

export interface DossierDetail {
  dossier: Dossier;
  /** Oldest first. */
  acts: DossierAct[];
  sections: DossierSection[];
  specs: SectionSpec[];
  completeness: Completeness;
  allowed: AllowedAct[];
  inheritable: Inheritable[];
  level: LevelAnswer;
}

export interface Party {
  id: string;
  name: Bilingual;
}
export type PartyRole = 'owner' | 'operator' | 'specialisedUnit' | 'appraiser' | 'approver';

/** What the form starts from: only the questions the level is asked, each with what the register answers. */
export interface DossierForm {
  system: { id: string; name: Bilingual; agencyId: string; hostedOn?: string };
  parties: Partial<Record<PartyRole, Party>>;
  editable: boolean;
  questions: { section: string; field: string; card?: Answer }[];
}

export interface FieldChange {
  section: string;
  field: string;
  label: Bilingual;
  before?: Answer;
  after?: Answer;
}

export interface SectionDraft {
  answers: Answers;
  files: SectionFile[];
  inheritedFrom?: string;
}

export interface DocumentOffer {
  id: string;
  title: Bilingual;
  official: boolean;
  available: boolean;
  why?: Bilingual;
  citation?: string;
  mark?: string;
  notes?: { text: Bilingual; mark: string }[];
  formats: ('docx' | 'pdf')[];
}

/** What may be said of a handed-in file: its signature was seen or not, and never verified. */
export interface SignatureSaid {
  signatureSeen: boolean;
  signatureVerified: false;
  notice: Bilingual;
}

export interface SignedCopy extends SignatureSaid {
  sha256: string;
  form: string;
  name: string;
  number: string;
  date: string;
  issuer?: string;
  at: number;
  by: string;
}

export interface SignedDraft {
  form: string;
  name: string;
  base64: string;
  number: string;
  date: string;
  issuer?: string;
}
