import { type ProfileContext, type Refusal, refuse } from '../profile';

export type JsonObject = { [key: string]: unknown };

const MAX_DEPTH = 64;
const MAX_KEYS = 2000;

/** A record that is one JSON object, at most 64 levels deep and 2,000 keys wide. Details of a refusal hold no payload. */
export function readJsonObject(
  text: string,
  context: Pick<ProfileContext, 'truncated'>,
): { ok: true; value: JsonObject } | Refusal {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (context.truncated) return refuse('truncated', 'JSON cut at the size limit');
    return refuse('unrecognised', 'expected one JSON object');
  }
  if (!isJsonObject(value)) return refuse('unrecognised', 'expected one JSON object');
  return (isSmall(text) ? undefined : measure(value)) ?? { ok: true, value };
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Too few brackets to be deep and too few characters to be wide (a key takes five: `"":0,`). */
function isSmall(text: string): boolean {
  if (text.length >= MAX_KEYS * 5) return false;
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code === 123 || code === 91) && ++open > MAX_DEPTH) return false;
  }
  return true;
}

/** Level by level, so that a hostile nesting costs no stack. */
function measure(root: JsonObject): Refusal | undefined {
  let level: object[] = [root];
  let keys = 0;
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return refuse('too_deep', `nested deeper than ${MAX_DEPTH} levels`);
    const below: object[] = [];
    for (const holder of level) {
      const values: unknown[] = Array.isArray(holder) ? holder : Object.values(holder);
      if (!Array.isArray(holder)) keys += values.length;
      for (const value of values) if (typeof value === 'object' && value !== null) below.push(value);
    }
    if (keys > MAX_KEYS) return refuse('oversized', `more than ${MAX_KEYS} keys`);
    level = below;
  }
  return undefined;
}
