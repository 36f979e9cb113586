import type { Agency } from '@khien/model';
import type { DocumentContext } from '../document-context';
import { BLANK, type Block, type BlockOf, type PrintSection } from '../print/blocks';
import { placeAndDate } from '../print/vietnamese-day';
import type { FormBlock, FormFile } from './form-file';
import { PLACEHOLDER, type PlaceholderName } from './placeholder-names';
import { placeholderValues } from './placeholder-values';
import { bodyLines, reportRows } from './report-parts';
import { bodyOf, holds, paperOf } from './roles';

export const INTERNAL_LABEL = 'Mẫu nội bộ, không phải biểu mẫu pháp định';
/** Lines left for a long answer that was not given yet. */
const ANSWER_LINES = 2;
/** As long as a line of body text. */
const DOTTED_LINE = '.'.repeat(126);

/** The form filled in for this context. Whether it fits at all is asked before (`whyNot`). */
export function fillForm(form: FormFile, context: DocumentContext): PrintSection[] {
  const filling = createFilling(form, context);
  const { issuer, holds: printed } = filling;
  const blocks: Block[] = [
    ...(form.official ? [] : [{ kind: 'label', text: INTERNAL_LABEL } as const]),
    head(form, context, filling),
    ...titleOf(form, filling, issuer),
  ];
  const names = form.addressee.filter(({ when }) => printed(when)).map(({ text }) => filling.fill(text));
  if (names.length > 0) blocks.push({ kind: 'addressee', names });
  const portrait: Block[] = [...blocks];
  const landscape: Block[] = [];
  for (const block of form.body) {
    if (!printed(block.when)) continue;
    const sideways = 'table' in block && block.landscape;
    (sideways ? landscape : landscape.length > 0 ? landscape : portrait).push(
      ...printedBlocks(block, filling, context),
    );
  }
  (landscape.length > 0 ? landscape : portrait).push(signature(form, filling));
  return [
    { orientation: 'portrait', blocks: portrait },
    ...(landscape.length > 0 ? [{ orientation: 'landscape', blocks: landscape } as const] : []),
  ];
}

/** A day left to the pen keeps its words. */
const blankOf = (name: string): string =>
  name.endsWith('.date') ? 'ngày ...... tháng ...... năm ........' : BLANK;

/** «hệ thống thông tin Hệ thống thông tin giải quyết …»: a name that repeats the words before it is not printed twice. */
const onceSaid = (text: string): string =>
  text.replace(/hệ thống thông tin Hệ thống thông tin /g, 'hệ thống thông tin ');

interface Filling {
  issuer: Agency | undefined;
  value: (name: string) => string | undefined;
  fill: (text: string) => string;
  holds: (when: FormBlock['when']) => boolean;
}

function createFilling(form: FormFile, context: DocumentContext): Filling {
  const unknown = (): boolean => false;
  const role = form.issuer.find(({ when }) => holds(when, context, unknown))?.role ?? 'operator';
  const issuer = bodyOf(context, role);
  const values = placeholderValues(context, { issuer, parameters: form.parameters });
  const value = (name: string): string | undefined => values[name as PlaceholderName];
  return {
    issuer,
    value,
    fill: (text) => onceSaid(text.replace(PLACEHOLDER, (_, name: string) => value(name) ?? blankOf(name))),
    holds: (when) => holds(when, context, (name) => value(name) !== undefined),
  };
}

function head(form: FormFile, context: DocumentContext, { issuer, fill }: Filling): Block {
  const paper = paperOf(context, form.paper);
  const above = context.agencies.find(({ id }) => id === issuer?.parent);
  const place = context.place ?? issuer?.contact?.place;
  return {
    kind: 'head',
    parent: issuer !== undefined && standsUnder(issuer) ? above?.name.vi : undefined,
    body: issuer?.name.vi ?? BLANK,
    number: `Số: ${paper?.number ?? `......${fill(form.symbol)}`}`,
    subject: form.subject === undefined ? undefined : fill(form.subject),
    placeDate: placeAndDate(place, paper?.date, context.on.slice(0, 4)),
  };
}

/** Ủy ban nhân dân của các cấp và cơ quan đảng write no body above their own. */
const standsUnder = ({ kind }: Agency): boolean => kind === 'department' || kind === 'centre';

function titleOf(form: FormFile, { fill }: Filling, issuer: Agency | undefined): Block[] {
  if (form.name === undefined) return [];
  const summary = form.summary === undefined ? undefined : fill(form.summary);
  const blocks: Block[] = [{ kind: 'title', name: form.name, summary, rule: true }];
  if (form.authority) blocks.push({ kind: 'authority', text: authorityLine(issuer) });
  return blocks;
}

/** Thẩm quyền ban hành of a decision: the head's title with the body's name, in capitals. */
function authorityLine(issuer: Agency | undefined): string {
  const title = issuer?.contact?.representativeTitle;
  if (issuer === undefined || title === undefined) return 'THỦ TRƯỞNG CƠ QUAN TỔ CHỨC';
  const whole = title.toLowerCase().includes(issuer.name.vi.toLowerCase())
    ? title
    : `${title} ${issuer.name.vi}`;
  return whole.toLocaleUpperCase('vi');
}

function signature(form: FormFile, { issuer, fill }: Filling): Block {
  const { representative, representativeTitle } = issuer?.contact ?? {};
  const recipients = form.recipients.map((line) => fill(line));
  return representativeTitle === undefined
    ? { kind: 'signature', recipients, authority: [form.caption.authority], caption: form.caption.under }
    : {
        kind: 'signature',
        recipients,
        authority: representativeTitle.split('\n').map((line) => line.toLocaleUpperCase('vi')),
        name: representative,
      };
}

function printedBlocks(block: FormBlock, filling: Filling, context: DocumentContext): Block[] {
  const { fill, value } = filling;
  if ('recital' in block) return [{ kind: 'recital', text: fill(block.recital) }];
  if ('part' in block) return [{ kind: 'part', text: fill(block.part) }];
  if ('paragraph' in block) return [{ kind: 'paragraph', text: fill(block.paragraph) }];
  if ('enacting' in block) return [{ kind: 'enacting', text: fill(block.enacting) }];
  if ('article' in block && 'title' in block)
    return [{ kind: 'article', lead: fill(block.article), text: fill(block.title), titled: true }];
  if ('article' in block) return [{ kind: 'article', lead: fill(block.article), text: fill(block.text) }];
  if ('answer' in block) return answer(value(block.answer));
  if ('entries' in block) return entries(value(block.entries));
  if ('each' in block)
    return (context.report?.bodies ?? []).flatMap((bodies) => bodyLines(block.lines, bodies));
  return [
    ...(block.title === undefined ? [] : [{ kind: 'part', text: block.title } as const]),
    {
      kind: 'table',
      columns: block.columns.map(({ heading, width, align }) => ({
        heading,
        width,
        ...(align ? { align } : {}),
      })),
      rows: reportRows(
        block.columns.map(({ key }) => key),
        context.report?.rows ?? [],
      ),
      size: block.size,
      counted: true,
    },
  ];
}

/** A long answer, paragraph by paragraph; dotted lines where there is none. */
function answer(text: string | undefined): Block[] {
  if (text === undefined) return Array.from({ length: ANSWER_LINES }, () => dotted());
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', text: line.trim() }));
}

function entries(lines: string | undefined): Block[] {
  if (lines === undefined) return [dotted()];
  return [{ kind: 'list', entries: lines.split('\n') }];
}

const dotted = (): BlockOf<'paragraph'> => ({
  kind: 'paragraph',
  text: DOTTED_LINE,
  flush: true,
  align: 'left',
});
