import type { Bilingual } from '@khien/model';
import type { DocumentContext } from '../document-context';
import type { PrintSection } from '../print/blocks';

/** One document that can be made: a form of config/forms, or one of the explanatory documents and sheets. */
export interface Explanation {
  id: string;
  title: Bilingual;
  official: boolean;
  citation: string;
  mark: string;
  notes: ReadonlyArray<{ text: Bilingual; mark: string }>;
  /** Internal sheets follow the reader's language; what goes to an authority is Vietnamese. */
  followsLanguage?: boolean;
  whyNot(context: DocumentContext): Bilingual | undefined;
  sections(context: DocumentContext): PrintSection[];
}
