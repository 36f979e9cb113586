const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_KEY = 128;

/** True for names that reach into an object's prototype; they are dropped wherever they appear. */
export function isForbiddenKey(key: string): boolean {
  return FORBIDDEN.has(key);
}

/** A key every store takes: no `.`, no leading `$`, no NUL, at most 128 characters, never one of the prototype's. */
export function vendorKey(key: string): string {
  let safe = key.length > MAX_KEY ? key.slice(0, MAX_KEY) : key;
  if (!PLAIN.test(safe))
    safe = safe
      .replace(/[.\0]/g, '_')
      .replace(/^\$+/, '_')
      .replace(/\p{Surrogate}/gu, '\ufffd');
  return safe === '' || isForbiddenKey(safe) ? `_${safe}` : safe;
}

const PLAIN = /^[A-Za-z0-9_-]+$/;
