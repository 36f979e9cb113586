import { elementsOf, membersOf } from '../json-slices';

/** A text that was found to be JSON, with its octets. */
export interface JsonText {
  octets: Buffer;
  value: unknown;
}

/** `undefined` when the octets are no JSON. */
export function jsonText(octets: Buffer): JsonText | undefined {
  const text = octets.subarray(octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf ? 3 : 0);
  try {
    return { octets: text, value: JSON.parse(text.toString('utf8')) };
  } catch {
    return undefined;
  }
}

/** What stands at `data.items`, as the octets that were sent; the whole for ''. */
export function placeIn(text: JsonText, path: string): JsonText | undefined {
  let found: JsonText | undefined = text;
  for (const name of path === '' ? [] : path.split('.')) {
    if (!found || !isObject(found.value)) return undefined;
    const octets: Buffer | undefined = membersOf(found.octets).get(name);
    found = octets && jsonText(octets);
  }
  return found;
}

/** The elements of an array; `undefined` if it is none. */
export function elementsIn(text: JsonText): JsonText[] | undefined {
  if (!Array.isArray(text.value)) return undefined;
  const values: unknown[] = text.value;
  return elementsOf(text.octets).map((octets, at) => ({ octets, value: values[at] }));
}

/** A string as it is, a number by the digits that were sent; nothing for anything else. */
export function wordAt(text: JsonText, path: string): string | undefined {
  const found = placeIn(text, path);
  if (typeof found?.value === 'string') return found.value === '' ? undefined : found.value;
  return typeof found?.value === 'number' ? found.octets.toString('utf8') : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
