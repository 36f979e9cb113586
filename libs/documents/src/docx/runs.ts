import { FootnoteReferenceRun, Paragraph, type ParagraphChild, TextRun } from 'docx';
import { type Run, runsOf, type Text } from '../print/blocks';
import { printable } from '../print/printable';
import { PROFILE } from '../print/profile';

export interface RunStyle {
  /** Points. */
  size?: number;
  bold?: boolean;
  italic?: boolean;
}

/** The runs of a text in the style of its block. Line breaks inside a run stay line breaks. */
export function docxRuns(text: Text, style: RunStyle = {}): ParagraphChild[] {
  return runsOf(text).flatMap((run) => [...lines(run, style), ...footnote(run)]);
}

function lines(run: Run, style: RunStyle): TextRun[] {
  return printable(run.text)
    .split('\n')
    .map(
      (line, index) =>
        new TextRun({
          text: line,
          size: (style.size ?? PROFILE.size.body) * 2,
          bold: run.bold ?? style.bold ?? false,
          italics: run.italic ?? style.italic ?? false,
          ...(index > 0 ? { break: 1 } : {}),
        }),
    );
}

function footnote({ note }: Run): ParagraphChild[] {
  if (note === undefined) return [];
  const children = docxRuns(` ${note}`, { size: PROFILE.size.note });
  return [new FootnoteReferenceRun({ children: [new Paragraph({ children })] })];
}
