export { checkPdf, type PdfCheck } from './check-pdf';
export { createDocuments } from './create-documents';
export type {
  ControlLine,
  DocumentContext,
  DocumentFormat,
  DocumentOffer,
  Documents,
  FilledPart,
  LevelFindings,
  LevelReportContent,
  LevelReportLine,
  RenderedDocument,
} from './document-context';
export type { FormFile } from './forms/form-file';
export { type FormDocument, type FormProblem, parseForms } from './forms/parse-forms';
export { readWorkbook } from './sheets/read-workbook';
export type { SheetsRead } from './sheets/sheet-limits';
export { writeCsv } from './sheets/write-csv';
export { type WorkbookGuide, writeWorkbook } from './sheets/write-workbook';
