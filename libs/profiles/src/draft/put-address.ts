import { canonicalIp } from '../decode/ip-address';
import type { Draft } from './open-draft';

type End = 'source' | 'destination' | 'client' | 'server';

/** Where a device writes an address or, now and then, a name. The unspecified address is nobody's. */
export function putAddress(draft: Draft, end: End, value: unknown): void {
  if (typeof value !== 'string') return;
  const text = value.trim();
  if (text === '' || text === '0.0.0.0' || text === '::' || text === '-' || text === 'N/A') return;
  const ip = canonicalIp(text);
  if (ip !== undefined) {
    if (!draft.has(`${end}.ip`)) draft.put(`${end}.ip`, ip);
  } else if (!draft.has(`${end}.domain`)) draft.put(`${end}.domain`, text);
}
