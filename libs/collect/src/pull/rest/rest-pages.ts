import { MonitorError, type RestTransport } from '@khien/model';
import type { HttpAnswer } from '../http-exchange';
import { type JsonText, wordAt } from '../json-places';

/** Where one round stands among the pages. */
export interface Page {
  url: URL;
  /** Value of the interface's own cursor with which the page was asked for. */
  mark?: string;
  /** Pages and items before it. */
  pages: number;
  items: number;
}

export function firstPage(
  { url, params, paging, since }: RestTransport,
  at: { since?: string; mark?: string },
): Page {
  const first = new URL(url);
  for (const [name, value] of Object.entries(params)) first.searchParams.set(name, value);
  if (since && at.since !== undefined) first.searchParams.set(since.param, at.since);
  if (paging.by === 'page') first.searchParams.set(paging.param, String(paging.first));
  if (paging.by === 'offset') first.searchParams.set(paging.param, '0');
  const page: Page = { url: first, pages: 0, items: 0 };
  return paging.by === 'cursor' && at.mark !== undefined ? withMark(page, paging.param, at.mark) : page;
}

/** The page after this one; undefined where there is none. */
export function nextPage(
  { paging }: RestTransport,
  page: Page,
  got: { answer: HttpAnswer; body: JsonText; items: number },
): Page | undefined {
  const next = { ...page, pages: page.pages + 1, items: page.items + got.items };
  if (paging.by === 'none') return undefined;
  if (paging.by === 'cursor') {
    const mark = wordAt(got.body, paging.path);
    return mark === undefined || mark === page.mark ? undefined : withMark(next, paging.param, mark);
  }
  if (paging.by === 'link') {
    const said = paging.path === undefined ? linkOf(got.answer) : wordAt(got.body, paging.path);
    return said === undefined ? undefined : { ...next, url: sameServer(said, page.url) };
  }
  if (got.items === 0) return undefined;
  const number = paging.by === 'page' ? paging.first + next.pages : next.items;
  return { ...next, url: withParameter(page.url, paging.param, String(number)) };
}

function withMark(page: Page, name: string, mark: string): Page {
  return { ...page, mark, url: withParameter(page.url, name, mark) };
}

function withParameter(url: URL, name: string, value: string): URL {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return changed;
}

/** RFC 8288: `<https://…?page=2>; rel="next"`. */
function linkOf({ headers }: HttpAnswer): string | undefined {
  const said = headers.link;
  const all = Array.isArray(said) ? said.join(',') : (said ?? '');
  for (const [, target, parameters = ''] of all.matchAll(/<([^<>]{0,4000})>((?:\s*;\s*[^,;<]{0,200})*)/g))
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters)) return target;
  return undefined;
}

/** A next page elsewhere would be sent our secret. */
function sameServer(said: string, asked: URL): URL {
  const url = URL.canParse(said, asked.href) ? new URL(said, asked.href) : undefined;
  if (url?.origin === asked.origin) return url;
  throw new MonitorError('bad_configuration', `${asked.host}: the next page is on another server`);
}
