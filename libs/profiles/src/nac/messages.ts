import { readDelimited } from '../decode/delimited';
import { readTime } from '../decode/read-time';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUser } from '../draft/put-user';
import type { ProfileContext } from '../profile';
import { putMac } from './fields';
import { sayWords } from './words';

const PF_PROGRAM =
  /^(?:packetfence|pf(?:queue|detect|dhcp|mon|cron|filter|acct|perl-api)|httpd\.(?:aaa|portal|admin|webservices|dispatcher))/;
const PF_LINE = /\(pf::([\w:]{2,80})\)\s*$/;
const PF_LEVEL = /(?:^|: )(?:\S{1,40}\(\d{1,8}\) )?(TRACE|DEBUG|INFO|WARN|ERROR|FATAL): /;
const PF_MAC = /\[?mac:?[ \]=>[]{0,5}((?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2})/;
const PF_PARTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/port => (\S{1,40}?)(?:,|$| )/, 'observer.ingress.interface.name'],
  [/(?:VLAN|vlan) (\S{1,20}) and role (\S{1,40})/, ''],
  [/security_event (\d{1,10})|violation (\d{1,10})/, 'rule.id'],
];
const SWITCH = /(?:from switch_ip => \(|^\(|\()((?:\d{1,3}\.){3}\d{1,3})\)/;
const USER = /(?:username => "([^"]{1,200})"|User[- ]Name[: =]{1,3}"?([^",\s]{1,200}))/;

/** PacketFence: `httpd.aaa(2) INFO: [mac:00:00:5e:00:53:23] message (pf::role::getNodeInfoForAutoReg)`. */
export function readPacketFence(draft: Draft, body: string, program: string | undefined): boolean {
  const code = PF_LINE.exec(body)?.[1];
  if (code === undefined && !(program !== undefined && PF_PROGRAM.test(program))) return false;
  draft.put('observer.vendor', 'Inverse');
  draft.put('observer.product', 'PacketFence');
  draft.put('event.code', code);
  draft.put('log.level', PF_LEVEL.exec(body)?.[1]?.toLowerCase());
  draft.put('message', body);
  const mac = PF_MAC.exec(body)?.[1];
  if (mac !== undefined) putMac(draft, mac);
  const nearby = SWITCH.exec(body)?.[1];
  draft.put('observer.ip', nearby === undefined ? undefined : [nearby]);
  const user = USER.exec(body);
  const name = user?.[1] ?? user?.[2];
  // A device that cannot sign in gives its hardware address for a name.
  if (name !== undefined && !/^(?:[0-9A-Fa-f]{2}[:-]?){6}$/.test(name)) putUser(draft, 'user', name);
  draft.keep('connection_type', /connection_type => ([\w-]{1,40})/.exec(body)?.[1]);
  for (const [pattern, field] of PF_PARTS) {
    const found = pattern.exec(body);
    if (!found) continue;
    if (field !== '') draft.put(field, found[1] ?? found[2]);
    else {
      draft.keep('vlan', found[1]);
      draft.put('observer.egress.zone', found[2]?.replace(/[^\w-]+$/, ''));
    }
  }
  sayWords(draft, { said: body.replace(PF_LINE, '').replace(PF_LEVEL, ' ') });
  return true;
}

const FORTINAC = /^(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) \w{2,5},(\d),(\d{1,12}),([^,]{3,80}),/;

/** FortiNAC: `2026/11/20 08:15:30 ICT,1,545570,Rogue Connected,0,12,,00:00:5E:00:53:23,10.40.3.9,,message`. */
export function readFortiNac(draft: Draft, body: string, context: ProfileContext): boolean {
  const head = FORTINAC.exec(body);
  if (!head) return false;
  const [, time, kind, id, name = ''] = head;
  const values = readDelimited(body.slice(0, 8000));
  draft.time(readTime(time, context));
  draft.put('observer.vendor', 'Fortinet');
  draft.put('observer.product', 'FortiNAC');
  draft.put('event.id', id);
  draft.put('event.code', name);
  draft.keep('record_kind', kind);
  const rest = values.slice(4);
  // The last column is free text and may hold commas itself.
  const message = values.slice(10).join(',').trim() || (rest.at(-1) ?? '');
  draft.put('message', message);
  for (const value of rest) {
    if (/^(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}$/.test(value)) putMac(draft, value);
    else if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(value)) putAddress(draft, 'source', value);
  }
  const inside = /\b((?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2})\b/.exec(message)?.[1];
  if (inside !== undefined) putMac(draft, inside);
  putUser(draft, 'user', /\b[Uu]ser (\S{1,100}) /.exec(message)?.[1]);
  sayWords(draft, { said: `${name} ${message}` });
  return true;
}
