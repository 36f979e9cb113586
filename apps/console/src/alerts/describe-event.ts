import type { Event } from '@khien/model';
import { type Did, didOf } from './did';

/** Reasons our own profiles give; those of others are shown as they stand. */
const REASONS = [
  'failed_password',
  'failed_publickey',
  'invalid_user',
  'authentication_failure',
  'too_many_attempts',
  'truncated',
  'bad_field',
] as const;
type KnownReason = (typeof REASONS)[number];

const SIGN_IN_WAYS: Record<string, string> = { oidc: 'OIDC', mtls: 'mTLS', saml: 'SAML', ldap: 'LDAP' };

/** One thing a person reads about an event: words already final (`text`), or a key of the language files with its values. */
export type Phrase =
  | { text: string; code?: boolean }
  | { key: PhraseKey; values?: Record<string, string | number> };

export type PhraseKey =
  | `did.${Did}`
  | 'event.onBehalfOf'
  | 'event.authenticatedBy'
  | 'event.software'
  | 'event.fromAddress'
  | 'event.toAddress'
  | `event.reason_${KnownReason}`
  | 'event.denied'
  | `event.account_${'service' | 'contractor'}`
  | `event.channel_${'lgsp' | 'direct'}`
  | 'event.rows'
  | 'event.agreement'
  | 'event.case'
  | 'event.offHours'
  | 'event.success'
  | 'event.failure'
  | 'event.unknown'
  | `event.agreement_${'valid' | 'expired' | 'not_yet_valid' | 'unknown' | 'none'}`
  | `event.covers_${'yes' | 'no' | 'not_stated'}`
  | `event.timeQuality_${'device' | 'inferred_zone' | 'inferred_year' | 'receive_time'}`;

export type Question = 'who' | 'what' | 'when' | 'where' | 'why' | 'result';
export const QUESTIONS: Question[] = ['when', 'who', 'what', 'where', 'why', 'result'];

export interface EventStory {
  /** ISO instant of the event. */
  at: string;
  said: Record<Question, Phrase[]>;
}

/** Who did what, when, where, why, with which result: the parts of an event a person needs before the JSON. */
export function describeEvent(event: Event): EventStory {
  return {
    at: event['@timestamp'],
    said: {
      when: whenOf(event),
      who: whoOf(event),
      what: whatOf(event),
      where: whereOf(event),
      why: whyOf(event),
      result: resultOf(event),
    },
  };
}

/** The story on one line: who, what was done and to what, from where, how it ended. */
export function inShort({ said }: EventStory): Phrase[] {
  const who = said.who.filter((phrase) => !('key' in phrase && phrase.key === 'event.software'));
  return [
    ...who.slice(0, 1),
    ...said.what.slice(0, 2),
    ...said.where.slice(0, 1),
    ...said.result.slice(0, 1),
  ];
}

function whenOf({ khien }: Event): Phrase[] {
  const quality = khien?.time_quality;
  return [
    ...(quality && quality !== 'device' ? [{ key: `event.timeQuality_${quality}` as const }] : []),
    ...(khien?.working_time === false ? [{ key: 'event.offHours' as const }] : []),
  ];
}

function whoOf({ user, client, source, access, organization, xroad, user_agent: agent }: Event): Phrase[] {
  const someone = user ?? client?.user ?? source?.user;
  const name = someone?.name ?? someone?.email ?? someone?.id;
  const member = [xroad?.client?.member_code, xroad?.client?.subsystem].filter(Boolean).join('/');
  const { account_type: type, on_behalf_of: behalf, authentication: by } = access ?? {};
  return [
    ...texts(name && someone?.domain ? `${someone.domain}\\${name}` : name, someone?.full_name),
    ...(type && type !== 'person' ? [{ key: `event.account_${type}` as const }] : []),
    ...texts(member || organization?.name || organization?.id),
    ...(behalf ? [{ key: 'event.onBehalfOf' as const, values: { who: behalf } }] : []),
    ...(by ? [{ key: 'event.authenticatedBy' as const, values: { by: SIGN_IN_WAYS[by] ?? by } }] : []),
    ...(agent?.original ? [{ key: 'event.software' as const, values: { name: agent.original } }] : []),
  ];
}

