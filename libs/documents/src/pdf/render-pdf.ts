import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Block, PrintDocument, PrintSection } from '../print/blocks';
import { PROFILE, points, textWidth } from '../print/profile';
import { pdfBlock } from './pdf-blocks';
import { CELL_PADDING } from './pdf-table';
import { collectFootnotes, type Footnotes, type PdfNode } from './pdf-text';

/** The four faces of Tinos: free (OFL), metric-compatible with Times New Roman, with all Vietnamese letters. */
const FACES = {
  normal: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italics: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  bolditalics: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};

const LAYOUTS = {
  /** Columns side by side, no lines, no padding. */
  columns: {
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    paddingLeft: () => 0,
    paddingRight: () => 0,
    paddingTop: () => 0,
    paddingBottom: () => 0,
  },
  ruled: {
    hLineWidth: () => 0.5,
    vLineWidth: () => 0.5,
    paddingLeft: () => CELL_PADDING,
    paddingRight: () => CELL_PADDING,
    paddingTop: () => 2,
    paddingBottom: () => 2,
  },
};

/** Makes PDF files with embedded fonts. `fontsDir`: a folder laid out as @expo-google-fonts/tinos, the package itself unless given. */
export function createPdfRenderer(fontsDir?: string): (document: PrintDocument) => Promise<Buffer> {
  let pdfmake: typeof import('pdfmake') | undefined;
  return (document) => {
    pdfmake ??= prepare(fontsDir ?? dirname(require.resolve('@expo-google-fonts/tinos/package.json')));
    return pdfmake.createPdf(definitionOf(document)).getBuffer();
  };
}

/** pdfmake is one per process, loaded when first needed: fonts are given by content, and it may neither read files nor fetch anything. */
function prepare(folder: string): typeof import('pdfmake') {
  const pdfmake: typeof import('pdfmake') = require('pdfmake');
  const names = Object.values(FACES);
  for (const name of names)
    pdfmake.virtualfs.writeFileSync(`tinos/${name}`, readFileSync(join(folder, name)));
  pdfmake.setFonts({
    Tinos: {
      normal: `tinos/${FACES.normal}`,
      bold: `tinos/${FACES.bold}`,
      italics: `tinos/${FACES.italics}`,
      bolditalics: `tinos/${FACES.bolditalics}`,
    },
  });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  pdfmake.setTableLayouts(LAYOUTS);
  return pdfmake;
}

/** What pdfmake is told; a pure function of the document. */
export function definitionOf(document: PrintDocument): { content: PdfNode[]; [key: string]: unknown } {
  const footnotes = collectFootnotes();
  const { margins } = PROFILE;
  const content = document.sections.flatMap((section, index) =>
    sectionNodes(section, { first: index === 0, footnotes }),
  );
  const madeAt = new Date(document.madeAt);
  return {
    pageSize: 'A4',
    pageOrientation: document.sections[0]?.orientation ?? 'portrait',
    pageMargins: [margins.left, margins.top, margins.right, margins.bottom].map(points),
    info: {
      title: document.title,
      subject: document.subject,
      author: 'Khiên',
      creator: 'Khiên',
      producer: 'Khiên',
      creationDate: madeAt,
      modDate: madeAt,
    },
    language: document.language === 'vi' ? 'vi-VN' : 'en-GB',
    displayTitle: true,
    version: '1.7',
    defaultStyle: { font: 'Tinos', fontSize: PROFILE.size.body, lineHeight: PROFILE.lineSpacing },
    header: (page: number) => pageNumber(page),
    pageBreakBefore: startsNewPage,
    content: [...content, ...footnoteNodes(footnotes)],
  };
}

function sectionNodes(
  { orientation, blocks }: PrintSection,
  { first, footnotes }: { first: boolean; footnotes: Footnotes },
): PdfNode[] {
  const total = textWidth(orientation);
  const groups = withSignature(blocks);
  const [opening, ...rest] = groups.flatMap((group, index) => {
    const room = isHeading(groups[index + 1]?.[0]) ? ROOM.beforeHeading : ROOM.heading;
    const nodes = group.flatMap((block) => pdfBlock(block, { total, footnotes, room }));
    return group.length === 1 ? nodes : [{ stack: nodes, unbreakable: true }];
  });
  if (opening === undefined) return [];
  return first
    ? [opening, ...rest]
    : [{ ...opening, pageBreak: 'before', pageOrientation: orientation }, ...rest];
}

/** Points from the upper edge of a heading to the end of the page: the heading, and the first rows or lines below it. */
const ROOM = { heading: 125, beforeHeading: 165 };
const isHeading = (block: Block | undefined): boolean =>
  block?.kind === 'heading' || block?.kind === 'part' || (block?.kind === 'article' && block.titled === true);

/** What stands before a signature goes with it (of a table the last row), so that no page holds a signature alone. */
function withSignature(blocks: readonly Block[]): Block[][] {
  return blocks.reduce<Block[][]>((groups, block) => {
    const before = groups.at(-1)?.at(-1);
    const signs = block.kind === 'signature' || block.kind === 'signers';
    if (signs && before?.kind === 'paragraph') groups.splice(...lastWithHeading(groups, block));
    else if (signs && before?.kind === 'table' && before.rows.length > 1)
      groups.splice(
        -1,
        1,
        [{ ...before, rows: before.rows.slice(0, -1), goesOn: true }],
        [{ ...before, rows: before.rows.slice(-1), headless: true }, block],
      );
    else groups.push([block]);
    return groups;
  }, []);
}

/** Replaces the last paragraph by itself with the signature, and with the heading it stands under. */
function lastWithHeading(groups: readonly Block[][], signature: Block): [number, number, Block[]] {
  const headed = isHeading(groups.at(-2)?.at(-1));
  const taken = groups.slice(headed ? -2 : -1).flat();
  return headed ? [-2, 2, [...taken, signature]] : [-1, 1, [...taken, signature]];
}

function pageNumber(page: number): PdfNode | null {
  if (page === 1) return null;
  return {
    text: String(page),
    alignment: 'center',
    fontSize: PROFILE.size.pageNumber,
    margin: [0, points(PROFILE.headerFromEdge), 0, 0],
  };
}

/** A heading without room below it moves to the next page. */
function startsNewPage({
  headlineLevel,
  startPosition,
}: {
  headlineLevel?: number;
  startPosition: { verticalRatio: number; pageInnerHeight: number };
}): boolean {
  if (headlineLevel === undefined) return false;
  return (1 - startPosition.verticalRatio) * startPosition.pageInnerHeight < headlineLevel;
}

function footnoteNodes(footnotes: Footnotes): PdfNode[] {
  const notes = footnotes.all();
  if (notes.length === 0) return [];
  const line = { type: 'line', x1: 0, y1: 0, x2: points(50), y2: 0, lineWidth: 0.5 };
  return [
    {
      margin: [0, 10, 0, 0],
      fontSize: PROFILE.size.note,
      stack: [
        { canvas: [line], margin: [0, 0, 0, 4] },
        ...notes.map((note, index) => ({ text: [{ text: String(index + 1), sup: true }, ` ${note}`] })),
      ],
    },
  ];
}
