import { instantOf } from '../decode/coerce';
import { fitText, MAX_KEYWORD } from '../decode/fit-event';
import { canonicalIp } from '../decode/ip-address';
import { isJsonObject, type JsonObject } from '../decode/read-json';
import { collectVendorFields, type VendorFields } from '../decode/vendor-fields';
import { type ProfileContext, type Refusal, refuse } from '../profile';

/** A bus record as README.md defines it, read field by field: what does not fit an optional field is left to `vendor`. */
export interface BusRecord {
  time: { ms: number; quality: 'device' | 'inferred_zone' };
  requestId: string;
  consumer: {
    agency: string;
    system?: string;
    subsystem?: string;
    account?: string;
    accountType?: AccountType;
  };
  provider: { agency: string; system: string };
  service: string;
  status: number;
  optional: Optional;
  vendor: VendorFields;
}

const ACCOUNT_TYPES = ['person', 'service', 'contractor'] as const;
type AccountType = (typeof ACCOUNT_TYPES)[number];
const OPERATIONS = ['read', 'search', 'export', 'write', 'delete'] as const;
const TEXTS = [
  'service_version',
  'dataset',
  'purpose',
  'legal_basis',
  'agreement_id',
  'case_id',
  'on_behalf_of',
  'authentication',
  'gateway',
  'error',
] as const;
const COUNTS = ['rows', 'bytes'] as const;

type Optional = {
  [name in (typeof TEXTS)[number]]?: string;
} & { [name in (typeof COUNTS)[number]]?: number } & {
  operation?: (typeof OPERATIONS)[number];
  authorisation?: 'granted' | 'denied';
  channel?: 'lgsp' | 'direct';
  side?: 'consumer' | 'provider';
  duration_ms?: number;
  client_ip?: string;
};

const KNOWN: ReadonlySet<string> = new Set([
  'time',
  'request_id',
  'consumer',
  'provider',
  'service',
  'status',
]);

export function readBusRecord(value: JsonObject, context: ProfileContext): BusRecord | Refusal {
  const consumer = isJsonObject(value.consumer) ? value.consumer : {};
  const provider = isJsonObject(value.provider) ? value.provider : {};
  const time = instantOf(value.time, context.timezone);
  if (!time) return bad('time', 'ISO 8601 or milliseconds since the epoch');
  const requestId = text(value.request_id);
  if (!requestId) return bad('request_id', 'a string');
  const consumerAgency = text(consumer.agency);
  if (!consumerAgency) return bad('consumer.agency', 'a string');
  const providerAgency = text(provider.agency);
  if (!providerAgency) return bad('provider.agency', 'a string');
  const providerSystem = text(provider.system);
  if (!providerSystem) return bad('provider.system', 'a string');
  const service = text(value.service);
  if (!service) return bad('service', 'a string');
  const status = value.status;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 999)
    return bad('status', 'an integer from 100 to 999');
  const vendor = collectVendorFields();
  return {
    time,
    requestId,
    consumer: { agency: consumerAgency, ...readConsumer(consumer, vendor) },
    provider: readProvider(provider, { agency: providerAgency, system: providerSystem }, vendor),
    service,
    status,
    optional: readOptional(value, vendor),
    vendor,
  };
}

function bad(field: string, expected: string): Refusal {
  return refuse('bad_field', `${field}: expected ${expected}`);
}

/** A non-empty string; numbers count, because account and case numbers are written both ways. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return fitText(value.trim(), MAX_KEYWORD, { cut: false });
}

function readConsumer(consumer: JsonObject, vendor: VendorFields): Omit<BusRecord['consumer'], 'agency'> {
  const read: Omit<BusRecord['consumer'], 'agency'> = {};
  for (const [key, value] of Object.entries(consumer)) {
    const word = text(value);
    const kind = choice(ACCOUNT_TYPES, value);
    if (key === 'agency') continue;
    if ((key === 'system' || key === 'subsystem' || key === 'account') && word !== undefined)
      read[key] = word;
    else if (key === 'account_type' && kind) read.accountType = kind;
    else if (isStated(value)) vendor.keep(`consumer.${key}`, value);
  }
  return read;
}

function readProvider(
  provider: JsonObject,
  read: BusRecord['provider'],
  vendor: VendorFields,
): BusRecord['provider'] {
  for (const [key, value] of Object.entries(provider))
    if (key !== 'agency' && key !== 'system') vendor.keep(`provider.${key}`, value);
  return read;
}

function readOptional(record: JsonObject, vendor: VendorFields): Optional {
  const read: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) {
    if (KNOWN.has(key) || !isStated(value)) continue;
    const fitting = READERS.get(key)?.(value);
    if (fitting === undefined) vendor.keep(key, value);
    else read[key] = fitting;
  }
  return read as Optional;
}

function isStated(value: unknown): boolean {
  return value !== null && value !== '';
}

const READERS: ReadonlyMap<string, (value: unknown) => unknown> = new Map<
  string,
  (value: unknown) => unknown
>([
  ...TEXTS.map((name) => [name, text] as const),
  ...COUNTS.map((name) => [name, count] as const),
  ['operation', (value) => choice(OPERATIONS, value)],
  ['authorisation', (value) => choice(['granted', 'denied'], value)],
  ['channel', (value) => choice(['lgsp', 'direct'], value)],
  ['side', (value) => choice(['consumer', 'provider'], value)],
  ['duration_ms', (value) => (typeof value === 'number' && value >= 0 && value < 1e9 ? value : undefined)],
  ['client_ip', (value) => (typeof value === 'string' ? canonicalIp(value.trim()) : undefined)],
]);

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function choice<T extends string>(options: readonly T[], value: unknown): T | undefined {
  return options.find((option) => option === value);
}
