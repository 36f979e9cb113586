import type { Bilingual } from '@khien/model';
import type { DocumentContext } from '../document-context';
import type { PrintSection } from '../print/blocks';

/** One document that can be made: a form of config/forms, or one of the explanatory documents and sheets. */
export interface Explanation {
  id: string;
  title: Bilingual;
  /** Start of its file name; the id unless given. */
  fileStem?: string;
  official: boolean;
  citation: string;
  mark: string;
  notes: ReadonlyArray<{ text: Bilingual; mark: string }>;
  /** Internal sheets follow the reader's language; what goes to an authority is Vietnamese. */
  followsLanguage?: boolean;
  whyNot(context: DocumentContext): Bilingual | undefined;
  sections(context: DocumentContext): PrintSection[];
}

export const NO_SYSTEM: Bilingual = {
  vi: 'Chưa chọn hệ thống thông tin.',
  en: 'No information system is chosen.',
};
export const NO_DOSSIER: Bilingual = {
  vi: 'Hệ thống chưa lập hồ sơ đề xuất cấp độ.',
  en: 'The system has no level dossier yet.',
};
export const NO_SHEET: Bilingual = {
  vi: 'Chưa có kết quả đánh giá tuân thủ của hệ thống.',
  en: 'The system has not been judged yet.',
};

export const needsSystem = ({ system }: DocumentContext): Bilingual | undefined =>
  system === undefined ? NO_SYSTEM : undefined;
export const needsDossier = (context: DocumentContext): Bilingual | undefined =>
  needsSystem(context) ?? (context.dossier === undefined ? NO_DOSSIER : undefined);
