export type {
  ControlLine,
  DocumentContext,
  DocumentFormat,
  DocumentOffer,
  Documents,
  LevelFindings,
  LevelReportContent,
  LevelReportLine,
  RenderedDocument,
  SectionOutline,
} from './document-context';
