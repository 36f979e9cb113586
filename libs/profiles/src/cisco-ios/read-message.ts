import { canonicalIp } from '../decode/ip-address';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUser } from '../draft/put-user';

const HEAD = 2000;
const ADDRESS = '((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,45})';
const USERS: readonly RegExp[] = [
  /\[user: ?([^\]]{0,200})\]/i,
  /\buser(?:name)?:\s?([^\s,]{1,200})/i,
  /\b[Uu]ser '([^']{1,200})'/,
  /\bNETCONF user ([^\s,]{1,200})/,
  /\b[Uu]ser ([^\s,:']{1,200}) (?:has |logged|authenticat|from|failed|succe)/,
  /\b(?:by|as|to \d{1,2} by) ([^\s,(]{1,200}) on /,
  /\bfrom \S{1,60} by ([^\s,(]{1,200})(?= \(|$)/,
  /\bfor user ([^\s,]{1,200})/,
];
const SOURCES: readonly RegExp[] = [
  new RegExp(`\\[Source: ${ADDRESS}\\]`, 'i'),
  new RegExp(`\\(${ADDRESS}\\)`),
  new RegExp(`\\bon ${ADDRESS}@`),
  new RegExp(`\\b(?:invoked )?from (?:host )?${ADDRESS}(?::(\\d{1,5}))?(?=[\\s,;.]|$)`),
  new RegExp(`\\bhost ${ADDRESS}(?=[\\s,;.]|$)`),
  new RegExp(`\\bRemote host:? ${ADDRESS}`, 'i'),
];
/** `list 101 denied tcp 10.1.1.1(1024) (GigabitEthernet0/1 0000.5e00.5301) -> 10.2.2.2(22), 1 packet`. */
const ACCESS_LIST =
  /\blist (\S{1,100}) (permitted|denied) (?:(\S{1,20}) )?([0-9A-Fa-f.:]{3,45})(?:\((\d{1,5})\))?(?: ?\(?([A-Z][\w/.]{1,60})?[^>]{0,60}?->\s?([0-9A-Fa-f.:]{3,45})(?:\((\d{1,5})\))?)?/;
const INTERFACE =
  /\b(?:[Ii]nterface|port|on) ((?:Gi|Te|Fa|Et|Eth|Po|Vl|Fo|Hu|Twe|mgmt|Loopback|Tunnel|Serial|GigabitEthernet|TenGigabitEthernet|FastEthernet|Ethernet|Port-channel|Vlan|port-channel)[A-Za-z]{0,20}\d{1,4}(?:[/.]\d{1,4}){0,4})/;
const COMMAND = /(?:logged command: ?|Command: ?|executed the command: ?|cmd: )'?(.{1,1500}?)'?$/;
const MAC = /\b([0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}|(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})\b/i;

/** Who, from where, on which port, in the sentences IOS and NX-OS write. */
export function readMessage(draft: Draft, message: string): void {
  const text = message.slice(0, HEAD);
  readAccessList(draft, text);
  for (const pattern of USERS) {
    const name = pattern.exec(text)?.[1]?.trim();
    if (name !== undefined && name !== '') {
      putUser(draft, 'user', name);
      break;
    }
  }
  // Addresses in a command are what it is about.
  const command = COMMAND.exec(text);
  const sentence = command ? text.slice(0, command.index) : text;
  for (const pattern of SOURCES) {
    if (draft.has('source.ip')) break;
    const found = pattern.exec(sentence);
    if (found?.[1] === undefined || canonicalIp(found[1]) === undefined) continue;
    draft.put('source.ip', found[1]);
    if (found[2] !== undefined) draft.put('source.port', found[2]);
  }
  const local = /\[localport: ?(\d{1,5})\]/i.exec(text)?.[1];
  draft.put('destination.port', local);
  draft.put('event.reason', /\[Reason: ?([^\]]{1,300})\]/i.exec(text)?.[1]);
  draft.put('observer.ingress.interface.name', INTERFACE.exec(text)?.[1]);
  draft.put('source.mac', MAC.exec(text)?.[1]);
  draft.put('process.command_line', command?.[1]);
}

function readAccessList(draft: Draft, text: string): void {
  const found = ACCESS_LIST.exec(text);
  if (!found) return;
  const [, list, , protocol, source, sourcePort, port, destination, destinationPort] = found;
  draft.put('rule.name', list);
  draft.put('network.transport', protocol?.toLowerCase());
  putAddress(draft, 'source', source);
  draft.put('source.port', sourcePort);
  putAddress(draft, 'destination', destination);
  draft.put('destination.port', destinationPort);
  draft.put('observer.ingress.interface.name', port);
}