function whatOf({ event, http, url, dns, file, process, xroad, access, user, message }: Event): Phrase[] {
  const did = didOf(event.action);
  const asked = [http?.request?.method, addressOf(url)].filter(Boolean).join(' ');
  const found: Phrase[] = [
    ...(did ? [{ key: `did.${did}` as const }] : texts(event.action)),
    ...codes(asked, process?.command_line ?? process?.executable ?? process?.name, file?.path ?? file?.name),
    ...codes(dns?.question?.name, xroad?.service?.service_code, access?.dataset, user?.target?.name),
    ...(access?.rows === undefined ? [] : [{ key: 'event.rows' as const, values: { rows: access.rows } }]),
  ];
  return found.length > 0 ? found : texts(message?.slice(0, 200));
}

/** With its query: that is where an attack on a web application stands. */
function addressOf(url: Event['url']): string | undefined {
  if (url?.original !== undefined) return url.original;
  return url?.query === undefined ? url?.path : `${url.path ?? ''}?${url.query}`;
}

function whereOf({ source, client, destination, server, host, service, access, xroad }: Event): Phrase[] {
  const from = place(source) ?? place(client);
  const to = place(destination) ?? place(server);
  const country = (source ?? client)?.geo?.country_iso_code;
  return [
    ...wayOf(from, to),
    ...texts(country),
    ...codes(host?.name ?? host?.hostname),
    ...texts(service?.name === xroad?.service?.service_code ? undefined : service?.name),
    ...channelOf(access),
  ];
}

function wayOf(from: string | undefined, to: string | undefined): Phrase[] {
  if (from && to) return codes(`${from} → ${to}`);
  if (from) return [{ key: 'event.fromAddress', values: { address: from } }];
  return to ? [{ key: 'event.toAddress', values: { address: to } }] : [];
}

function channelOf(access: Event['access']): Phrase[] {
  return access?.channel ? [{ key: `event.channel_${access.channel}` }] : [];
}

function place(end: Event['source']): string | undefined {
  const name = end?.ip ?? end?.domain ?? end?.address;
  if (name === undefined) return undefined;
  if (end?.port === undefined) return name;
  return name.includes(':') ? `[${name}]:${end.port}` : `${name}:${end.port}`;
}

function whyOf({ access }: Event): Phrase[] {
  if (!access) return [];
  const { agreement_id: id, agreement_state: state, agreement_covers: covers } = access;
  return [
    ...texts(access.purpose, access.legal_basis),
    ...(access.case_id ? [{ key: 'event.case' as const, values: { id: access.case_id } }] : []),
    ...(id ? [{ key: 'event.agreement' as const, values: { id } }] : []),
    ...(state ? [{ key: `event.agreement_${state}` as const }] : []),
    ...(covers && id ? [{ key: `event.covers_${covers}` as const }] : []),
  ];
}

function resultOf({ event, http, dns, error, access }: Event): Phrase[] {
  const status = http?.response?.status_code;
  return [
    ...(event.outcome ? [{ key: `event.${event.outcome}` as const }] : []),
    ...(access?.authorisation === 'denied' ? [{ key: 'event.denied' as const }] : []),
    ...codes(status === undefined ? undefined : `HTTP ${status}`, dns?.response_code, error?.code),
    ...texts(error?.message),
    ...(error?.message ? [] : reasonOf(event.reason)),
  ];
}

function reasonOf(reason: string | undefined): Phrase[] {
  const known = REASONS.find((one) => one === reason);
  return known ? [{ key: `event.reason_${known}` }] : texts(reason);
}

function texts(...words: (string | undefined)[]): Phrase[] {
  return words.filter((word) => word !== undefined && word !== '').map((text) => ({ text: text as string }));
}

function codes(...words: (string | undefined)[]): Phrase[] {
  return texts(...words).map((phrase) => ({ ...phrase, code: true }) as Phrase);
}
