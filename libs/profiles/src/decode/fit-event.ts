import type { EventDraft } from '@khien/model';

export const MAX_KEYWORD = 8192;
export const MAX_MESSAGE = 65_536;

/** Longest text that cannot hold a value over the limit, so that short records skip the walk. */
const SHORT = MAX_KEYWORD;

/**
 * Makes every string of a draft storable: no NUL, no half surrogate, none longer than the event allows (cut ones are tagged `cut`).
 * `length` is that of the text the draft came from; values only shrink on their way from it.
 */
export function fitEvent(draft: EventDraft, length: number): EventDraft {
  if (length <= SHORT) return draft;
  const state = { cut: false };
  const fitted = fitValue(draft, 'event', state) as EventDraft;
  if (state.cut) fitted.tags = [...(fitted.tags ?? []), 'cut'];
  return fitted;
}

function fitValue(value: unknown, key: string, state: { cut: boolean }): unknown {
  if (typeof value === 'string') return fitText(value, key === 'message' ? MAX_MESSAGE : MAX_KEYWORD, state);
  if (Array.isArray(value)) return value.map((item) => fitValue(item, key, state));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fitValue(item, name, state)]));
}

/** A string that every store takes: well-formed, without NUL, at most `max` characters. */
export function fitText(text: string, max: number, state: { cut: boolean }): string {
  if (text.length <= max && isPlain(text)) return text;
  let fitted = text;
  if (fitted.length > max) {
    state.cut = true;
    fitted = fitted.slice(0, max);
  }
  if (fitted.includes('\0')) fitted = fitted.replaceAll('\0', '\ufffd');
  return LONE_SURROGATE.test(fitted) ? fitted.replace(LONE_SURROGATES, '\ufffd') : fitted;
}

/** Short texts are nearly always of plain characters, and looking is quicker than two searches. */
function isPlain(text: string): boolean {
  if (text.length > 48) return false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0 || code >= 0xd800) return false;
  }
  return true;
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;
