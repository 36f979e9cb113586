import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';

/** The other end as Postfix writes it: `mail.example[203.0.113.5]:25`, `unknown[203.0.113.5]`, `[203.0.113.5]:25`. */
export const PEER = /([^\s[\]:<>=,]{0,255})\[([0-9a-fA-F.:]{2,45}|unknown)\](?::(\d{1,5}))?/;

/** Puts name, address and port of the first `name[address]:port` in the text; false when there is none. */
export function putPeer(draft: Draft, end: 'source' | 'destination', text: string | undefined): boolean {
  const found = text === undefined ? undefined : PEER.exec(text);
  if (!found) return false;
  const [, name = '', ip, port] = found;
  putAddress(draft, end, ip);
  if (!draft.has(`${end}.ip`)) return false;
  if (name !== '' && name !== 'unknown' && name !== ip && !draft.has(`${end}.domain`))
    draft.put(`${end}.domain`, name.toLowerCase());
  if (port !== undefined) draft.put(`${end}.port`, port);
  return true;
}

/** Reads `name=value, name=<value>, …` up to the end; a value in brackets may hold the separator. */
export function readNamed(text: string, separator = ', '): Map<string, string> {
  const named = new Map<string, string>();
  let at = 0;
  while (at < text.length && named.size < 64) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const name = text.slice(at, equals).trim();
    const bracket = text.charCodeAt(equals + 1) === 60 ? text.indexOf('>', equals) : -1;
    const stop = text.indexOf(separator, bracket < 0 ? equals : bracket);
    const end = stop < 0 ? text.length : stop;
    if (/^[A-Za-z_][\w-]{0,40}$/.test(name) && !named.has(name))
      named.set(name, text.slice(equals + 1, end).trim());
    at = end + separator.length;
  }
  return named;
}

/** `<an@haivan.gov.vn>` as the address; `<>` is the empty sender of notices. */
export function bareAddress(value: string | undefined): string | undefined {
  const text = value?.replace(/^<|>$/g, '').trim();
  return text === undefined || text === '' ? undefined : text;
}
