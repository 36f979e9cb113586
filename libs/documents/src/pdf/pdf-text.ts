import { type Run, runsOf, type Text } from '../print/blocks';
import { printable } from '../print/printable';

/** A node of pdfmake's document definition. */
export type PdfNode = Record<string, unknown>;

/** Collects footnotes in the order of their marks; printed together at the end of the document. */
export interface Footnotes {
  add(note: string): number;
  all(): readonly string[];
}

export function collectFootnotes(): Footnotes {
  const notes: string[] = [];
  return { add: (note) => notes.push(note), all: () => notes };
}

/** The runs of a text; a footnote becomes a raised number. */
export function pdfRuns(text: Text, footnotes: Footnotes): PdfNode[] {
  return runsOf(text).flatMap((run) => [styled(run), ...mark(run, footnotes)]);
}

/** A document number (331/2026/NĐ-CP) with what touches it; broken at its slash it reads badly. Longer is a path, not a number. */
const NUMBER = /(\S*\d\S*\/\S*|\S*\/\S*\d\S*)/;
const LONGEST_NUMBER = 30;

/** Runs for body text, where numbers of documents stay on one line. */
export function unbrokenNumbers(runs: PdfNode[]): PdfNode[] {
  return runs.flatMap((run) => {
    if (typeof run.text !== 'string' || !NUMBER.test(run.text)) return [run];
    return run.text
      .split(new RegExp(NUMBER, 'g'))
      .filter((part) => part !== '')
      .map((text) => ({
        ...run,
        text,
        ...(NUMBER.test(text) && text.length <= LONGEST_NUMBER ? { noWrap: true } : {}),
      }));
  });
}

const styled = ({ text, bold, italic }: Run): PdfNode => ({
  text: printable(text),
  ...(bold === undefined ? {} : { bold }),
  ...(italic === undefined ? {} : { italics: italic }),
});

function mark({ note }: Run, footnotes: Footnotes): PdfNode[] {
  return note === undefined ? [] : [{ text: String(footnotes.add(note)), sup: true }];
}
