import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUser } from '../draft/put-user';

/** `(12) Login incorrect (mschap: …): [pham.cu/…] (from client vpn-gw port 0 cli 203.0.113.9 via TLS tunnel)`; its parts. */
const LOGIN =
  /^(Login OK|Login incorrect|Invalid user|Multiple logins|Rejected in post-auth|User not found)(?: \((.{0,400}?)\))?(?:: | )\[(.{0,600}?)\] \(from (client|nas) ([^\s)]{1,200})(?: port ([^\s)]{1,20}))?(?: cli ([^\s)]{1,100}))?([^)]{0,100})\)/;
const IGNORED =
  /^Ignoring request to (?:(\w+) )?address (\S{1,64}) port (\d{1,5})(?: bound to server (\S{1,64}))? from unknown client (\S{1,64}) port (\d{1,5})(?: proto (\w{1,10}))?/;
const SECRET =
  /(?:Received packet from|Dropping packet without response.{0,40}from) (\S{1,64}) with invalid (?:Message-Authenticator|signature|Request Authenticator)/i;
const CLIENT = /\bclient (\S{1,100}) port (\d{1,5})\b/;

const REASONS: ReadonlyArray<readonly [RegExp, string]> = [
  [/disabled|ACCOUNT_DISABLED|0xC0000072|Account is disabled/i, 'account_disabled'],
  [/locked|0xC0000234/i, 'account_locked'],
  [/expired/i, 'account_expired'],
  [/no such user|not found|unknown user|No Auth-Type found/i, 'unknown_user'],
  [
    /password|MS-CHAP2-Response is incorrect|Bind credentials|pap:|chap:|0xC000006A|Logon failure/i,
    'invalid_password',
  ],
];

/** Reads one line of radius.log, from behind its time and level. Returns the text to show, without any password. */
export function placeLine(draft: Draft, line: string): string {
  const request = /^\s{0,4}\((\d{1,12})\)\s{1,4}/.exec(line);
  const body = (request ? line.slice(request[0].length) : line).trim();
  if (request?.[1] !== undefined) draft.keep('radius.request', request[1]);
  const login = LOGIN.exec(body);
  if (login) return placeLogin(draft, body, login);
  const ignored = IGNORED.exec(body);
  if (ignored) placeIgnored(draft, ignored);
  else placeOther(draft, body);
  return body;
}

function placeLogin(draft: Draft, body: string, parts: RegExpExecArray): string {
  const [, verdict = '', reason, who = '', , client, port, cli, more = ''] = parts;
  const accepted = verdict === 'Login OK';
  draft.say({
    category: ['authentication'],
    type: accepted ? ['start', 'allowed'] : ['start', 'denied'],
    action: 'radius_login',
    outcome: accepted ? 'success' : 'failure',
    code: verdict,
  });
  if (!accepted) draft.put('event.reason', reasonOf(verdict, reason));
  if (reason !== undefined) draft.keep('radius.reason', reason);
  draft.put('host.name', client);
  draft.keep('nas.port', port);
  if (cli !== undefined) placeCaller(draft, cli);
  const via = /via (.{1,40}?)(?: tunnel)?$/.exec(more.trim())?.[1];
  if (via !== undefined) draft.keep('radius.via', via);
  const { name, secret } = splitSecret(who);
  if (name.startsWith('host/')) draft.put('source.domain', name.slice(5));
  putUser(draft, 'user', name);
  return secret === undefined ? body : body.replace(`[${who}]`, `[${name}/***]`);
}

/** `le.hoa/<via Auth-Type = eap>`, `le.hoa/secret`: what follows the name may be a password, which is never kept. */
export function splitSecret(who: string): { name: string; secret?: string } {
  const from = who.startsWith('host/') ? 5 : 0;
  const slash = who.indexOf('/', from);
  return slash < 0 ? { name: who } : { name: who.slice(0, slash), secret: who.slice(slash + 1) };
}

function reasonOf(verdict: string, reason: string | undefined): string {
  if (reason === undefined) return verdict === 'Invalid user' ? 'unknown_user' : 'refused';
  const known = REASONS.find(([pattern]) => pattern.test(reason))?.[1];
  return known ?? (verdict === 'Invalid user' ? 'unknown_user' : reason);
}

/** What calls: an address over VPN, a MAC over wireless or a switch, now and then a telephone number. */
export function placeCaller(draft: Draft, caller: string): void {
  if (/^[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5}$/i.test(caller)) draft.put('source.mac', caller);
  else putAddress(draft, 'source', caller);
}

function placeIgnored(draft: Draft, parts: RegExpExecArray): void {
  const [, kind, to, toPort, server, from, fromPort, transport] = parts;
  draft.say({
    category: ['authentication', 'network'],
    type: ['denied'],
    action: 'request_ignored',
    outcome: 'failure',
    reason: 'unknown_client',
  });
  putAddress(draft, 'source', from);
  draft.put('source.port', fromPort);
  if (to !== '*') putAddress(draft, 'destination', to);
  draft.put('destination.port', toPort);
  draft.put('network.transport', transport);
  draft.keep('radius.listener', kind);
  draft.keep('radius.virtual_server', server);
}

function placeOther(draft: Draft, body: string): void {
  const secret = SECRET.exec(body);
  if (secret) {
    draft.say({
      category: ['authentication', 'network'],
      type: ['denied'],
      action: 'invalid_shared_secret',
      outcome: 'failure',
    });
    putAddress(draft, 'source', secret[1]);
    return;
  }
  const client = CLIENT.exec(body);
  if (client) {
    draft.put('host.name', client[1]);
    draft.put('source.port', client[2]);
  }
  const failed = /\b(?:error|failed|unable|invalid|denied|refused)\b/i.test(body);
  draft.say({
    category: ['network'],
    type: [failed ? 'error' : 'info'],
    action: 'radius_message',
    outcome: failed ? 'failure' : 'unknown',
  });
}
