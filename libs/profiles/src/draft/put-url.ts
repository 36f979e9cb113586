import type { Draft } from './open-draft';

const ABSOLUTE =
  /^([a-z][a-z0-9+.-]{1,15}):\/\/(?:[^/?#@\s]{1,200}@)?(\[[0-9a-f:.]{2,45}\]|[^/?#:\s]{1,255})?(?::(\d{1,5}))?/i;
const HOST_FIRST = /^([a-z0-9][a-z0-9.-]{0,252}\.[a-z0-9-]{1,63})(?::(\d{1,5}))?(?=[/?#]|$)/i;
const MAX_EXTENSION = 12;

/** Puts `url.*` of an address, whole (`https://host/path?query`), without a scheme (`host:443/path`) or only a path. What was put before stays. */
export function putUrl(draft: Draft, value: unknown): void {
  if (typeof value !== 'string' || value === '' || value === '-') return;
  draft.put('url.original', value);
  const absolute = ABSOLUTE.exec(value);
  const found = absolute ?? HOST_FIRST.exec(value);
  const [scheme, domain, port] = absolute ? absolute.slice(1) : [undefined, found?.[1], found?.[2]];
  putNew(draft, 'url.scheme', scheme?.toLowerCase());
  putNew(draft, 'url.domain', domain?.toLowerCase());
  if (port !== undefined) putNew(draft, 'url.port', Number(port));
  putPath(draft, value.slice(found ? found[0].length : 0));
}

function putPath(draft: Draft, rest: string): void {
  if (rest.charAt(0) !== '/') return;
  const hash = rest.indexOf('#');
  const whole = hash < 0 ? rest : rest.slice(0, hash);
  const mark = whole.indexOf('?');
  const path = mark < 0 ? whole : whole.slice(0, mark);
  putNew(draft, 'url.path', path);
  if (mark >= 0 && mark + 1 < whole.length) putNew(draft, 'url.query', whole.slice(mark + 1));
  const dot = path.lastIndexOf('.');
  const length = path.length - dot - 1;
  if (dot > path.lastIndexOf('/') && length > 0 && length <= MAX_EXTENSION)
    putNew(draft, 'url.extension', path.slice(dot + 1).toLowerCase());
}

function putNew(draft: Draft, field: string, value: string | number | undefined): void {
  if (value !== undefined && !draft.has(field)) draft.put(field, value);
}
