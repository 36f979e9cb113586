import { peel, peelForLook } from '../decode/peel';
import { transportOf } from '../decode/transport';
import { type Draft, openDraft, type Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putDaemon } from '../draft/put-daemon';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';

/** Linux packet filter (iptables, nftables, ufw, firewalld, Shorewall): what its LOG target writes to the kernel's log. */
export const netfilter = defineProfile({
  id: 'netfilter',
  version: 1,
  title: {
    vi: 'Tường lửa Linux (iptables, nftables, ufw)',
    en: 'Linux packet filter (iptables, nftables, ufw)',
  },
  layer: 'network',
  logsource: { category: 'firewall', product: 'netfilter' },
  recognise: (text) =>
    text.includes('SRC=') && text.includes(' DST=') && START.test(peelForLook(text).body) ? 0.95 : 0,
  toEvent,
});

/** Kernel time, the prefix somebody chose for the rule, and the first field. */
const START = /^(?:\[ {0,8}\d{1,12}\.\d{3,9}\] ?)?(.{0,120}?)IN=(?=[\w.@:+-]{0,32} (?:OUT|PHYSIN)=)/;

const PLACES: Readonly<Record<string, Placing>> = {
  IN: 'observer.ingress.interface.name',
  OUT: 'observer.egress.interface.name',
  SRC: (draft, value) => putAddress(draft, 'source', value),
  DST: (draft, value) => putAddress(draft, 'destination', value),
  SPT: 'source.port',
  DPT: 'destination.port',
  PROTO: (draft, value) => draft.put('network.transport', transportOf(String(value))),
  MAC: putMacs,
  LEN: 'network.bytes',
  UID: 'user.id',
};

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const start = START.exec(peeled.body);
  if (!start) return refuse('unrecognised', 'expected: prefix IN=eth0 OUT= … SRC=192.0.2.1 DST=… PROTO=…');
  const at = start[0].length - 3;
  // An ICMP error carries the head of the packet it answers, in brackets.
  const bracket = peeled.body.indexOf(' [SRC=', at);
  const { pairs, flags } = scan(peeled.body.slice(at, bracket < 0 ? undefined : bracket));
  if (!pairs.has('SRC') || !pairs.has('DST'))
    return refuse(context.truncated ? 'truncated' : 'unrecognised', 'SRC and DST: expected both');
  const draft = openDraft(context);
  draft.place(pairs, PLACES);
  if (bracket >= 0) draft.keep('answered_packet', peeled.body.slice(bracket + 1));
  if (flags.length > 0) draft.keep('flags', flags.join(' '));
  draft.put('observer.vendor', 'Linux');
  draft.put('observer.product', 'netfilter');
  draft.put('observer.type', 'firewall');
  draft.put('event.dataset', 'netfilter');
  draft.put('network.type', String(draft.get('source.ip')).includes(':') ? 'ipv6' : 'ipv4');
  readPrefix(draft, (start[1] ?? '').trim(), pairs);
  putDaemon(draft, { ...peeled, program: 'kernel' });
  return draft.done();
}

/** `KEY=value` and single words (`DF`, `SYN`). The first of two equal names stays. */
function scan(text: string): { pairs: Map<string, string>; flags: string[] } {
  const pairs = new Map<string, string>();
  const flags: string[] = [];
  for (const word of text.slice(0, 4000).split(' ')) {
    const equals = word.indexOf('=');
    if (equals > 0) {
      const name = word.slice(0, equals);
      if (!pairs.has(name)) pairs.set(name, word.slice(equals + 1));
    } else if (/^[A-Z]{2,9}$/.test(word) && flags.length < 20) flags.push(word);
  }
  return { pairs, flags };
}

const VERDICTS: ReadonlyArray<readonly [RegExp, string, 'allowed' | 'denied']> = [
  [/rej(?:ect)?\b|reject/i, 'reject', 'denied'],
  [/drop|\bdrp|blacklist|blocklist/i, 'drop', 'denied'],
  [/block|\bblk\b/i, 'block', 'denied'],
  [/den(?:y|ied)|refuse|bad|invalid|illegal|spoof|martian|scan\b|flood/i, 'deny', 'denied'],
  [/accept|\bacc\b|allow|permit|pass(?:ed)?\b|forwarded/i, 'accept', 'allowed'],
];
/** `DA->DMZ`, `net2fw`, `net-fw`, firewalld's `filter_IN_public_REJECT`. */
const ZONES =
  /(?:^|[\s:[])([A-Za-z][\w.]{0,30}?)(?:->|2(?=[a-z])|-(?=fw\b|net\b|loc\b|dmz\b))([A-Za-z][\w.]{0,30})/;
const FIREWALLD = /_(?:IN|FWDI)_([a-z][\w]{0,30}?)_/;

/** The filter has no word for what it did: the prefix of the rule that logged the packet says it. */
function readPrefix(draft: Draft, prefix: string, pairs: ReadonlyMap<string, string>): void {
  const name = prefix.replace(/^\[|\]?:?$/g, '').trim();
  draft.put('rule.name', name);
  draft.put('message', prefix);
  const found = VERDICTS.find(([pattern]) => pattern.test(name));
  const zones = ZONES.exec(name);
  draft.put('observer.ingress.zone', zones?.[1] ?? FIREWALLD.exec(name)?.[1]);
  draft.put('observer.egress.zone', zones?.[2]);
  const [inside, outside] = [pairs.get('IN') !== '', pairs.get('OUT') !== ''];
  if (inside !== outside) draft.put('network.direction', inside ? 'ingress' : 'egress');
  const verdict = found?.[2];
  draft.say({
    category: ['network'],
    type: verdict ? ['connection', verdict] : ['connection'],
    action: found?.[1] ?? 'packet_logged',
    outcome: verdict === undefined ? 'unknown' : verdict === 'allowed' ? 'success' : 'failure',
  });
}

/** An Ethernet header: six octets of who receives, six of who sends, two of the type. */
function putMacs(draft: Draft, value: unknown): void {
  const octets = String(value).split(':');
  if (octets.length < 12) {
    draft.keep('mac', value);
    return;
  }
  draft.put('destination.mac', octets.slice(0, 6).join('-').toUpperCase());
  draft.put('source.mac', octets.slice(6, 12).join('-').toUpperCase());
}
