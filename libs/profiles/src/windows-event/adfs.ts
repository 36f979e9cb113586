import { canonicalIp } from '../decode/ip-address';
import { scanXml } from '../decode/scan-xml';
import type { Draft } from '../draft/open-draft';
import { split } from './accounts';
import { textOf, type WindowsRecord } from './record';
import type { EventWords } from './security-events';

const WORDS: Readonly<Record<string, EventWords>> = {
  299: { action: 'token-issued', category: ['authentication'], type: ['start'] },
  324: { action: 'token-refused', category: ['authentication'], type: ['start', 'denied'] },
  342: { action: 'logon-failed', category: ['authentication'], type: ['start', 'denied'] },
  403: { action: 'http-request', category: ['web'], type: ['access'] },
  404: { action: 'http-response', category: ['web'], type: ['access'] },
  411: { action: 'logon-failed', category: ['authentication'], type: ['start', 'denied'] },
  412: { action: 'token-validated', category: ['authentication'], type: ['start'] },
  510: { action: 'federation-configuration-changed', category: ['iam', 'configuration'], type: ['change'] },
  516: { action: 'account_locked', category: ['authentication'], type: ['denied'] },
  1200: { action: 'token-issued', category: ['authentication'], type: ['start'] },
  1201: { action: 'token-refused', category: ['authentication'], type: ['start', 'denied'] },
  1202: { action: 'logged-in', category: ['authentication'], type: ['start'] },
  1203: { action: 'logon-failed', category: ['authentication'], type: ['start', 'denied'] },
  1204: { action: 'changed-password', category: ['iam'], type: ['user', 'change'] },
  1205: { action: 'changed-password', category: ['iam'], type: ['user', 'change'] },
  1206: { action: 'logged-out', category: ['session'], type: ['end'] },
  1207: { action: 'logged-out', category: ['session'], type: ['end'] },
  1210: { action: 'account_locked', category: ['authentication'], type: ['denied'] },
};
const FAILED: ReadonlySet<string> = new Set([
  '324',
  '342',
  '411',
  '516',
  '1201',
  '1203',
  '1205',
  '1207',
  '1210',
]);

export function isAdfs(record: WindowsRecord): boolean {
  return (
    record.provider === 'AD FS Auditing' ||
    record.provider === 'AD_FS_Auditing' ||
    record.provider === 'AD FS'
  );
}

/** AD FS audits: words by event id, and what the `<AuditBase>` inside the text tells. */
export function placeAdfs(draft: Draft, record: WindowsRecord): EventWords | undefined {
  const text = textOf(record.data.get('Data')) ?? record.message ?? '';
  const at = text.indexOf('<AuditBase');
  const audit = at < 0 ? undefined : scanXml(text, at);
  const open = audit ? [audit] : [];
  for (let element = open.pop(); element; element = open.pop()) {
    open.push(...element.children);
    if (element.children.length === 0) placeLeaf(draft, element.name, element.text.trim());
  }
  placeLines(draft, text);
  const code = record.code ?? '';
  draft.say({ outcome: FAILED.has(code) ? 'failure' : 'success' });
  draft.put('observer.product', 'AD FS');
  return Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
}

function placeLeaf(draft: Draft, name: string, value: string): void {
  if (value === '' || value === 'N/A') return;
  switch (name) {
    case 'UserId': {
      const { name: user, domain } = split(value);
      draft.put('user.name', user);
      draft.put('user.domain', domain);
      if (value.includes('@')) draft.put('user.email', value);
      break;
    }
    case 'IpAddress':
      placeAddress(draft, value);
      break;
    case 'UserAgentString':
      draft.put('user_agent.original', value);
      break;
    case 'RelyingParty':
      draft.put('service.name', value);
      break;
    case 'Endpoint':
      draft.put('url.path', value);
      break;
    case 'FailureType':
    case 'ErrorCode':
      if (!draft.has('event.reason')) draft.put('event.reason', value);
      break;
    default:
      draft.keep(`adfs.${name}`, value);
  }
}

/** A list is the way through proxies: the first is the client. */
function placeAddress(draft: Draft, value: string): void {
  const addresses = value.split(',').map((one) => canonicalIp(one.trim()));
  const [client] = addresses;
  if (client === undefined) return;
  draft.put('source.ip', client);
  const others = addresses.filter((one) => one !== undefined && one !== client);
  if (others.length > 0) draft.keep('adfs.IpAddress', value);
}

/** Older audits (411, 516) write lines: `Client IP:` and the address on the next, `Error message:` and `name-why`. */
function placeLines(draft: Draft, text: string): void {
  if (!draft.has('source.ip')) {
    const found = /Client IP:\s{0,8}([0-9A-Fa-f.:]{2,45}(?:,[0-9A-Fa-f.:]{2,45}){0,8})/.exec(text)?.[1];
    if (found !== undefined) placeAddress(draft, found);
  }
  const failure = /Error message:\s{0,8}([^\s-][^\r\n]{0,300})/.exec(text)?.[1];
  if (failure === undefined) return;
  const dash = failure.indexOf('-');
  if (dash > 0 && !draft.has('user.name')) {
    const { name, domain } = split(failure.slice(0, dash));
    draft.put('user.name', name);
    draft.put('user.domain', domain);
  }
  if (!draft.has('event.reason')) draft.put('event.reason', failure.slice(dash + 1).trim());
}
