import { fitText } from './fit-event';
import { canonicalIp } from './ip-address';
import type { LeafKind } from './leaves';
import { isJsonObject } from './read-json';
import { isoOf, readEpoch, readIso } from './timestamp';

const MAX_ITEMS = 256;
const MAX_KEYWORD = 8192;

export interface Coercion {
  timezone: string;
  /** Set when a string was cut. */
  cut: boolean;
}

/** The value as the leaf takes it; undefined when it cannot be made to fit without guessing. */
export function coerce(leaf: LeafKind, value: unknown, state: Coercion): unknown {
  switch (leaf.kind) {
    case 'texts':
    case 'ips':
      return coerceList(leaf.kind, value, state);
    case 'answers':
      return Array.isArray(value) ? coerceAnswers(value, state) : undefined;
    default:
      return coerceOne(leaf, Array.isArray(value) && value.length === 1 ? value[0] : value, state);
  }
}

function coerceOne(leaf: LeafKind, value: unknown, state: Coercion): unknown {
  switch (leaf.kind) {
    case 'text': {
      const text = textOf(value);
      return text === undefined ? undefined : fitText(text, leaf.max, state);
    }
    case 'ip':
      return typeof value === 'string' ? canonicalIp(value.trim()) : undefined;
    case 'integer': {
      const number = numberOf(value);
      return number !== undefined && Number.isSafeInteger(number) && number >= leaf.min ? number : undefined;
    }
    case 'number':
      return numberOf(value);
    case 'boolean':
      return booleanOf(value);
    case 'instant': {
      const ms = instantOf(value, state.timezone)?.ms;
      return ms === undefined ? undefined : isoOf(ms);
    }
    case 'choice': {
      const word = typeof value === 'string' ? value.toLowerCase() : undefined;
      return word !== undefined && leaf.options.includes(word) ? word : undefined;
    }
    default:
      return undefined;
  }
}

/** An instant in ISO 8601 or in seconds, milliseconds … since the epoch. */
export function instantOf(
  value: unknown,
  timezone: string,
): { ms: number; quality: 'device' | 'inferred_zone' } | undefined {
  if (typeof value === 'number') {
    const ms = readEpoch(value);
    return ms === undefined ? undefined : { ms, quality: 'device' };
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{9,19}(?:\.\d{1,9})?$/.test(text)) return instantOf(Number(text), timezone);
  const stamp = readIso(text, 0, { timezone });
  if (!stamp || stamp.end !== text.length) return undefined;
  return { ms: stamp.ms, quality: stamp.quality === 'device' ? 'device' : 'inferred_zone' };
}

function coerceList(kind: 'texts' | 'ips', value: unknown, state: Coercion): string[] | undefined {
  const items = Array.isArray(value) ? value : [value];
  const kept: string[] = [];
  for (const item of items) {
    const text = kind === 'ips' ? canonicalIp(String(textOf(item) ?? '')) : textOf(item);
    if (text === undefined) return undefined;
    if (kept.length === MAX_ITEMS) {
      state.cut = true;
      break;
    }
    kept.push(fitText(text, MAX_KEYWORD, state));
  }
  return kept.length > 0 ? kept : undefined;
}

function coerceAnswers(items: unknown[], state: Coercion): object[] | undefined {
  if (!items.every(isJsonObject)) return undefined;
  return items.slice(0, MAX_ITEMS).map((item) =>
    Object.fromEntries(
      (['data', 'type', 'name'] as const).flatMap((name) => {
        const text = textOf(item[name]);
        return text === undefined ? [] : [[name, fitText(text, MAX_KEYWORD, state)]];
      }),
    ),
  );
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^-?\d{1,15}(?:\.\d{1,15})?$/.test(value.trim())) return undefined;
  return Number(value);
}

function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  return value === 'false' ? false : undefined;
}
