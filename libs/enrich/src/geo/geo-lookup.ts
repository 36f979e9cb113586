import { Buffer } from 'node:buffer';
import ipaddr from 'ipaddr.js';
import { Reader, type Response } from 'mmdb-lib';

export interface Geo {
  country_iso_code?: string;
  country_name?: string;
  region_name?: string;
  city_name?: string;
}
export interface AutonomousSystem {
  number?: number;
  organization?: { name: string };
}
export interface GeoAnswer {
  geo?: Geo;
  as?: AutonomousSystem;
}

export interface GeoLookup {
  /** What the files say of a public address; undefined for addresses of ours and those no file knows. */
  find(ip: string): GeoAnswer | undefined;
}

const MAX_CACHED = 20_000;
const MAX_NAME = 200;

/**
 * Country, city and network of addresses from files in MaxMind's open format (MMDB 2): `place` a country or city file, `asn` one of autonomous systems;
 * one file may hold both. The file's bytes are passed in; throws RangeError when they are no such file.
 */
export function createGeoLookup(files: { place?: Uint8Array; asn?: Uint8Array }): GeoLookup {
  const readers = [files.place, files.asn].filter((bytes) => bytes !== undefined).map(open);
  const cache = new Map<string, GeoAnswer | null>();

  function lookUp(ip: string): GeoAnswer | undefined {
    const address = publicAddress(ip);
    if (address === undefined) return undefined;
    const answer: GeoAnswer = {};
    for (const reader of readers) {
      const record = recordOf(reader, address);
      if (!record) continue;
      const geo = geoOf(record);
      const as = systemOf(record);
      if (geo && !answer.geo) answer.geo = geo;
      if (as && !answer.as) answer.as = as;
    }
    return answer.geo || answer.as ? answer : undefined;
  }

  return {
    find(ip) {
      const known = cache.get(ip);
      if (known !== undefined) return known ?? undefined;
      const answer = lookUp(ip);
      if (cache.size >= MAX_CACHED) cache.clear();
      cache.set(ip, answer ?? null);
      return answer;
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function open(bytes: Uint8Array): Reader<Response> {
  try {
    return new Reader<Response>(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    throw new RangeError(`not an MMDB file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** IPv6 as it is, v4-mapped and NAT64 as the v4 address behind it. */
function publicAddress(ip: string): string | undefined {
  const bare = ip.split('%', 1)[0] ?? '';
  if (!ipaddr.isValid(bare)) return undefined;
  let address = ipaddr.process(bare);
  if (address.kind() === 'ipv6' && address.range() === 'rfc6052')
    address = new ipaddr.IPv4(address.toByteArray().slice(12));
  return address.range() === 'unicast' ? address.toString() : undefined;
}

/** A damaged record is one we know nothing of. */
function recordOf(reader: Reader<Response>, address: string): Fields | undefined {
  if (reader.metadata.ipVersion === 4 && address.includes(':')) return undefined;
  try {
    return fieldsIn(reader.get(address));
  } catch {
    return undefined;
  }
}

function geoOf(record: Fields): Geo | undefined {
  const country = fieldsIn(record.country) ?? fieldsIn(record.registered_country);
  const [region] = Array.isArray(record.subdivisions) ? record.subdivisions : [];
  const geo: Geo = {};
  // Flat files (country_code, country, city) are as common as MaxMind's nested ones.
  const code = textOf(country?.iso_code) ?? textOf(record.country_code) ?? textOf(record.country);
  if (code !== undefined && /^[A-Z]{2}$/.test(code)) geo.country_iso_code = code;
  const name = nameOf(country) ?? textOf(record.country_name);
  if (name !== undefined) geo.country_name = name;
  const regionName = nameOf(fieldsIn(region)) ?? textOf(record.region);
  if (regionName !== undefined) geo.region_name = regionName;
  const city = nameOf(fieldsIn(record.city)) ?? textOf(record.city);
  if (city !== undefined) geo.city_name = city;
  return Object.keys(geo).length > 0 ? geo : undefined;
}

function systemOf(record: Fields): AutonomousSystem | undefined {
  const stated = record.autonomous_system_number ?? /^AS(\d{1,10})$/.exec(textOf(record.asn) ?? '')?.[1];
  const number = Number(stated);
  const name = textOf(record.autonomous_system_organization) ?? textOf(record.as_name);
  const as: AutonomousSystem = {};
  if (stated !== undefined && Number.isSafeInteger(number) && number >= 0) as.number = number;
  if (name !== undefined) as.organization = { name };
  return Object.keys(as).length > 0 ? as : undefined;
}

function fieldsIn(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

function nameOf(place: Fields | undefined): string | undefined {
  return textOf(fieldsIn(place?.names)?.en);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_NAME) : undefined;
}
