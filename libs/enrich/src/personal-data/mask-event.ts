import { EVENT_FIELDS, type EventDraft } from '@khien/model';
import { kindOfKey } from './kinds';
import { maskAccount } from './mask-account';
import { isToken, maskText, mayHoldPersonalData, type Tokens, tokenFor } from './mask-text';
import { maskQuery, maskUrl } from './mask-url';
import { sameSpelling } from './spelling';

type Treatment = 'text' | 'machine' | 'address' | 'url' | 'query' | 'account' | 'subject' | 'open';
type Plan = { [field: string]: Treatment | Plan };

/** Times, digests, addresses of machines, words of fixed lists and what Khiên itself writes: nothing of a citizen fits into them. */
const UNSCANNED =
  /^(?:@timestamp$|ecs\.|khien\.|related\.(?:ip|hash)$|event\.(?:kind|category|type|outcome|code|timezone|created|ingested|start|end|hash)$|observer\.serial_number$|rule\.(?:id|uuid)$|network\.(?:community_id|transport)$|tls\.client\.ja3$|registry\.hive$|http\.(?:version|request\.method)$|access\.(?:agreement_state|agreement_covers|data_class|channel|authorisation|account_type|questions\.))|(?:^|\.)hash\.\w+$|\.(?:ip|mac)$/;
/** Names of officials, machines, calls and products stay readable; an identity number, a phone number or a mail address in them does not. */
const OF_MACHINE =
  /^(?:tags$|xroad\.|related\.hosts$|event\.(?!reason$|original$)|user\.(?:.*\.)?(?:domain|full_name|roles)$|organization\.|host\.|observer\.|network\.|service\.|tls\.|rule\.|threat\.|log\.|http\.re\w+\.(?:id|mime_type)$|user_agent\.(?!original$)|url\.(?:domain|scheme|extension)$|dns\.(?!question\.name$|answers$)|process\.(?:parent\.)?(?:entity_id|name)$|access\.authentication$|email\.(?:direction|local_id)$)|\.(?:geo\.\w+|as\.organization\.name)$/;
const ACCOUNT =
  /(?:^|\.)user\.(?:(?:target|effective)\.)?(?:name|id)$|^user\.email$|^related\.user$|^email\.message_id$/;

const { related: RELATED = {}, ...PLAN } = planOf([...EVENT_FIELDS]);

function planOf(fields: ReadonlyArray<readonly [string, string]>): Plan {
  const plan: Plan = {};
  for (const [path, kind] of fields) {
    if (kind === 'number' || kind === 'boolean' || UNSCANNED.test(path)) continue;
    const segments = path.split('.');
    let holder = plan;
    for (const segment of segments.slice(0, -1)) {
      holder[segment] ??= {};
      holder = holder[segment] as Plan;
    }
    holder[segments.at(-1) ?? ''] = treatmentOf(path, kind);
  }
  return plan;
}

function treatmentOf(path: string, kind: string): Treatment {
  if (kind === 'open' && path !== 'dns.answers') return 'open';
  if (path === 'url.query') return 'query';
  if (path.startsWith('url.') || path === 'http.request.referrer') return 'url';
  if (path === 'access.on_behalf_of') return 'subject';
  if (path.endsWith('.address') && !path.startsWith('email.')) return 'address';
  if (ACCOUNT.test(path)) return 'account';
  return OF_MACHINE.test(path) ? 'machine' : 'text';
}

interface Work {
  tokens: Tokens;
  /** Whole values that were replaced: `related.*` repeats them and must say the same. */
  replaced?: Map<string, string>;
  repeats?: true;
}

/** Replaces personal data of citizens and secrets in a draft, in place, before it is stored (Law 91/2025/QH15). */
export function maskEvent(draft: EventDraft, tokens: Tokens): void {
  const work: Work = { tokens };
  maskFields(draft as Record<string, unknown>, PLAN, work);
  if (!draft.related) return;
  // Who acts stays named, also where the same account is represented.
  const { name, id, email } = draft.user ?? {};
  for (const kept of [name, id, email]) if (kept !== undefined) work.replaced?.delete(kept);
  maskFields(draft.related, RELATED as Plan, { ...work, repeats: true });
}

function maskFields(holder: Record<string, unknown>, plan: Plan, work: Work): void {
  for (const field in holder) {
    const treatment = plan[field];
    if (treatment === undefined) continue;
    const value = holder[field];
    if (typeof treatment === 'object') {
      if (typeof value === 'object' && value !== null)
        maskFields(value as Record<string, unknown>, treatment, work);
    } else if (treatment === 'open') maskOpen(value as Record<string, unknown>, work.tokens);
    else if (treatment === 'address' && value === holder.ip) continue;
    else if (typeof value === 'string') {
      const masked = maskValue(value, treatment, work);
      if (masked !== value) holder[field] = masked;
    } else if (Array.isArray(value)) holder[field] = value.map((item) => maskItem(item, treatment, work));
  }
}

