/** A stretch of text in one style. `note`: a footnote that hangs on its end. */
export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
  note?: string;
}
export type Text = string | readonly Run[];

export interface Column {
  heading: string;
  /** Share of the table's width; only the proportion counts. */
  width: number;
  align?: 'left' | 'center' | 'right';
}

/** A cell, or one that spans the whole row (a group heading inside a table). */
export type Cell = Text;
export type Row = readonly Cell[] | { span: Text };

/** What stands on the page, in the words of Nghị định 30/2020. Renderers decide how; nothing here knows a file format. */
export type Block =
  /** Quốc hiệu, tiêu ngữ | cơ quan chủ quản, cơ quan ban hành; số | địa danh, ngày; V/v of a công văn. */
  | {
      kind: 'head';
      parent?: string | undefined;
      body: string;
      /** Left out for papers that bear no number. */
      number?: string | undefined;
      subject?: string | undefined;
      placeDate: string;
    }
  /** A framed remark above the head: «mẫu nội bộ, không phải biểu mẫu pháp định». */
  | { kind: 'label'; text: string }
  /** Tên loại văn bản and trích yếu, with the short rule. */
  | { kind: 'title'; name: string; summary?: string | undefined; rule: boolean }
  /** Thẩm quyền ban hành (decisions). */
  | { kind: 'authority'; text: string }
  | { kind: 'addressee'; names: readonly string[] }
  | { kind: 'recital'; text: string }
  /** QUYẾT ĐỊNH: */
  | { kind: 'enacting'; text: string }
  /** Phần, Mục of a letter: bold, kept with what follows. */
  | { kind: 'part'; text: string }
  /** Heading of an explanatory document. */
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  /** Điều: bold lead, then its text; `titled`: the text is its title, bold as well. */
  | { kind: 'article'; lead: string; text: string; titled?: boolean }
  | { kind: 'paragraph'; text: Text; align?: 'justify' | 'left' | 'center'; flush?: boolean }
  | { kind: 'list'; entries: readonly Text[] }
  | {
      kind: 'table';
      columns: readonly Column[];
      rows: readonly Row[];
      /** Points; 12 unless given. */
      size?: number;
      /** A second heading row with (1), (2), … as in Mẫu 08. */
      counted?: boolean;
      /** A table in two pieces: the first is followed without a gap, the second has no heading rows. */
      goesOn?: boolean;
      headless?: boolean;
    }
  /** Nơi nhận on the left; quyền hạn, chức vụ, chữ ký, họ tên on the right. */
  | {
      kind: 'signature';
      recipients: readonly string[];
      authority: readonly string[];
      caption?: string | undefined;
      name?: string | undefined;
    }
  /** Who made and who checked an internal paper. */
  | { kind: 'signers'; roles: ReadonlyArray<{ role: string; caption: string; name?: string | undefined }> }
  | { kind: 'appendix'; number?: string | undefined; title: string; attachedTo?: string | undefined }
  | { kind: 'page-break' };
export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

export interface PrintSection {
  orientation: 'portrait' | 'landscape';
  blocks: readonly Block[];
}

/** One document, ready for either renderer. */
export interface PrintDocument {
  /** Metadata. */
  title: string;
  subject: string;
  language: 'vi' | 'en';
  /** Epoch ms written into the file as its moment of making; same contents and moment, same PDF bytes. */
  madeAt: number;
  sections: readonly PrintSection[];
}

/** A blank to be filled in by hand. */
export const BLANK = '........';

export function runsOf(text: Text): readonly Run[] {
  return typeof text === 'string' ? [{ text }] : text;
}

export const plainOf = (text: Text): string =>
  runsOf(text)
    .map((run) => run.text)
    .join('');
