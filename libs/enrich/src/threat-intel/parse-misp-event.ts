import { type Indicator, instantOf, normalise, type ParsedList } from './indicator';
import { listIn, recordIn, textIn } from './json-value';

/** Attribute types that hold something we match; of `a|b` the part that is an indicator. */
const PART: Readonly<Record<string, number>> = {
  'ip-src': 0,
  'ip-dst': 0,
  'ip-src|port': 0,
  'ip-dst|port': 0,
  domain: 0,
  hostname: 0,
  'hostname|port': 0,
  'domain|ip': 0,
  url: 0,
  uri: 0,
  link: 0,
  md5: 0,
  sha1: 0,
  sha256: 0,
  'filename|md5': 1,
  'filename|sha1': 1,
  'filename|sha256': 1,
};

/** Share of certainty by MISP's taxonomy `misp:confidence-level`. */
const CONFIDENCE: ReadonlyArray<readonly [string, number]> = [
  ['completely-confident', 100],
  ['usually-confident', 75],
  ['fairly-confident', 50],
  ['rarely-confident', 25],
  ['unconfident', 0],
];

/** Attributes meant for detection (`to_ids`) of one MISP event file, as feeds publish it, or of a search's `response`. */
export function parseMispEvents(document: Record<string, unknown>, name: string): ParsedList | string {
  const events = (listIn(document.response) ?? [document]).map((one) => recordIn(recordIn(one)?.Event));
  if (events.length === 0 || events.some((event) => !event)) return 'MISP file without "Event"';
  const list: ParsedList = { indicators: [], skipped: 0 };
  for (const event of events) {
    if (!event) continue;
    const attributes = [
      ...(listIn(event.Attribute) ?? []),
      ...(listIn(event.Object) ?? []).flatMap((object) => listIn(recordIn(object)?.Attribute) ?? []),
    ];
    for (const attribute of attributes.map(recordIn)) {
      const indicator = attribute && indicatorOf(attribute, event, name);
      if (indicator) list.indicators.push(indicator);
      else list.skipped++;
    }
  }
  return list;
}

function indicatorOf(
  attribute: Record<string, unknown>,
  event: Record<string, unknown>,
  name: string,
): Indicator | undefined {
  const part = PART[String(attribute.type)];
  if (part === undefined || attribute.to_ids !== true || attribute.deleted === true) return undefined;
  const type = String(attribute.type);
  const value = textIn(attribute.value) ?? '';
  const found = normalise(type.includes('|') ? (value.split('|')[part] ?? '') : value);
  if (!found) return undefined;
  const confidence = confidenceIn(attribute) ?? confidenceIn(event);
  const validFrom = instantOf(textIn(attribute.first_seen) ?? '');
  const description = textIn(attribute.comment) ?? textIn(event.info);
  return {
    ...found,
    source: textIn(recordIn(event.Orgc)?.name) ?? name,
    ...(confidence !== undefined && { confidence }),
    ...(validFrom !== undefined && { validFrom }),
    ...(description !== undefined && { description: description.slice(0, 500) }),
    ...(textIn(event.uuid) !== undefined && { reference: `misp:${String(event.uuid)}` }),
  };
}

function confidenceIn(tagged: Record<string, unknown>): number | undefined {
  for (const tag of (listIn(tagged.Tag) ?? []).map(recordIn)) {
    const word = /^misp:confidence-level="?([\w-]+)"?$/.exec(textIn(tag?.name) ?? '')?.[1];
    const known = CONFIDENCE.find(([level]) => level === word);
    if (known) return known[1];
  }
  return undefined;
}