function maskItem(item: unknown, treatment: Treatment, work: Work): unknown {
  if (typeof item === 'string') return maskValue(item, treatment, work);
  if (typeof item !== 'object' || item === null) return item;
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [
      key,
      typeof value === 'string' ? maskText(value, work.tokens) : value,
    ]),
  );
}

function maskValue(value: string, treatment: Treatment, work: Work): string {
  const same = work.repeats ? work.replaced?.get(value) : undefined;
  if (same !== undefined) return same;
  const masked = treat(value, treatment, work.tokens);
  if (masked !== value) {
    work.replaced ??= new Map();
    work.replaced.set(value, masked);
  }
  return masked;
}

function treat(value: string, treatment: Treatment, tokens: Tokens): string {
  switch (treatment) {
    case 'url':
      return maskUrl(value, tokens);
    case 'query':
      return maskQuery(value, tokens);
    case 'account':
      return maskAccount(value, tokens);
    case 'subject':
      return maskSubject(value, tokens);
    case 'machine':
      return mayHoldPersonalData(value) ? maskText(value, { ...tokens, ofMachine: true }) : value;
    default:
      return maskText(value, tokens);
  }
}

/** Whoever is represented is a citizen or an organisation, whatever the field holds: the whole of it becomes one token. */
function maskSubject(subject: string, tokens: Tokens): string {
  if (subject.trim() === '' || isToken(subject)) return subject;
  const token = tokenFor('cccd', 'on_behalf_of', subject, tokens);
  return token !== undefined && isToken(token) ? token : tokens.of('subject', sameSpelling(subject));
}

const STATEMENT = /(?:^|_)(?:statement|sql|sql_?text|cau_?lenh)$/i;

/** `vendor` and `labels`: the key says what the value is, else the value is scanned. */
function maskOpen(fields: Record<string, unknown>, tokens: Tokens): void {
  for (const key in fields) {
    const value = fields[key];
    const masked =
      typeof value === 'string'
        ? maskKeyed(key, value, tokens)
        : typeof value === 'number' && Math.abs(value) >= 1e6
          ? maskNumber(key, value, tokens)
          : value;
    if (masked !== value) fields[key] = masked;
  }
}

/** Numbers of a vendor's catalogue and of devices, twelve digits long with some vendors. */
const CATALOGUE = /(?:^|_)(?:log_?id|logver|serial(?:_?(?:no|num|number))?)$/i;

function maskKeyed(key: string, value: string, tokens: Tokens): string {
  if (CATALOGUE.test(key) && /^\d{1,16}$/.test(value)) return value;
  const kind = kindOfKey(key);
  const token = kind && tokenFor(kind, key, value, tokens);
  if (token) return token;
  const statement = STATEMENT.test(key) ? maskLiterals(value, tokens) : value;
  return maskUrlish(statement, tokens);
}

/** A vendor value is often a URL or a whole request line: pairs in it are percent-encoded. */
function maskUrlish(value: string, tokens: Tokens): string {
  const masked = maskText(value, tokens);
  return masked.includes('?') && masked.includes('%') && !/\s/.test(masked)
    ? maskUrl(masked, tokens)
    : masked;
}

/** JSON writes identity numbers as numbers, and loses their leading zeros. */
function maskNumber(key: string, value: number, tokens: Tokens): unknown {
  const kind = kindOfKey(key);
  const digits = String(value);
  if (!/^\d+$/.test(digits)) return value;
  const padded =
    kind === 'cccd' && digits.length > 9
      ? digits.padStart(12, '0')
      : kind === 'phone' && digits.length === 9
        ? `0${digits}`
        : digits;
  const token = kind && tokenFor(kind, key, padded, tokens);
  if (token) return token;
  const masked = maskText(digits, tokens);
  return masked === digits ? value : masked;
}

const LITERAL = /'((?:[^'\\]|''|\\.){2,500})'/g;

/** Literals of more than one word, or with Vietnamese letters, are data of somebody: names and addresses in `VALUES (…)` have no key. */
function maskLiterals(statement: string, tokens: Tokens): string {
  return statement.replace(LITERAL, (whole: string, text: string) =>
    /\p{L}\s+\p{L}|[^\x00-\x7f]/u.test(text) && !/^\s*\[/.test(text)
      ? `'${tokens.of('text', sameSpelling(text))}'`
      : whole,
  );
}
