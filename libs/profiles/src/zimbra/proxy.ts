import { readIso } from '../decode/timestamp';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import type { ProfileContext } from '../profile';

/** The mail part of nginx in front of Zimbra: `2026/11/20 08:15:30 [info] 12#0: *5 client logged in, client: …, server: …, login: "…"`. */
const HEAD =
  /^(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d) \[(\w{1,10})\] (\d{1,10})#\d{1,10}: \*\d{1,19} (client logged in|client login failed: "([^"]{0,200})"|proxied session done|[^,]{1,200}),? ?(.*)$/s;

export function isProxyLine(text: string): boolean {
  return text.includes(', login: "') && HEAD.test(text);
}

/** False when the line is none. */
export function readProxy(draft: Draft, text: string, context: ProfileContext): boolean {
  const found = HEAD.exec(text);
  if (!found) return false;
  const [, year, month, day, time, level, pid, what = '', reason, rest = ''] = found;
  draft.time(readIso(`${year}-${month}-${day} ${time}`, 0, context));
  draft.put('log.level', level);
  draft.put('process.pid', pid);
  draft.put('user.name', /login: "([^"]{0,320})"/.exec(rest)?.[1]);
  putEnd(draft, 'source', /client: (\S+?)(?:,|$)/.exec(rest)?.[1]);
  putEnd(draft, 'destination', /upstream: (\S+?)(?:,| |$)/.exec(rest)?.[1]);
  draft.put('network.protocol', /protocol: (\w{1,20})/.exec(rest)?.[1] ?? protocolOf(rest));
  const signIn = what.startsWith('client log');
  if (reason !== undefined) draft.put('event.reason', reason);
  draft.say({
    category: [signIn ? 'authentication' : 'session'],
    type: [signIn ? 'start' : 'end'],
    action: signIn ? 'mailbox_login' : what === 'proxied session done' ? 'mailbox_logout' : 'zimbra_proxy',
    outcome: signIn ? (reason === undefined ? 'success' : 'failure') : 'unknown',
  });
  return true;
}

/** By the port the client came to, where the line names no protocol. */
function protocolOf(rest: string): string | undefined {
  const port = /server: \S*?:(\d{1,5})(?:,|$)/.exec(rest)?.[1];
  return { '143': 'imap', '993': 'imaps', '110': 'pop3', '995': 'pop3s', '25': 'smtp', '587': 'smtp' }[
    port ?? ''
  ];
}

function putEnd(draft: Draft, end: 'source' | 'destination', value: string | undefined): void {
  if (value === undefined) return;
  const found = /^\[?([0-9a-fA-F.:]{2,45}?)\]?(?::(\d{1,5}))?$/.exec(value);
  putAddress(draft, end, found?.[1] ?? value);
  if (found?.[2] !== undefined) draft.put(`${end}.port`, found[2]);
}
