import { MonitorError } from '@khien/model';
import type {
  DocumentContext,
  DocumentFormat,
  DocumentOffer,
  Documents,
  RenderedDocument,
} from './document-context';
import type { Explanation } from './explain/explanation';
import { EXPLANATIONS } from './explain/explanations';
import { asciiName } from './file-name';
import { fillForm } from './forms/fill-form';
import type { FormFile } from './forms/form-file';
import { whyNot } from './forms/why-not';
import { createPdfRenderer } from './pdf/render-pdf';
import type { PrintDocument } from './print/blocks';

const FORMATS: readonly DocumentFormat[] = ['docx', 'pdf'];
const MEDIA_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

export interface DocumentsOptions {
  /** Of config/forms, parsed by `parseForms`. */
  forms: readonly FormFile[];
  /** Folder laid out as @expo-google-fonts/tinos; the package itself unless given. */
  fontsDir?: string | undefined;
  /** Epoch ms; written into the files as the moment they were made. */
  now: () => number;
}

/** Official forms and explanatory documents, as DOCX (editable) and PDF (fonts embedded). */
export function createDocuments({ forms, fontsDir, now }: DocumentsOptions): Documents {
  const renderPdf = createPdfRenderer(fontsDir);
  const all: Explanation[] = [...forms.map(asExplanation), ...EXPLANATIONS];
  return {
    list: (context) => all.map((entry) => offer(entry, context)),
    render: async (formId, format, context) => {
      const entry = all.find(({ id }) => id === formId);
      if (entry === undefined)
        throw new MonitorError('not_found', `documents: there is no document "${formId}"`);
      const why = entry.whyNot(context);
      if (why !== undefined)
        throw new MonitorError('conflict', `documents: ${formId}: ${why[context.language]}`);
      const document = printed(entry, context, now());
      const bytes = await (format === 'docx' ? renderDocx(document) : renderPdf(document));
      const about = context.system?.name.vi ?? context.owner?.name.vi ?? '';
      return named(document, bytes, { format, name: `${entry.fileStem ?? formId} ${about}` });
    },
  };
}

/** Loaded when the first document is made: the docx library is large. */
function renderDocx(document: PrintDocument): Promise<Buffer> {
  const docx = require('./docx/render-docx') as typeof import('./docx/render-docx');
  return docx.renderDocx(document);
}

const asExplanation = (form: FormFile): Explanation => ({
  ...form,
  whyNot: (context) => whyNot(form, context),
  sections: (context) => fillForm(form, context),
});

function offer(entry: Explanation, context: DocumentContext): DocumentOffer {
  const why = entry.whyNot(context);
  const { id, title, official, citation, mark, notes } = entry;
  return { id, title, official, available: why === undefined, why, citation, mark, notes, formats: FORMATS };
}

function printed(entry: Explanation, context: DocumentContext, madeAt: number): PrintDocument {
  const about = context.system?.name.vi ?? context.owner?.name.vi ?? context.agency?.name.vi;
  return {
    title: about === undefined ? entry.title.vi : `${entry.title.vi} - ${about}`,
    subject: entry.citation,
    language: entry.followsLanguage ? context.language : 'vi',
    madeAt,
    sections: entry.sections(context),
  };
}

function named(
  { title }: PrintDocument,
  bytes: Buffer,
  { format, name }: { format: DocumentFormat; name: string },
): RenderedDocument {
  return {
    bytes,
    mediaType: MEDIA_TYPES[format],
    fileName: `${asciiName(name)}.${format}`,
    title: `${title}.${format}`,
  };
}
