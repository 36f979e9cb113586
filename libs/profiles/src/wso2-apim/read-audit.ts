import { isJsonObject, readJsonObject } from '../decode/read-json';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { wordsOfAudit } from './words';

const PIPED =
  /^\s*(Initiator|Action|Target|Data|Result|Outcome|Message|UserAgent|RemoteAddress|ServiceProviderName)\s*[:=]\s*(.*)$/s;
const SIGNED_IN =
  /'?([^\s'[\]]{1,200})\s?\[(-?\d+)\]'? (?:successfully )?logged (in|out)(?: at \[?([^\]]+)\]?)?(?: from IP address ([\d.a-fA-F:]{2,60}))?/;
const REFUSED =
  /^(?:Illegal access attempt|Failed Administrator login attempt|Failed login attempt).{0,40}?'([^'[]{1,200})(?:\[(-?\d+)\])?'(?:.{0,100}?IP address ([\d.a-fA-F:]{2,60}))?/;

/** `{"performedBy":…,"action":…,"typ":…,"info":…}` or `Initiator : x | Action : y | Target : z | Data : {…} | Result : Success`. */
export function putAudit(draft: Draft, message: string): void {
  const text = message.trim();
  if (text.startsWith('{') && putJsonAudit(draft, text)) return;
  if (/\bAction\s?[:=]/.test(text)) putPiped(draft, text);
  else if (!putSignIn(draft, text))
    draft.say({ category: ['configuration', 'api'], type: ['info'], action: 'audit', outcome: 'unknown' });
}

function putJsonAudit(draft: Draft, text: string): boolean {
  const read = readJsonObject(text, {});
  if (!read.ok) return false;
  const { performedBy, action, typ, info, ...rest } = read.value;
  putName(draft, String(performedBy ?? rest.initiatorId ?? ''));
  draft.say({
    ...wordsOfAudit(String(action ?? ''), String(typ ?? rest.targetType ?? '')),
    outcome: 'success',
  });
  draft.put('event.code', typeof action === 'string' ? action : undefined);
  const details = typeof info === 'string' ? readJsonObject(info, {}) : undefined;
  const named = details?.ok ? details.value : isJsonObject(info) ? info : undefined;
  if (typeof named?.name === 'string') draft.put('service.name', named.name);
  if (typeof named?.version === 'string') draft.put('service.version', named.version);
  draft.keep('typ', typ);
  draft.keep('info', named ?? info);
  draft.keep('', rest);
  return true;
}

function putPiped(draft: Draft, text: string): void {
  const parts = new Map<string, string>();
  const pieces = text.includes('|')
    ? text.split('|')
    : text.split(/\s(?=(?:Initiator|Action|Target|Data|Result|Outcome)=)/);
  for (const piece of pieces.slice(0, 40)) {
    const found = PIPED.exec(piece);
    if (found && !parts.has(found[1] ?? '')) parts.set(found[1] ?? '', (found[2] ?? '').trim());
  }
  const action = parts.get('Action') ?? '';
  const words = wordsOfAudit(action, parts.get('Target') ?? '');
  const result = parts.get('Result') ?? parts.get('Outcome') ?? '';
  draft.say({ ...words, outcome: outcomeOf(result) });
  draft.put('event.code', action);
  putName(draft, parts.get('Initiator') ?? '');
  const target = parts.get('Target') ?? '';
  if (words.category?.includes('iam')) draft.put('user.target.name', bare(target));
  else draft.keep('target', target);
  putAddress(draft, 'source', parts.get('RemoteAddress'));
  draft.put('user_agent.original', parts.get('UserAgent'));
  putData(draft, parts.get('Data') ?? '');
}

/** Details of a sign-in: the account that came, and from where. */
function putData(draft: Draft, text: string): void {
  const read = text.startsWith('{') ? readJsonObject(text, {}) : undefined;
  if (!read?.ok) {
    draft.keep('data', text);
    return;
  }
  const { AuthenticatedUser, RemoteAddress, ...rest } = read.value;
  for (const address of [RemoteAddress, rest['Remote Address'], rest.ClientIP])
    putAddress(draft, 'source', address);
  if (typeof AuthenticatedUser === 'string') putName(draft, AuthenticatedUser);
  draft.keep('data', rest);
}

export function putSignIn(draft: Draft, text: string): boolean {
  const refused = REFUSED.exec(text);
  const found = refused ?? SIGNED_IN.exec(text);
  if (!found) return false;
  putName(draft, found[1] ?? '');
  draft.keep('tenant', found[2]);
  putAddress(draft, 'source', refused ? found[3] : found[5]);
  const out = !refused && found[3] === 'out';
  draft.say({
    category: ['authentication'],
    type: [out ? 'end' : 'start'],
    action: out ? 'logout' : 'login',
    outcome: refused ? 'failure' : 'success',
  });
  return true;
}

function outcomeOf(result: string): 'success' | 'failure' | 'unknown' {
  if (/^(?:success|true)/i.test(result)) return 'success';
  return result === '' || /^(?:in progress|n\/?a)/i.test(result) ? 'unknown' : 'failure';
}

/** `admin@carbon.super`, `PRIMARY/an.nguyen@haivan.example`: user store and tenant are no part of the name. */
function putName(draft: Draft, text: string): void {
  const name = bare(text);
  if (name === '' || draft.has('user.name')) return;
  draft.put('user.name', name);
  const at = text.lastIndexOf('@');
  if (at > 0) draft.put('user.domain', text.slice(at + 1));
}

function bare(text: string): string {
  return text.replace(/^[A-Za-z_.-]{1,60}\//, '').replace(/@[^@]*$/, '');
}
