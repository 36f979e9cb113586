import type { JsonObject } from '../decode/read-json';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';

/** Audit log of a security or central server (SPEC-AL): `{"event":"Add access rights to subject","user":…,"ipaddress":…,"data":{…}}`. */
export function isAdminLog(record: JsonObject): boolean {
  return (
    typeof record.event === 'string' &&
    'user' in record &&
    ('data' in record || 'ipaddress' in record || 'url' in record || 'reason' in record)
  );
}

type Words = Parameters<Draft['say']>[0];

/** A failed act is logged as its name and « failed »; rules wait for the names as X-Road writes them. */
export function putAdminLog(draft: Draft, record: JsonObject): void {
  const { event, user, ipaddress, auth, url, data, reason, warning, ...rest } = record;
  const said = String(event);
  const failed = said.endsWith(' failed');
  const name = failed ? said.slice(0, -7) : said;
  draft.put('user.name', user);
  putAddress(draft, 'source', ipaddress);
  draft.put('url.path', url);
  draft.put('event.reason', reason);
  draft.put('event.code', name);
  draft.put('access.authentication', typeof auth === 'string' ? auth.toLowerCase() : auth);
  draft.keep('warning', warning);
  draft.keep('data', data);
  draft.keep('', rest);
  draft.say({ ...wordsOf(name), outcome: failed ? 'failure' : 'success', dataset: 'xroad.audit' });
}

function wordsOf(name: string): Words {
  if (/^log in user/i.test(name)) return { category: ['authentication'], type: ['start'], action: 'login' };
  if (/^log out user/i.test(name)) return { category: ['authentication'], type: ['end'], action: 'logout' };
  const type = /^(?:add|create|generate|import|register)\b/i.test(name)
    ? 'creation'
    : /^(?:delete|remove|unregister)\b/i.test(name)
      ? 'deletion'
      : 'change';
  const rights = /access right|user|api key|group member/i.test(name);
  return {
    category: [rights ? 'iam' : 'configuration'],
    type: [rights ? 'admin' : type, ...(rights ? [type] : [])],
    action: name,
  };
}
