import { MonitorError } from '@khien/model';

/** Keys that mean something else than a field to JavaScript or to the stores. */
const BAD_KEY = /^(__proto__$|\$)|\.|\0/;
/** NUL, or half of a surrogate pair. */
const BAD_TEXT = /[\0\p{Cs}]/u;

/**
 * Refuses a body that is nested too deep (`bad_request`), or that holds what no store takes unchanged (`invalid`, with where it stands):
 * keys that reach a prototype, begin with `$` or hold a dot; text with NUL or half a character.
 */
export function refuseUnstorable(body: unknown, depth: number): void {
  const pending: Array<{ value: unknown; pointer: string; left: number }> = [
    { value: body, pointer: '', left: depth },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, pointer, left } = next;
    if (typeof value === 'string') refuseText(value, pointer);
    if (typeof value !== 'object' || value === null) continue;
    if (left === 0) throw new MonitorError('bad_request', `api: body nested deeper than ${depth}`);
    for (const [key, child] of Object.entries(value)) {
      const at = `${pointer}/${key}`;
      if (BAD_KEY.test(key)) throw refused(at, 'body.bad_key');
      pending.push({ value: child, pointer: at, left: left - 1 });
    }
  }
}

function refuseText(text: string, pointer: string): void {
  if (BAD_TEXT.test(text)) throw refused(pointer, 'body.bad_text');
}

function refused(pointer: string, message: string): MonitorError {
  return new MonitorError('invalid', 'api: body holds what cannot be kept', {
    problems: [{ pointer: pointer.slice(0, 300), message }],
  });
}
