import { kindOfKey } from './kinds';
import { isToken, maskText, mayHoldPersonalData, type Tokens, tokenFor } from './mask-text';
import { decodeTwice, encodeLightly } from './spelling';

/** Masks a URL or the part of one from its path on: the path as text, the query and fragment pair by pair, percent-encoding undone. */
export function maskUrl(url: string, tokens: Tokens): string {
  const question = url.indexOf('?');
  if (question < 0) return maskEncoded(url, tokens, false);
  const path = maskEncoded(url.slice(0, question), tokens, false);
  return `${path}?${maskQuery(url.slice(question + 1), tokens)}`;
}

/** Masks a query string without its question mark. */
export function maskQuery(query: string, tokens: Tokens): string {
  if (query === '') return query;
  let masked = '';
  let from = 0;
  for (let at = 0; at <= query.length; at++) {
    if (at < query.length && !isSeparator(query.charCodeAt(at))) continue;
    masked += maskPair(query.slice(from, at), tokens) + query.charAt(at);
    from = at + 1;
  }
  return masked;
}

function isSeparator(code: number): boolean {
  return code === 38 || code === 35 || code === 59;
}

function maskPair(pair: string, tokens: Tokens): string {
  const equals = pair.indexOf('=');
  if (equals < 1) return maskEncoded(pair, tokens, true);
  const value = pair.slice(equals + 1);
  if (value === '') return pair;
  const key = pair.slice(0, equals);
  const name = key.includes('%') ? decodeTwice(key) : key;
  const kind = kindOfKey(name);
  if (kind) return `${key}=${tokenFor(kind, name, value, tokens) ?? maskEncoded(value, tokens, true)}`;
  const maskedValue = maskEncoded(value, tokens, true);
  const maskedKey = maskEncoded(key, tokens, true);
  return maskedValue === value && maskedKey === key ? pair : `${maskedKey}=${maskedValue}`;
}

/** Text that may be percent-encoded: it is looked at as it is and decoded, and rewritten only when something was found. */
function maskEncoded(text: string, tokens: Tokens, plus: boolean): string {
  if (isToken(text)) return text;
  if (text.includes('%') || (plus && text.includes('+'))) {
    const decoded = plus ? decodeTwice(text) : decodeTwice(text.replaceAll('+', '%2B'));
    const masked = maskText(decoded, tokens);
    return masked === decoded ? text : encodeLightly(masked);
  }
  return mayHoldPersonalData(text) ? maskText(text, tokens) : text;
}
