import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUser } from '../draft/put-user';
import { placeCaller, splitSecret } from './read-line';

const PAIR = /^\s{0,8}([A-Za-z][\w.-]{1,63})\s{0,4}[:+]?=\s{0,4}(.*)$/;
const MAX_LINES = 500;
/** Passwords and what they can be guessed from. */
const SECRET = /password|chap|mppe|secret|reply-message|eap-message|message-authenticator|^state$|^class$/i;

/** Attributes of a record of the detail file: one on a line, `Name = "value"`. The first of equal names stays. */
export function readDetail(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const line of text.split(/\r?\n/, MAX_LINES)) {
    const found = PAIR.exec(line);
    if (found?.[1] === undefined || pairs.has(found[1])) continue;
    const value = (found[2] ?? '').trim();
    pairs.set(
      found[1],
      value.startsWith('"') && value.endsWith('"') && value.length > 1
        ? value.slice(1, -1).replace(/\\(.)/g, '$1')
        : value,
    );
  }
  return pairs;
}

const address =
  (end: 'source' | 'destination'): Placing =>
  (draft, value) =>
    putAddress(draft, end, value);
const MAP: Readonly<Record<string, Placing>> = {
  'User-Name': (draft, value) => putUser(draft, 'user', splitSecret(String(value)).name),
  'Calling-Station-Id': () => undefined,
  'Framed-IP-Address': given,
  'Framed-IPv6-Address': given,
  'NAS-IP-Address': address('destination'),
  'NAS-IPv6-Address': address('destination'),
  'NAS-Identifier': 'host.name',
  'Acct-Input-Octets': 'source.bytes',
  'Acct-Output-Octets': 'destination.bytes',
  'Acct-Input-Packets': 'source.packets',
  'Acct-Output-Packets': 'destination.packets',
  'Acct-Terminate-Cause': 'event.reason',
  'Acct-Session-Time': (draft, value) => draft.put('event.duration', Number(value) * 1e9),
  'Packet-Type': () => undefined,
  'Acct-Status-Type': () => undefined,
  Timestamp: () => undefined,
};
/** The address given to the caller inside: kept, and the source where nothing better is known. */
function given(draft: Draft, value: unknown): void {
  draft.keep('Framed-IP-Address', value);
  putAddress(draft, 'source', value);
}

const STATES: Readonly<Record<string, readonly [action: string, type: string]>> = {
  Start: ['session_started', 'start'],
  Stop: ['session_ended', 'end'],
  'Interim-Update': ['session_updated', 'info'],
  Alive: ['session_updated', 'info'],
  'Accounting-On': ['accounting_on', 'start'],
  'Accounting-Off': ['accounting_off', 'end'],
};

/** Access and accounting packets as the server wrote them down. */
export function placeDetail(draft: Draft, pairs: ReadonlyMap<string, string>): void {
  const status = pairs.get('Acct-Status-Type');
  const packet = pairs.get('Packet-Type');
  if (status !== undefined) {
    const [action, type] = (Object.hasOwn(STATES, status) ? STATES[status] : undefined) ?? [
      'accounting',
      'info',
    ];
    draft.say({ category: ['session', 'network'], type: [type], action, outcome: 'success', code: status });
  } else if (packet === 'Access-Accept' || packet === 'Access-Reject') {
    const accepted = packet === 'Access-Accept';
    draft.say({
      category: ['authentication'],
      type: ['start', accepted ? 'allowed' : 'denied'],
      action: 'radius_login',
      outcome: accepted ? 'success' : 'failure',
      code: packet,
    });
  } else
    draft.say({
      category: ['authentication'],
      type: ['info'],
      action: 'radius_request',
      outcome: 'unknown',
      code: packet ?? 'Access-Request',
    });
  const caller = pairs.get('Calling-Station-Id');
  if (caller !== undefined) placeCaller(draft, caller);
  draft.put(
    'message',
    [packet ?? status, pairs.get('User-Name')].filter((one) => one !== undefined).join(' '),
  );
  draft.place(
    [...pairs].filter(([name]) => !SECRET.test(name)),
    MAP,
  );
}
