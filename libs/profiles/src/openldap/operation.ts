import { canonicalIp } from '../decode/ip-address';
import type { Draft } from '../draft/open-draft';

/** slapd's own file begins with the time in hexadecimal seconds (`655b1f2e.0a1b2c3d 0x7f…`) or bare (`655b1f2e`). */
export function readPrefix(text: string): { seconds?: number; rest: string } {
  const found = /^([0-9a-f]{8})(?:\.[0-9a-f]{8})?(?: 0x[0-9a-f]{4,16})? /.exec(text);
  if (!found?.[1]) return { rest: text };
  return { seconds: Number.parseInt(found[1], 16), rest: text.slice(found[0].length) };
}

const HEAD = /^conn=(-?\d{1,12}) (fd|op)=(\d{1,9}) ([A-Za-z_]{2,20})\b ?/;
const WORD = (name: string): RegExp =>
  new RegExp(`(?:^|\\s)${name}=(?:"((?:[^"\\\\]|\\\\.){0,2000})"|(\\S{0,500}))`);
const FIELD: Readonly<Record<string, RegExp>> = Object.fromEntries(
  [
    'dn',
    'base',
    'filter',
    'scope',
    'method',
    'mech',
    'err',
    'tag',
    'nentries',
    'etime',
    'qtime',
    'text',
    'oid',
    'IP',
    'attr',
    'authcid',
    'authzid',
    'id',
    'newrdn',
  ].map((name) => [name, WORD(name)]),
);

interface Said {
  action: string;
  category: string[];
  type: string[];
}
const WORDS: Readonly<Record<string, Said>> = {
  ACCEPT: { action: 'accept', category: ['network'], type: ['start', 'connection'] },
  closed: { action: 'closed', category: ['network'], type: ['end', 'connection'] },
  TLS: { action: 'tls', category: ['network'], type: ['info'] },
  BIND: { action: 'bind', category: ['authentication'], type: ['start'] },
  UNBIND: { action: 'unbind', category: ['authentication'], type: ['end'] },
  SRCH: { action: 'srch', category: ['network'], type: ['info', 'access'] },
  CMP: { action: 'cmp', category: ['network'], type: ['info', 'access'] },
  ADD: { action: 'add', category: ['iam', 'configuration'], type: ['creation'] },
  MOD: { action: 'mod', category: ['iam', 'configuration'], type: ['change'] },
  MODRDN: { action: 'modrdn', category: ['iam', 'configuration'], type: ['change'] },
  DEL: { action: 'del', category: ['iam', 'configuration'], type: ['deletion'] },
  PASSMOD: { action: 'password_changed', category: ['iam'], type: ['user', 'change'] },
  EXT: { action: 'ext', category: ['network'], type: ['info'] },
  WHOAMI: { action: 'whoami', category: ['network'], type: ['info'] },
  ABANDON: { action: 'abandon', category: ['network'], type: ['info'] },
  RESULT: { action: 'result', category: ['network'], type: ['info'] },
  SEARCH: { action: 'result', category: ['network'], type: ['info'] },
};
/** Tags of answers (RFC 4511): what was asked. */
const ANSWERS: ReadonlyMap<string, string> = new Map([
  ['97', 'bind'],
  ['101', 'search'],
  ['103', 'modify'],
  ['105', 'add'],
  ['107', 'delete'],
  ['109', 'rename'],
  ['111', 'compare'],
  ['120', 'extended'],
]);
/** Result codes that matter to a person (RFC 4511 appendix A). */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['1', 'operations_error'],
  ['8', 'stronger_authentication_required'],
  ['13', 'confidentiality_required'],
  ['19', 'constraint_violation'],
  ['32', 'no_such_object'],
  ['34', 'invalid_dn'],
  ['48', 'inappropriate_authentication'],
  ['49', 'invalid_password'],
  ['50', 'insufficient_access'],
  ['51', 'busy'],
  ['53', 'unwilling_to_perform'],
  ['65', 'object_class_violation'],
  ['68', 'already_exists'],
]);
/** Codes that are answers, not failures: compare true and false, referral, bind in progress. */
const ANSWERED: ReadonlySet<string> = new Set(['0', '5', '6', '10', '14']);

