import type { Draft } from '../draft/open-draft';
import { putUser } from '../draft/put-user';
import { putEnd } from './endpoint';

const TOKEN = '([^\\s]{1,300})';
/** An end may be followed by what it is translated to and by who is behind it. */
const NOTE = '(?: ?\\([^)]{0,200}\\)){0,2}(?: (?!to )[^\\s:/]{1,100})?';
/** Both ends of a flow, the source first. */
const FLOWS: readonly RegExp[] = [
  new RegExp(`\\bsrc ${TOKEN}${NOTE} dst ${TOKEN}`),
  new RegExp(`\\b[Ff]rom ${TOKEN}${NOTE} to ${TOKEN}`),
  new RegExp(`\\bfor ([^\\s]{0,200}[/:][^\\s]{1,200})${NOTE} to (?:NP Identity )?${TOKEN}`),
  new RegExp(`([^\\s]{1,200}/[^\\s]{1,200})${NOTE} -> ${TOKEN}`),
  new RegExp(`\\bSRC ${TOKEN} DEST ${TOKEN}`),
  new RegExp(`\\bLocal: ?${TOKEN} Remote: ?${TOKEN}`),
  new RegExp(`\\bbetween ${TOKEN} and ${TOKEN}`),
  new RegExp(`\\b[Ff]rom laddr ${TOKEN} on interface \\S{1,100} to ${TOKEN}`),
];
const ICMP = new RegExp(`\\bfaddr ${TOKEN}${NOTE} gaddr ${TOKEN}(?: laddr ${TOKEN})?`);
/** Where only one end is named. */
const SOURCES: readonly RegExp[] = [
  /\buser IP = ([0-9A-Fa-f.:]{3,45})/,
  /\bIP <([0-9A-Fa-f.:]{3,45})>/,
  /\bIP(?: address)?(?: = |: | )([0-9A-Fa-f.:]{3,45}?)(?=[,.:;]?(?:\s|$))/,
  /\bAddr ([0-9A-Fa-f.:]{3,45}?)(?=,)/,
  /\bclient (\S{3,200}?)(?=\s|$)/,
  /\b[Ff]rom (?:IP )?(?:laddr )?((?:[\w.-]{1,100}:)?[0-9A-Fa-f.:]{3,45}(?:\/\d{1,5})?)(?=[,.;]?(?:\s|$))/,
  /^Begin configuration: (\S{3,45}) reading/,
  /local-host ([^\s:]{1,100}:[0-9A-Fa-f.:]{3,45})/,
  /^(?:[^\s@]{1,200}@)?([0-9A-Fa-f.:]{3,45})(?:\([^)]{0,200}\))? Accessed /,
];
const USERS: readonly RegExp[] = [
  /\b[Uu]ser(?:name)? ?<([^>]{1,200})>/,
  /\b[Uu]ser(?:name)? ?= ?([^\s,:)]{1,200})/,
  /\bUname: ([^\s,]{1,200})/,
  /\b[Uu]ser(?:name)? '([^']{1,200})'/,
  /\b[Uu]ser(?:name)? "([^"]{1,200})"/,
  /\bUsername: ?([^\s,]{1,200})/,
  /\bUser ([^\s,]{1,200}),? (?:IP|Addr|priv|did)\b/,
  /\bfor user ([^\s,]{1,200})/,
  /\bclient user ([^\s,]{1,200})/,
  /, user ([^\s,]{1,200})/,
  /\(([^\s()]{1,100}\\[^\s()]{1,100})\)/,
];
const NOBODY: ReadonlySet<string> = new Set(['*****', 'Unknown', 'unknown', 'N/A', '']);
/** Longest part of a message that names who and where. */
const HEAD = 1500;

/** Ends, user, protocol, bytes, duration and reason of any ASA message: the families of sentences are few, the messages two thousand. */
export function readMessage(draft: Draft, message: string): void {
  const text = message.slice(0, HEAD);
  readFlow(draft, text);
  readOnes(draft, text);
  const user = USERS.map((pattern) => pattern.exec(text)?.[1]).find(
    (name) => name !== undefined && !NOBODY.has(name),
  );
  putUser(draft, 'user', user);
  const transport = /\b(tcp|udp|icmp6?|ipv6-icmp|sctp|gre|esp)\b/i.exec(text)?.[1];
  draft.put('network.transport', transport?.toLowerCase());
  const bytes = /\bbytes (\d{1,15})\b/.exec(text)?.[1];
  draft.put('network.bytes', bytes);
  const lasted = /\bduration (\d{1,5}):(\d\d):(\d\d)/.exec(text);
  if (lasted)
    draft.put(
      'event.duration',
      (Number(lasted[1]) * 3600 + Number(lasted[2]) * 60 + Number(lasted[3])) * 1e9,
    );
  draft.put('event.reason', /\b[Rr]eason(?: ?[:=-]| -)? ([^:,]{1,300})/.exec(text)?.[1]?.trim());
  draft.put('rule.name', /\baccess-(?:group|list) "?([^\s"]{1,200})/.exec(text)?.[1]);
  const direction = /\b(inbound|outbound)\b/i.exec(text)?.[1]?.toLowerCase();
  draft.put('network.direction', direction);
  readAddress(draft, text);
}

function readFlow(draft: Draft, text: string): void {
  const icmp = ICMP.exec(text);
  if (icmp) {
    const [foreign, local] = [icmp[1], icmp[3] ?? icmp[2]];
    // Only an inbound one was begun from outside; the end of one does not say.
    const inbound = /\binbound\b/.test(text);
    putEnd(draft, 'source', inbound ? foreign : local);
    putEnd(draft, 'destination', inbound ? local : foreign);
    return;
  }
  for (const pattern of FLOWS) {
    const found = pattern.exec(text);
    if (!found) continue;
    // `Built outbound … for outside:a to inside:b`: the foreign end is always written first.
    const outbound = /^Built outbound /.test(text);
    putEnd(draft, 'source', outbound ? found[2] : found[1]);
    putEnd(draft, 'destination', outbound ? found[1] : found[2]);
    return;
  }
}

function readOnes(draft: Draft, text: string): void {
  const server = /\bserver {0,3}= {0,3}([0-9A-Fa-f.:]{3,45}?)(?=[,:]?(?:\s|$))/.exec(text)?.[1];
  putEnd(draft, 'destination', server);
  if (draft.has('source.ip') || draft.has('source.domain')) return;
  for (const pattern of SOURCES) {
    const found = pattern.exec(text)?.[1];
    if (found === undefined) continue;
    putEnd(draft, 'source', found);
    if (draft.has('source.ip')) return;
  }
}

/** `10.1.1.1 Accessed URL 203.0.113.1:http://…`. */
function readAddress(draft: Draft, text: string): void {
  const found =
    /\bURL (?:[^\s@]{1,200}@)?(?:([0-9A-Fa-f.:]{3,45}):)?(https?:\/\/\S{1,1000}|\/\S{0,1000})/.exec(text);
  if (!found) return;
  putEnd(draft, 'destination', found[1]);
  draft.put('url.original', found[2]);
}
