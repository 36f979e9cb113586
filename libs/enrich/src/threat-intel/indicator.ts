import ipaddr from 'ipaddr.js';

/** A sign of a threat, from a list that others keep. Times in milliseconds since the epoch. */
export interface Indicator {
  kind: 'ip' | 'domain' | 'url' | 'hash';
  /** In one spelling: `normalise` below. Networks are `ip` with a prefix length. */
  value: string;
  /** Who says so. */
  source: string;
  /** 0 to 100; undefined when the list does not say. */
  confidence?: number;
  validFrom?: number;
  /** From then on it never matches. */
  expiresAt?: number;
  description?: string;
  reference?: string;
}

/** What a list file gave. `skipped` counts entries of kinds we do not match, or that are no indicators at all. */
export interface ParsedList {
  indicators: Indicator[];
  skipped: number;
}

const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/;
const DOMAIN =
  /^(?=.{3,253}$)(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?\.)+(?:[\p{L}]{2,63}|xn--[a-z0-9-]{2,59})$/u;

/** The kind and the one spelling of a value: `hxxp://evil[.]example` is a URL, `198.51.100.0/24` a network. Undefined when it is nothing we match. */
export function normalise(raw: string): { kind: Indicator['kind']; value: string } | undefined {
  const text = raw
    .trim()
    .replaceAll('[.]', '.')
    .replaceAll('(.)', '.')
    .replaceAll('[:]', ':')
    .replace(/^hxxp/i, 'http');
  if (text === '' || text.length > 4096) return undefined;
  const lower = text.toLowerCase();
  if (HASH.test(lower)) return { kind: 'hash', value: lower };
  if (/^[a-z][a-z0-9+.-]*:\/\//.test(lower)) {
    const value = urlSpelling(text);
    return value === undefined ? undefined : { kind: 'url', value };
  }
  const ip = ipSpelling(lower);
  if (ip !== undefined) return { kind: 'ip', value: ip };
  const domain = domainSpelling(lower);
  return DOMAIN.test(domain) ? { kind: 'domain', value: domain } : undefined;
}

/** One spelling of an address or network; a network of one address is that address. A network of half the Internet is a mistake. */
export function ipSpelling(text: string): string | undefined {
  if (!text.includes('/'))
    return ipaddr.isValid(text) && /[.:]/.test(text) && isWhole(text)
      ? ipaddr.process(text).toString()
      : undefined;
  if (!ipaddr.isValidCIDR(text)) return undefined;
  const [address, bits] = ipaddr.parseCIDR(text);
  if (bits < (address.kind() === 'ipv4' ? 8 : 16)) return undefined;
  return bits === (address.kind() === 'ipv4' ? 32 : 128)
    ? address.toString()
    : `${address.toString()}/${bits}`;
}

/** `10.1` is an address to some readers and a version to all others. */
function isWhole(text: string): boolean {
  return text.includes(':') || ipaddr.IPv4.isValidFourPartDecimal(text);
}

export function domainSpelling(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

/** Scheme, user and fragment left out: `host[:port]/path?query`. */
export function urlSpelling(url: string): string | undefined {
  const found = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@?#]{0,200}@)?([^/?#]{1,260})([^#]*)/i.exec(url);
  if (!found) return undefined;
  const host = domainSpelling((found[1] ?? '').replace(/:(?:80|443)$/, ''));
  const rest = found[2] ?? '';
  return `${host}${rest.startsWith('/') ? rest : `/${rest}`}`;
}

/** The words ECS has for confidence, by the scale of STIX 2.1 (appendix A, None/Low/Med/High). */
export function confidenceWord(confidence: number | undefined): string {
  if (confidence === undefined) return 'Not Specified';
  if (confidence === 0) return 'None';
  if (confidence < 30) return 'Low';
  return confidence < 70 ? 'Medium' : 'High';
}

/** The reverse, for lists that write words; also a number as text. */
export function confidenceOf(text: string): number | undefined {
  const word = text.trim().toLowerCase();
  const known: Readonly<Record<string, number>> = {
    none: 0,
    low: 15,
    thấp: 15,
    medium: 50,
    med: 50,
    moderate: 50,
    'trung bình': 50,
    high: 85,
    cao: 85,
  };
  if (word in known) return known[word];
  const number = Number(word);
  return word !== '' && number >= 0 && number <= 100 ? number : undefined;
}

/** An instant in ISO 8601 or a day (its end, in Vietnam); undefined when it is neither. */
export function instantOf(text: string, end = false): number | undefined {
  const trimmed = text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) {
    const day = Date.parse(`${trimmed}T${end ? '23:59:59.999' : '00:00:00'}+07:00`);
    return Number.isNaN(day) ? undefined : day;
  }
  if (/^\d{9,10}$/.test(trimmed)) return Number(trimmed) * 1000;
  const at = Date.parse(trimmed);
  return Number.isNaN(at) ? undefined : at;
}
