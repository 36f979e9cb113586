import { fold, textOf } from '../evaluate/fold';

const MAX_DEPTH = 32;

/** Every value of an event, at any depth, as text: a keyword matches when any of them contains it. Keys are not searched. */
export class KeywordTexts {
  readonly plain: string[] = [];
  private foldedTexts: string[] | null = null;

  constructor(event: object) {
    collect(event, this.plain, 0);
  }

  get folded(): string[] {
    this.foldedTexts ??= this.plain.map(fold);
    return this.foldedTexts;
  }

  /** All values in one folded text: for the index, where a hit that spans two values only costs a look. */
  joined(): string {
    return fold(this.plain.join('\u0000'));
  }
}

function collect(value: unknown, into: string[], depth: number): void {
  const text = textOf(value);
  if (text !== null) {
    into.push(text);
    return;
  }
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) for (const element of value) collect(element, into, depth + 1);
  else
    for (const key of Object.keys(value)) collect((value as Record<string, unknown>)[key], into, depth + 1);
}
