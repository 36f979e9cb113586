import type { Bilingual } from '@khien/model';

export type RegisterKind = 'systems' | 'agencies';
export type SheetFormat = 'xlsx' | 'csv';

/** A cell that cannot be read, by the sheet, row and column a person sees in their spreadsheet. */
export interface CellProblem {
  sheet: string;
  row: number;
  column: string;
  value: string;
  text: Bilingual;
}

/** Something that does not stop the import, but that a person should know. */
export interface SheetNote {
  sheet: string;
  row?: number;
  column?: string;
  text: Bilingual;
}

export interface ImportPreview {
  planHash: string;
  rows: number;
  add: { id: string; name: Bilingual; row: number }[];
  change: {
    id: string;
    name: Bilingual;
    row: number;
    fields: { field: string; label: Bilingual; before: string; after: string }[];
  }[];
  unchanged: number;
  /** In the register, not in the file: they stay. */
  notInFile: string[];
  problems: CellProblem[];
  notes: SheetNote[];
}

export interface UploadedFile {
  name: string;
  mediaType: string;
  base64: string;
}

export interface Reconciliation {
  heardNotRegistered: {
    value: string;
    kind: string;
    sourceId?: string;
    systemId?: string;
    first: number;
    last: number;
    count: number;
  }[];
  registeredNotHeard: {
    systemId: string;
    name: Bilingual;
    agencyId: string;
    lastHeard?: number;
    sources: string[];
  }[];
}
