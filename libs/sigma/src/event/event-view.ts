import { fold, textOf } from '../evaluate/fold';
import { LONG_TEXT, NeedleScan } from '../evaluate/needle-scan';
import { type FieldGetter, fieldGetter } from './field-getter';
import { KeywordTexts } from './keyword-texts';

/** Interns field names: the engine works with small numbers, not with names. */
export class FieldTable {
  readonly names: string[] = [];
  readonly getters: FieldGetter[] = [];
  readonly needles: NeedleScan[] = [];
  private readonly slots = new Map<string, number>();

  slot(name: string): number {
    const known = this.slots.get(name);
    if (known !== undefined) return known;
    const slot = this.names.length;
    this.slots.set(name, slot);
    this.names.push(name);
    this.getters.push(fieldGetter(name));
    this.needles.push(new NeedleScan());
    return slot;
  }
}

type Text = string | string[] | null;

/**
 * One event while it is matched. Each field is fetched and folded at most once, on first use; stamps instead of
 * clearing make switching to the next event free. Not re-entrant: matching is synchronous.
 */
export class EventView {
  private stamp = 0;
  private event: object = {};
  private readonly rawStamp: Int32Array;
  private readonly textStamp: Int32Array;
  private readonly foldStamp: Int32Array;
  private readonly scanStamp: Int32Array;
  private readonly raws: unknown[];
  private readonly texts: Text[];
  private readonly folds: Text[];
  private keywords: KeywordTexts | null = null;

  constructor(private readonly fields: FieldTable) {
    const size = fields.names.length;
    this.rawStamp = new Int32Array(size);
    this.textStamp = new Int32Array(size);
    this.foldStamp = new Int32Array(size);
    this.scanStamp = new Int32Array(size);
    this.raws = new Array(size).fill(undefined);
    this.texts = new Array(size).fill(null);
    this.folds = new Array(size).fill(null);
  }

  begin(event: object): void {
    this.event = event;
    this.keywords = null;
    if (++this.stamp < 0x7fffffff) return;
    this.stamp = 1;
    for (const stamps of [this.rawStamp, this.textStamp, this.foldStamp, this.scanStamp]) stamps.fill(0);
  }

  /** Top-level names of the event. */
  keys(): string[] {
    return Object.keys(this.event);
  }

  /** Undefined when absent; an array when the event holds several values. */
  raw(slot: number): unknown {
    if (this.rawStamp[slot] === this.stamp) return this.raws[slot];
    this.rawStamp[slot] = this.stamp;
    const value = this.fields.getters[slot]?.(this.event);
    this.raws[slot] = value;
    return value;
  }

  /** Text form of the value or values; null when there is none. */
  text(slot: number): Text {
    if (this.textStamp[slot] === this.stamp) return this.texts[slot] ?? null;
    this.textStamp[slot] = this.stamp;
    const raw = this.raw(slot);
    const value = typeof raw === 'string' ? raw : Array.isArray(raw) ? textsOf(raw) : textOf(raw);
    this.texts[slot] = value;
    return value;
  }

  /** Folded text form: what case-insensitive tests read. */
  folded(slot: number): Text {
    if (this.foldStamp[slot] === this.stamp) return this.folds[slot] ?? null;
    this.foldStamp[slot] = this.stamp;
    const text = this.text(slot);
    const value = text === null ? null : typeof text === 'string' ? fold(text) : text.map(fold);
    this.folds[slot] = value;
    return value;
  }

  /**
   * The scan of a long folded text for all needles of its field, made on first use. Null for short texts and for
   * several values: there, searching directly is as good.
   */
  needleScan(slot: number): NeedleScan | null {
    const folded = this.folded(slot);
    if (typeof folded !== 'string' || folded.length < LONG_TEXT) return null;
    const scan = this.fields.needles[slot] as NeedleScan;
    if (this.scanStamp[slot] !== this.stamp) {
      this.scanStamp[slot] = this.stamp;
      scan.scan(folded);
    }
    return scan;
  }

  /** All values of the whole event, for keyword searches. */
  allTexts(): KeywordTexts {
    this.keywords ??= new KeywordTexts(this.event);
    return this.keywords;
  }
}

function textsOf(values: unknown[]): string[] | null {
  const out: string[] = [];
  for (const value of values) {
    const text = textOf(value);
    if (text !== null) out.push(text);
  }
  return out.length > 0 ? out : null;
}