/** One line of the statistics log. Request and answer are two lines: `conn` and `op` tie them together. */
export function placeOperation(draft: Draft, line: string): void {
  const head = HEAD.exec(line);
  if (!head) {
    const failed = /\b(?:error|fail|denied|invalid)/i.test(line);
    draft.say({
      category: ['network'],
      type: [failed ? 'error' : 'info'],
      action: 'message',
      outcome: failed ? 'failure' : 'unknown',
    });
    return;
  }
  const [whole, connection, kind, number, word = ''] = head;
  draft.keep('ldap.conn', connection);
  draft.keep(`ldap.${kind}`, number);
  const said = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  draft.say({
    ...(said ?? { action: word.toLowerCase(), category: ['network'], type: ['info'] }),
    code: word,
  });
  const rest = line.slice(whole.length);
  placeFields(draft, word, rest);
}

function placeFields(draft: Draft, word: string, rest: string): void {
  const field = (name: string): string | undefined => {
    const found = FIELD[name]?.exec(rest);
    return found?.[1] ?? found?.[2];
  };
  for (const name of [
    'method',
    'mech',
    'scope',
    'filter',
    'base',
    'tag',
    'nentries',
    'etime',
    'qtime',
    'oid',
    'newrdn',
    'err',
  ]) {
    const value = field(name);
    if (value !== undefined && value !== '') draft.keep(`ldap.${name}`, value);
  }
  const attributes = /(?:^|\s)attr=(.{1,2000})$/.exec(rest)?.[1];
  if (attributes !== undefined) draft.keep('ldap.attr', attributes);
  placeAccept(draft, word, rest);
  placeName(draft, word, field('dn') ?? field('id'));
  if (field('authcid') !== undefined) draft.put('user.name', field('authcid')?.split('@')[0]);
  if (word === 'UNBIND') draft.say({ outcome: 'success' });
  const error = field('err');
  if (error !== undefined) placeResult(draft, error, field('tag'), field('text'));
  if (word === 'BIND' && field('method') === undefined && /anonymous/.test(rest))
    draft.keep('ldap.method', 'anonymous');
}

function placeAccept(draft: Draft, word: string, rest: string): void {
  if (word !== 'ACCEPT') return;
  const found =
    /from (?:IP=(\[[0-9a-fA-F:.%]{2,60}\]|[\d.]{7,15}):(\d{1,5})|PATH=(\S{1,200}))(?: \((?:IP=)?(\[[0-9a-fA-F:.%]{1,60}\]|[\d.]{7,15})?:(\d{1,5})\))?/.exec(
      rest,
    );
  if (!found) return;
  const ip = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : canonicalIp(text.replace(/^\[|\]$/g, ''));
  draft.put('source.ip', ip(found[1]));
  draft.put('source.port', found[2]);
  draft.keep('ldap.path', found[3]);
  const to = ip(found[4]);
  if (to !== '0.0.0.0' && to !== '::') draft.put('destination.ip', to);
  draft.put('destination.port', found[5]);
}

/** `uid=le.hoa,ou=People,dc=haivan,dc=example`: who binds is the user; an entry that is changed is the target, as far as it is a person's. */
function placeName(draft: Draft, word: string, dn: string | undefined): void {
  if (dn === undefined || dn === '') return;
  draft.keep('ldap.dn', dn);
  const name = /^(?:uid|cn|samaccountname)=((?:[^,\\]|\\.){1,200})/i.exec(dn)?.[1]?.replace(/\\(.)/g, '$1');
  if (name === undefined) return;
  if (word === 'BIND') {
    draft.put('user.name', name);
    draft.put('user.domain', domainOf(dn));
  } else if (word !== 'SRCH' && word !== 'CMP') {
    draft.put('user.target.name', name);
    draft.put('user.target.domain', domainOf(dn));
  }
}

function domainOf(dn: string): string | undefined {
  const parts = [...dn.matchAll(/(?:^|,)\s?dc=([^,]{1,100})/gi)].map((part) => part[1]);
  return parts.length > 0 ? parts.join('.') : undefined;
}

function placeResult(draft: Draft, error: string, tag: string | undefined, text: string | undefined): void {
  const asked = tag === undefined ? undefined : ANSWERS.get(tag);
  const outcome = ANSWERED.has(error) ? 'success' : 'failure';
  draft.say({ outcome });
  // The answer to a bind is where a sign-in succeeds or fails; its name stands in the line before.
  if (asked === 'bind') draft.say({ category: ['authentication'], type: ['info'] });
  if (asked !== undefined) draft.keep('ldap.asked', asked);
  if (outcome === 'failure') {
    draft.put('error.code', error);
    draft.put('event.reason', REASONS.get(error) ?? `ldap_${error}`);
    draft.put('error.message', text);
  }
}
