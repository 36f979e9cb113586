import { hash } from 'node:crypto';

/**
 * First 16 octets of SHA-256 over the parts, length-prefixed so that no two lists of parts collide, as 32 hex digits.
 * Ids derive from what a thing *is*: whatever is delivered twice is stored once.
 */
export function derivedId(...parts: string[]): string {
  let text = '';
  for (const part of parts) text += `${Buffer.byteLength(part)}:${part}`;
  return hash('sha256', text).slice(0, 32);
}

/** `_id` of the event made from the record at `position` of `sourceId`. */
export function eventIdOf(sourceId: string, position: string): string {
  return derivedId(sourceId, position);
}
