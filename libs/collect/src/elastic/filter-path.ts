type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const MAX_PATTERNS = 50;
const MAX_SEGMENTS = 20;

/**
 * `filter_path` of Elasticsearch: only what a pattern names stays. `*` is any text within a name, `**` any names; `-` in front leaves out.
 * Lists are looked through without a segment of their own, and what becomes empty is left out.
 */
export function filterPath(value: Json, filter: string | null): Json {
  if (filter === null || filter.trim() === '') return value;
  const patterns = filter.split(',', MAX_PATTERNS).map((pattern) => pattern.trim());
  const keep = patterns.filter((one) => !one.startsWith('-')).map(segmentsOf);
  const drop = patterns.filter((one) => one.startsWith('-')).map((one) => segmentsOf(one.slice(1)));
  const kept = keep.length === 0 ? value : pick(value, keep);
  return without(kept ?? {}, drop) ?? {};
}

type Segments = readonly string[];

function segmentsOf(pattern: string): Segments {
  return pattern.split('.', MAX_SEGMENTS);
}

/** What is left of the patterns behind a name. */
function behind(patterns: readonly Segments[], name: string): Segments[] {
  return patterns.flatMap((segments) => {
    const [first, ...rest] = segments;
    if (first === '**') return [segments, ...(rest.length > 0 ? behind([rest], name) : [[]])];
    return first !== undefined && isLike(name, first) ? [rest] : [];
  });
}

function pick(value: Json, patterns: readonly Segments[]): Json | undefined {
  if (patterns.some((segments) => segments.length === 0)) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => pick(item, patterns)).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
    const rest = behind(patterns, name);
    const kept = rest.length > 0 ? pick(inner, rest) : undefined;
    return kept === undefined ? [] : [[name, kept]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function without(value: Json, patterns: readonly Segments[]): Json | undefined {
  if (patterns.length === 0) return value;
  if (patterns.some((segments) => segments.length === 0)) return undefined;
  if (Array.isArray(value)) {
    return value.map((item) => without(item, patterns)).filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
    const left = without(inner, behind(patterns, name));
    return left === undefined ? [] : [[name, left]];
  });
  return Object.fromEntries(entries);
}

/** Glob without a regular expression: a hostile pattern must not cost more than its length times the name's. */
function isLike(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const [first = ''] = parts;
  if (parts.length === 1) return name === pattern;
  const last = parts.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}
