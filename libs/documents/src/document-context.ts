import type {
  Agency,
  Bilingual,
  ComplianceSheet,
  ControlResult,
  Dossier,
  DossierAct,
  DossierComponent,
  DossierSection,
  Evidence,
  GapPlan,
  System,
} from '@khien/model';

/** What the level calculator said (structure of `LevelAnswer` of @khien/compliance). */
export interface LevelFindings {
  level: number | null;
  regime: string;
  reasons: ReadonlyArray<{ clause: string; criterion: string; level: number | null; mark: string }>;
  proposed: number | null;
  undecided: readonly string[];
  floor: number | null;
  candidates: readonly number[];
  /** In Vietnamese, each with its clause and mark. */
  warnings: readonly string[];
}

/** One control as it applies to the system's level, with how it stands. */
export interface ControlLine {
  id: string;
  title: Bilingual;
  group: { id: string; title: Bilingual };
  clause: string;
  mark: string;
  result?: ControlResult | undefined;
}

/**
 * One page of the dossier form as it reads now: structure of `FilledSection` of @khien/dossier, so that what
 * `filledSections(form)` answers can be passed on as it is.
 */
export interface FilledPart {
  spec: {
    id: string;
    component: DossierComponent;
    title: Bilingual;
    clause: string;
    mark: string;
  };
  section?: DossierSection | undefined;
  fields: ReadonlyArray<{
    field: {
      id: string;
      label: Bilingual;
      type: 'text' | 'long' | 'number' | 'date' | 'choice' | 'table' | 'file' | 'yesno';
      clause: string;
      mark: string;
      choices?: ReadonlyArray<{ value: string; label: Bilingual }> | undefined;
      columns?: ReadonlyArray<{ id: string; label: Bilingual }> | undefined;
    };
    /** A table's rows are JSON objects of column id → text, one string a row. */
    answer?: DossierSection['answers'][string] | undefined;
  }>;
}

/** One row of section 3 of Mẫu 08, columns 2 to 12, in the form's own words. Left out: the cell stays empty. */
export interface LevelReportLine {
  name: string;
  owner?: string | undefined;
  operator?: string | undefined;
  proposedLevel?: number | undefined;
  status?: string | undefined;
  decision?: string | undefined;
  regulation?: string | undefined;
  expectedApproval?: string | undefined;
  deployment?: string | undefined;
  expectedDeployment?: string | undefined;
  assessed?: string | undefined;
}

/** Mẫu 08: counters C1 to C7, the bodies of section 2 and the rows of section 3. */
export interface LevelReportContent {
  year: number;
  counters: {
    C1: number;
    C2: number;
    C3: number;
    C4: number;
    C5: number;
    C6: number;
    C7?: string | undefined;
  };
  bodies: ReadonlyArray<{ owner: Agency; specialisedUnit?: Agency | undefined }>;
  rows: readonly LevelReportLine[];
}

/**
 * Everything a document can say, as plain data. What is not given is printed as a dotted blank, never guessed.
 * `on` is the day the document speaks of; the day of signature stays blank until its number and date are recorded.
 */
export interface DocumentContext {
  system?: System | undefined;
  /** The body the system belongs to. */
  agency?: Agency | undefined;
  /** Chủ quản, đơn vị vận hành, đơn vị chuyên trách về ANM, đơn vị thẩm định (Đ18.4 where one was named). */
  owner?: Agency | undefined;
  operator?: Agency | undefined;
  specialisedUnit?: Agency | undefined;
  appraiser?: Agency | undefined;
  dossier?: Dossier | undefined;
  acts: readonly DossierAct[];
  /** The dossier's sections with their answers, in order: `filledSections(form)`. */
  parts: readonly FilledPart[];
  level?: LevelFindings | undefined;
  sheet?: ComplianceSheet | undefined;
  controls: readonly ControlLine[];
  gaps: readonly GapPlan[];
  evidence: readonly Evidence[];
  report?: LevelReportContent | undefined;
  agencies: readonly Agency[];
  /** `YYYY-MM-DD`, Vietnamese calendar. */
  on: string;
  /** Place written before the date; the issuing body's own place unless given. */
  place?: string | undefined;
  /** Official forms are Vietnamese in either language; the file's title and the internal sheets follow it. */
  language: 'vi' | 'en';
}

export type DocumentFormat = 'docx' | 'pdf';

export interface DocumentOffer {
  id: string;
  title: Bilingual;
  /** Biểu mẫu pháp định; false: «mẫu nội bộ, không phải biểu mẫu pháp định». */
  official: boolean;
  available: boolean;
  /** Why it is not available. */
  why?: Bilingual | undefined;
  /** Where it comes from, e.g. «NĐ 331 Phụ lục, Mẫu số 01», with the mark of using it at this step. */
  citation: string;
  mark: string;
  /** What is known to be odd in the official text and how it was handled; shown on screen, not printed. */
  notes: ReadonlyArray<{ text: Bilingual; mark: string }>;
  formats: readonly DocumentFormat[];
}

export interface RenderedDocument {
  bytes: Buffer;
  mediaType: string;
  /** ASCII without diacritics, with its ending. */
  fileName: string;
  /** The same with diacritics, for `filename*`. */
  title: string;
}

export interface Documents {
  /** Every document there is, with whether it fits this context and why not. Never throws. */
  list(context: DocumentContext): DocumentOffer[];
  /**
   * @throws MonitorError `not_found` for an id that is none, `conflict` for a form that does not fit (its `why`).
   */
  render(formId: string, format: DocumentFormat, context: DocumentContext): Promise<RenderedDocument>;
}
