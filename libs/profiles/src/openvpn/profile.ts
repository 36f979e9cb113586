import { canonicalIp } from '../decode/ip-address';
import { peel, peelForLook } from '../decode/peel';
import { readBsd, readIso, type Timestamp } from '../decode/timestamp';
import { openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putDaemon } from '../draft/put-daemon';
import { putUser } from '../draft/put-user';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { isOpenVpnMessage, readMessage } from './messages';

/** OpenVPN server: sign-ins, sessions, addresses given, refusals, and what else it says. https://openvpn.net/community-resources/reference-manual-for-openvpn-2-6/ */
export const openvpn = defineProfile({
  id: 'openvpn',
  version: 1,
  title: { vi: 'Máy chủ VPN OpenVPN', en: 'OpenVPN server' },
  layer: 'network',
  logsource: { category: 'vpn', product: 'openvpn' },
  recognise: (text) => {
    const { body, program } = peelForLook(text);
    if (program !== undefined) return PROGRAM.test(program) ? 0.95 : 0;
    const time = TIME.exec(body);
    const rest = body.slice(time?.[0].length ?? 0);
    if (isOpenVpnMessage(rest)) return 0.9;
    const client = CLIENT.exec(rest);
    if (!client) return 0;
    return isOpenVpnMessage(rest.slice(client[0].length)) ? 0.92 : 0.5;
  },
  toEvent,
});

const PROGRAM = /^(?:openvpn|ovpn)/;
/** `2026-11-20 08:15:30 `, `Fri Nov 20 08:15:30 2026 `, with microseconds behind it when asked for. */
const TIME =
  /^(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)|[A-Z][a-z]{2} ([A-Z][a-z]{2} [ \d]\d) (\d\d:\d\d:\d\d) (\d{4}))(?: us=\d{1,6})? /;
/** `name/203.0.113.61:59321 `, `203.0.113.61:59321 `; names are of certificates and may hold spaces. */
const CLIENT =
  /^(?:([^/\n]{1,120})\/)?(?:(?:udp|tcp)[46]?(?:-server)?:)?(?:\[AF_INET6?\])?((?:\d{1,3}\.){3}\d{1,3}|\[?[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,8}(?:\.\d{1,3}){0,3}\]?):(\d{1,5}) /;

/** Before a client has a name, its address stands in the message: `TCP connection established with [AF_INET]203.0.113.61:59321`. */
const PEER = /(?:with|from) \[AF_INET6?\]([0-9A-Fa-f.:]{2,45}):(\d{1,5})(?=[, ]|$)/;

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const { body, program } = peeled;
  const time = TIME.exec(body);
  let message = body.slice(time?.[0].length ?? 0);
  const client = CLIENT.exec(message);
  if (program === undefined ? !client && !isOpenVpnMessage(message) : !PROGRAM.test(program))
    return refuse('unrecognised', 'expected: a line of an OpenVPN server, as name/192.0.2.1:5000 message');
  const draft = openDraft(context);
  draft.time(readOwnTime(time, context));
  draft.put('observer.vendor', 'OpenVPN');
  draft.put('observer.product', 'OpenVPN');
  draft.put('observer.type', 'vpn');
  draft.put('event.dataset', 'openvpn');
  if (client) {
    const [whole, name, ip = '', port] = client;
    message = message.slice(whole.length);
    const address = canonicalIp(ip.replace(/^\[|\]$/g, ''));
    putAddress(draft, 'source', address ?? ip);
    draft.put('source.port', port);
    if (name !== undefined) putUser(draft, 'user', name);
  }
  draft.put('message', message);
  readMessage(draft, message);
  const peer = draft.has('source.ip') ? null : PEER.exec(message);
  if (peer) {
    putAddress(draft, 'source', peer[1]);
    draft.put('source.port', peer[2]);
  }
  putDaemon(draft, { ...peeled, program: program ?? 'openvpn' });
  return draft.done();
}

function readOwnTime(time: RegExpExecArray | null, context: ProfileContext): Timestamp | undefined {
  if (!time) return undefined;
  const [, iso, day, clock, year] = time;
  return iso === undefined ? readBsd(`${day} ${year} ${clock}`, 0, context) : readIso(iso, 0, context);
}
