import type { EventDraft } from '@khien/model';
import { type InnerRecord, innerRecord } from '../decode/inner-record';
import { readJsonObject } from '../decode/read-json';
import { readBsd, readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putSyslog } from '../draft/put-syslog';
import {
  defineProfile,
  type Logsource,
  type ParseResult,
  type ProfileContext,
  type Refusal,
  refuse,
} from '../profile';
import { type AuditEntry, readBlock, readJsonAudit, readSingleLine } from './read-audit';
import { methodOf, outcomeOf, reasonOf, wordsOf } from './words';

/** Apereo CAS: its audit trail as a block, on one line or as JSON, and other lines of its log. */
export const cas = defineProfile({
  id: 'cas',
  version: 1,
  title: { vi: 'Đăng nhập một lần CAS', en: 'CAS single sign-on' },
  layer: 'application',
  logsource,
  recognise,
  toEvent,
});

function logsource({ event }: EventDraft): Logsource | Logsource[] {
  const categories = ['authentication', 'iam'].filter((one) => event.category?.includes(one));
  const [only = 'application', ...others] = categories;
  if (others.length === 0) return { product: 'cas', category: only };
  return [only, ...others].map((category) => ({ product: 'cas', category }));
}

const SINGLE =
  /\|(?:AUTHENTICATION|TICKET_GRANTING_TICKET|SERVICE_TICKET|SERVICE_ACCESS|PROXY|OAUTH2|OIDC|SAML2|SURROGATE|PROTOCOL_SPECIFICATION)_[A-Z_]{2,60}\|/;
/** `2026-11-20 08:15:30,123 INFO [logger] - <text>` */
const HEAD = /(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\s{1,4}\[([\w.$]{1,200})\]\s(?:\[[^\]]{0,200}\]\s)?- /y;

function recognise(text: string): number {
  const { body } = innerRecord(text);
  if (body.startsWith('{')) {
    if (body.includes('"actionPerformed"') && body.includes('"applicationCode"')) return 0.97;
    return body.includes('"who"') && body.includes('"action"') && body.includes('"application"') ? 0.95 : 0;
  }
  const head = body.slice(0, 600);
  if (
    head.includes('org.apereo.') ||
    head.includes('org.jasig.cas') ||
    head.includes('Audit trail record BEGIN')
  )
    return 0.96;
  if (/(?:^|\n)\s*WHO: /.test(head) && /\sACTION: [A-Z]/.test(body.slice(0, 8000))) return 0.9;
  return SINGLE.test(body.slice(0, 8000)) ? 0.9 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const inner = innerRecord(text, context);
  const draft = openDraft(context);
  draft.put('observer.vendor', 'Apereo');
  draft.put('observer.product', 'CAS');
  draft.put('observer.type', 'identity-provider');
  const entry = readRecord(draft, inner, context);
  if (entry && 'ok' in entry) return entry;
  draft.put('host.name', inner.header?.host);
  if (entry) placeEntry(draft, entry, context);
  if (inner.header) putSyslog(draft, inner.header);
  return draft.done();
}

/** The audit entry; undefined for another line of the log, which is placed at once. */
function readRecord(
  draft: Draft,
  { body }: InnerRecord,
  context: ProfileContext,
): AuditEntry | undefined | Refusal {
  if (body.startsWith('{')) {
    const read = readJsonObject(body, context);
    if (!read.ok) return read;
    return (
      readJsonAudit(read.value) ??
      refuse('unrecognised', 'expected JSON of the audit trail: who, action, application')
    );
  }
  const time = readIso(body, 0, context);
  HEAD.lastIndex = body.charCodeAt(time?.end ?? 0) === 32 ? (time?.end ?? 0) + 1 : (time?.end ?? 0);
  const head = HEAD.exec(body);
  const rest = head ? body.slice(HEAD.lastIndex) : body;
  const entry = readBlock(rest) ?? readSingleLine(rest);
  if (!entry && !head?.[2]?.startsWith('org.apereo.') && !head?.[2]?.startsWith('org.jasig.'))
    return refuse('unrecognised', 'expected an entry of the audit trail, or a line of org.apereo');
  draft.put('log.level', head?.[1]?.toLowerCase());
  draft.put('log.logger', head?.[2]);
  if (entry) {
    if (entry.when === undefined) draft.time(time);
    return entry;
  }
  draft.time(time);
  placeOther(draft, rest, head?.[1]);
  return undefined;
}

