import { AlignmentType, BorderStyle, type IParagraphOptions, LineRuleType, Paragraph } from 'docx';
import type { Text } from '../print/blocks';
import { PROFILE, points } from '../print/profile';
import { docxRuns, type RunStyle } from './runs';

const TWIPS = 20;
export const twips = (lengthInPoints: number): number => Math.round(lengthInPoints * TWIPS);

/** Multiples of a line, in 240ths; without the rule some programs take the number for twips. */
const BODY_LINE = { line: Math.round(240 * PROFILE.lineSpacing), lineRule: LineRuleType.AUTO };

type Shape = Omit<IParagraphOptions, 'children' | 'text'>;

/** A paragraph with the spacing of the profile; `shape` overrides it. */
export function paragraph(text: Text, style: RunStyle = {}, shape: Shape = {}): Paragraph {
  return new Paragraph({
    spacing: { after: twips(PROFILE.paragraphGap), ...BODY_LINE },
    ...shape,
    ...(shape.spacing === undefined ? {} : { spacing: { ...BODY_LINE, ...shape.spacing } }),
    children: docxRuns(text, style),
  });
}

/** Body text: justified, first line indented. */
export function bodyParagraph(text: Text, style: RunStyle = {}, shape: Shape = {}): Paragraph {
  return paragraph(text, style, {
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twips(points(PROFILE.firstLineIndent)) },
    ...shape,
  });
}

/** A line inside the head or the foot: single spacing, no gap. */
export function tightLine(text: Text, style: RunStyle, shape: Shape = {}): Paragraph {
  return paragraph(text, style, {
    alignment: AlignmentType.CENTER,
    spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO },
    ...shape,
  });
}

/** A rule `width` points long, centred in a column of `within` points: the upper border of an all but empty line. */
export function rule(width: number, within: number): Paragraph {
  const side = twips(Math.max(0, (within - width) / 2));
  return paragraph(
    '',
    { size: 2 },
    {
      indent: { left: side, right: side },
      spacing: { before: twips(1.5), after: 0, line: 40, lineRule: LineRuleType.EXACT },
      border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    },
  );
}
