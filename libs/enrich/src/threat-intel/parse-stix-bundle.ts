import { type Indicator, instantOf, normalise, type ParsedList } from './indicator';
import { listIn, recordIn, textIn } from './json-value';

/** `[ipv4-addr:value = '198.51.100.7' OR domain-name:value = 'evil.example']`: every comparison of the pattern. */
const COMPARISON =
  /(ipv4-addr|ipv6-addr|domain-name|url):value\s*(?:=|ISSUBSET)\s*'((?:[^'\\]|\\.){1,4000})'|file:hashes\.(?:'[\w-]+'|"[\w-]+"|\w+)\s*=\s*'([0-9A-Fa-f]{32,128})'/g;
/** One sign does not tell when the pattern wants several together, or the absence of one. */
const SEVERAL = /\b(?:AND|FOLLOWEDBY|NOT|REPEATS|WITHIN)\b|!=/;

/** Indicators of a STIX 2.1 bundle (OASIS): those whose pattern is one comparison, or several by OR. Revoked ones are left out. */
export function parseStixBundle(bundle: Record<string, unknown>, name: string): ParsedList | string {
  const objects = listIn(bundle.objects);
  if (!objects) return 'STIX bundle without "objects"';
  const authors = new Map<string, string>();
  for (const object of objects.map(recordIn))
    if (object?.type === 'identity') authors.set(String(object.id), textIn(object.name) ?? '');
  const list: ParsedList = { indicators: [], skipped: 0 };
  for (const object of objects.map(recordIn)) {
    if (object?.type !== 'indicator') continue;
    const found =
      object.revoked === true ? [] : indicatorsOf(object, authors.get(String(object.created_by_ref)) || name);
    if (found.length === 0) list.skipped++;
    list.indicators.push(...found);
  }
  return list;
}

function indicatorsOf(object: Record<string, unknown>, source: string): Indicator[] {
  const pattern = textIn(object.pattern) ?? '';
  if ((object.pattern_type ?? 'stix') !== 'stix' || pattern.length > 65_536) return [];
  if (SEVERAL.test(pattern.replace(/'(?:[^'\\]|\\.)*'/g, "''"))) return [];
  const until = textIn(object.valid_until);
  const from = textIn(object.valid_from);
  const expiresAt = until === undefined ? undefined : instantOf(until, true);
  const validFrom = from === undefined ? undefined : instantOf(from);
  if (until !== undefined && expiresAt === undefined) return [];
  const confidence = Number(object.confidence ?? Number.NaN);
  const description = textIn(object.name) ?? textIn(object.description);
  const reference = textIn(recordIn(listIn(object.external_references)?.[0])?.url);
  return [...pattern.matchAll(COMPARISON)].flatMap((comparison) => {
    const found = normalise((comparison[2] ?? comparison[3] ?? '').replace(/\\(.)/g, '$1'));
    if (!found) return [];
    return [
      {
        ...found,
        source,
        ...(confidence >= 0 && confidence <= 100 && { confidence }),
        ...(expiresAt !== undefined && { expiresAt }),
        ...(validFrom !== undefined && { validFrom }),
        ...(description !== undefined && { description: description.slice(0, 500) }),
        ...(reference !== undefined && { reference: reference.slice(0, 500) }),
      },
    ];
  });
}
