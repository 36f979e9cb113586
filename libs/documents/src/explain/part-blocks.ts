import type { DossierComponent } from '@khien/model';
import type { DocumentContext, FilledPart } from '../document-context';
import { BLANK, type Block, type Row, type Text } from '../print/blocks';
import { shortDay } from '../print/vietnamese-day';
import { citedInFull } from './words';

type Field = FilledPart['fields'][number];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Tables with more columns get smaller letters. */
const WIDE = 5;

export const partsOf = ({ parts }: DocumentContext, component: DossierComponent): FilledPart[] =>
  parts.filter(({ spec }) => spec.component === component);

/** The pages of one component as they were filled in, numbered from `first`; an unanswered question stays as a blank. */
export function partBlocks(parts: readonly FilledPart[], first = 1): Block[] {
  return parts.flatMap((part, index) => {
    const number = first + index;
    return [
      {
        kind: 'heading',
        level: 1,
        text: `${number}. ${part.spec.title.vi} (${citedInFull(part.spec.clause, part.spec.mark)})`,
      } as const,
      ...inheritance(part),
      ...part.fields.flatMap((field, place) => fieldBlocks(part, field, `${number}.${place + 1}.`)),
    ];
  });
}

function inheritance({ section }: FilledPart): Block[] {
  if (section?.inheritedFrom === undefined) return [];
  const text: Text = [{ text: `Kế thừa nội dung của nền tảng «${section.inheritedFrom}».`, italic: true }];
  return [{ kind: 'paragraph', text }];
}

/** One question with its answer. */
export function fieldBlocks(part: FilledPart, entry: Field, number: string): Block[] {
  const { field, answer } = entry;
  const label = `${number} ${field.label.vi}`;
  if (field.type === 'table') return [{ kind: 'heading', level: 2, text: label }, table(entry)];
  if (field.type === 'long' && typeof answer === 'string' && answer.trim() !== '')
    return [
      { kind: 'heading', level: 2, text: label },
      ...answer
        .split(/\n+/)
        .filter((line) => line.trim() !== '')
        .map((line): Block => ({ kind: 'paragraph', text: line.trim() })),
    ];
  const said = field.type === 'file' ? fileNames(part, answer) : answerInWords(entry);
  return [
    { kind: 'paragraph', align: 'left', text: [{ text: `${label}: `, bold: true }, { text: said ?? BLANK }] },
  ];
}

function answerInWords({ field, answer }: Field): string | undefined {
  if (answer === undefined || answer === '') return undefined;
  if (typeof answer === 'boolean') return answer ? 'Có' : 'Không';
  if (typeof answer === 'number') return answer.toLocaleString('vi-VN');
  if (Array.isArray(answer)) return answer.length === 0 ? undefined : answer.join('; ');
  if (field.type === 'date' && DAY.test(answer)) return shortDay(answer);
  return field.choices?.find(({ value }) => value === answer)?.label.vi ?? answer;
}

function fileNames({ section }: FilledPart, answer: Field['answer']): string | undefined {
  const hashes = Array.isArray(answer) ? answer : undefined;
  const names = (section?.files ?? [])
    .filter(({ sha256 }) => hashes === undefined || hashes.includes(sha256))
    .map(({ name }) => name);
  return names.length === 0 ? undefined : `${names.join('; ')} (gửi kèm)`;
}

function table({ field, answer }: Field): Block {
  const columns = field.columns ?? [];
  const rows = (Array.isArray(answer) ? answer : []).flatMap(rowOf);
  const cells: Row[] = rows.map((row, index) => [
    String(index + 1),
    ...columns.map(({ id }) => row[id] ?? ''),
  ]);
  return {
    kind: 'table',
    columns: [
      { heading: 'TT', width: 0.35, align: 'center' },
      ...columns.map(({ label }) => ({ heading: label.vi, width: 1 })),
    ],
    rows: cells.length > 0 ? cells : [['', ...columns.map(() => BLANK)]],
    ...(columns.length > WIDE ? { size: 10 } : {}),
  };
}

/** A row as the dossier keeps it: JSON of column id → text; anything else is passed over. */
function rowOf(text: string): Record<string, string>[] {
  try {
    const row: unknown = JSON.parse(text);
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return [];
    return [Object.fromEntries(Object.entries(row).map(([column, value]) => [column, String(value)]))];
  } catch {
    return [];
  }
}
