import type { ParsedList } from './indicator';
import { recordIn } from './json-value';
import { parseCsvList } from './parse-csv-list';
import { parseMispEvents } from './parse-misp-event';
import { parseStixBundle } from './parse-stix-bundle';

/** A file of indicators: its name (the source of entries that name none) and text. */
export interface ThreatListFile {
  name: string;
  text: string;
}

export type ThreatListAnswer = ({ ok: true } & ParsedList) | { ok: false; reason: string };

/** Reads a list of indicators, by what it holds: a STIX 2.1 bundle, a MISP event, else CSV. */
export function parseThreatList({ name, text }: ThreatListFile): ThreatListAnswer {
  const answer = /^\s*[[{]/.test(text.replace(/^\uFEFF/, ''))
    ? parseJson(text, name)
    : parseCsvList(text, name);
  if (typeof answer === 'string') return { ok: false, reason: answer };
  if (answer.indicators.length === 0 && answer.skipped > 0)
    return { ok: false, reason: `none of its ${answer.skipped} entries is an indicator that can be matched` };
  return { ok: true, ...answer };
}

function parseJson(text: string, name: string): ParsedList | string {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return `no JSON: ${error instanceof Error ? error.message.slice(0, 100) : ''}`;
  }
  const document = recordIn(value);
  if (document?.type === 'bundle') return parseStixBundle(document, name);
  if (document && ('Event' in document || 'response' in document)) return parseMispEvents(document, name);
  return 'neither a STIX bundle nor a MISP event';
}
