import { elementsOf } from '../json-slices';

/** The elements of a JSON array, each as the octets that were sent (surrounding white space off), or `undefined` if the text is no JSON array. */
export function arrayElements(text: Buffer): Buffer[] | undefined {
  return isJsonArray(text) ? elementsOf(text) : undefined;
}

function isJsonArray(text: Buffer): boolean {
  try {
    return Array.isArray(JSON.parse(text.toString('utf8').replace(/^\ufeff/, '')));
  } catch {
    return false;
  }
}
