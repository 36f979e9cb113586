/**
 * Print profile after Phụ lục I of Nghị định 30/2020: A4, margins 20/20/30/20 mm, one size set of its own examples
 * (12/13/13, body 14). Sizes in points, lengths in millimetres.
 */
export const PROFILE = {
  page: { width: 210, height: 297 },
  margins: { top: 20, bottom: 20, left: 30, right: 20 },
  /** The page number stands centred in the top margin, this far from the edge. */
  headerFromEdge: 10,
  firstLineIndent: 12.7,
  size: {
    emblem: 12,
    motto: 13,
    body: 14,
    number: 13,
    date: 13,
    subject: 12,
    title: 14,
    recipientsWord: 12,
    recipients: 11,
    pageNumber: 14,
    table: 12,
    note: 11,
    label: 10,
  },
  /** Multiple of the font's own line, single to 1.5 allowed. */
  lineSpacing: 1.1,
  /** After a paragraph; at least 6. */
  paragraphGap: 6,
  /** Width shares of the two columns of the head. */
  head: { left: 42, right: 58 },
  /** Nơi nhận and the signature. */
  foot: { left: 44, right: 56 },
  /** Blank for the signature, points. */
  signatureGap: 70,
} as const;

export const EMBLEM = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

const POINTS_PER_MM = 72 / 25.4;
export const points = (millimetres: number): number => millimetres * POINTS_PER_MM;

/** Width between the margins, points. */
export function textWidth(orientation: 'portrait' | 'landscape'): number {
  const { page, margins } = PROFILE;
  const side = orientation === 'portrait' ? page.width : page.height;
  return points(side - margins.left - margins.right);
}

/** Columns of a table, points, from their shares. */
export function columnWidths(shares: readonly number[], total: number): number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => (share / sum) * total);
}