function placeOther(draft: Draft, text: string, level: string | undefined): void {
  const failed = level === 'ERROR' || level === 'FATAL';
  draft.put('message', withoutTickets(text.replace(/^<|>\s*$/g, '')));
  draft.say({
    category: ['web'],
    type: [failed ? 'error' : 'info'],
    action: 'log',
    outcome: 'unknown',
    dataset: 'cas.log',
  });
}

const NOBODY = /^(?:audit:unknown|anonymous|unknown|PRINCIPAL_UNKNOWN|N\/A|-)$/i;

function placeEntry(draft: Draft, entry: AuditEntry, context: ProfileContext): void {
  const { who, what, action = '', when } = entry;
  if (!draft.timeFrom(when) && typeof when === 'string')
    draft.time(readIso(when, 0, context) ?? readJavaDate(when, context));
  const words = wordsOf(action);
  const outcome = outcomeOf(action, what);
  draft.say({
    ...words,
    type: outcome === 'failure' ? [...words.type, 'denied'] : words.type,
    outcome,
    code: action,
    dataset: 'cas.audit',
  });
  if (outcome === 'failure') draft.put('event.reason', reasonOf(what));
  putAddress(draft, 'source', entry.client);
  putAddress(draft, 'destination', entry.server);
  const person = who !== undefined && !NOBODY.test(who) ? who : personIn(what);
  placePerson(draft, person, action);
  if (words.action === 'login') draft.put('access.authentication', methodOf(what));
  const service = what === undefined ? undefined : /https?:\/\/[^\s,\]}>'")]{1,500}/.exec(what)?.[0];
  draft.put('service.name', service);
  draft.put('user_agent.original', entry.userAgent);
  draft.put(
    'message',
    [action, person, what === undefined ? undefined : withoutTickets(what)]
      .filter((one) => one !== undefined)
      .join(' '),
  );
  draft.keep('cas.application', entry.application);
  if (what !== undefined) draft.keep('cas.what', withoutTickets(what));
  for (const [name, value] of entry.rest) draft.keep(`cas.${name}`, value);
}

/** Acting for another is written `other+self`, or the other is the surrogate in the text. */
function placePerson(draft: Draft, person: string | undefined, action: string): void {
  if (person === undefined) return;
  const plus = action.startsWith('SURROGATE') ? person.indexOf('+') : -1;
  if (plus > 0) {
    draft.put('user.target.name', person.slice(0, plus));
    draft.put('user.name', person.slice(plus + 1));
  } else draft.put('user.name', person);
}

/** A refused sign-in is nobody's yet: the name tried stands in the credentials. */
function personIn(what: string | undefined): string | undefined {
  const found = what === undefined ? undefined : /\busername=([^,)\]}]{1,200})/.exec(what)?.[1];
  return (
    found ??
    (what === undefined
      ? undefined
      : /supplied credentials: \[?([\w.@\\-]{1,100})\+password/i.exec(what)?.[1])
  );
}

/** `Fri Nov 20 08:15:30 ICT 2026` */
function readJavaDate(when: string, context: ProfileContext) {
  const found =
    /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d\d:\d\d:\d\d) ([A-Z]{3,4}|[+-]\d\d:?\d\d) (\d{4})$/.exec(
      when.trim(),
    );
  if (!found) return undefined;
  const zone = found[4] === 'ICT' || found[4] === 'UTC' || found[4] === 'GMT' ? ` ${found[4]}` : '';
  return readBsd(`${found[1]} ${found[2]} ${found[5]} ${found[3]}${zone}`, 0, context);
}

/** Whoever holds a ticket is its person: old releases write it out. The number is enough to tie lines together. */
function withoutTickets(text: string): string {
  return text.replace(/\b(TGT|PGT|PGTIOU|TGC|AT|RT)-(\d{1,12})-[\w*.-]{6,300}/g, '$1-$2-***');
}
