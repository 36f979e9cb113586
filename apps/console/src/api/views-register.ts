import type { Bilingual } from '@khien/model';

export type RegisterKind = 'systems' | 'agencies';
export type SheetFormat = 'xlsx' | 'csv';

/** A cell that cannot be read, by the sheet, row and column a person sees in their spreadsheet. */
export interface CellProblem {
  sheet: string;
  row: number;
  column: string;
  value?: unknown;
  text: Bilingual;
}

export interface ImportPreview {
  planHash: string;
  rows: number;
  add: ({ id: string; name?: Bilingual } | string)[];
  change: { id: string; fields: { field: string; before?: unknown; after?: unknown }[] }[];
  unchanged: number;
  problems: CellProblem[];
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
  registeredNotHeard: { systemId: string; name: Bilingual; lastHeard?: number; sources: number | string[] }[];
}
