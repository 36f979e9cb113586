import { readTime } from '../decode/read-time';
import { readIso } from '../decode/timestamp';
import { transportOf } from '../decode/transport';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putSeverity } from '../draft/put-severity';
import type { ProfileContext } from '../profile';

const ALERT =
  /^(?:pfsp: )?(?:(?:Host|Profiled (?:Router|Network)|DoS|Network) ?(?:Detection )?alert) #(\d{1,12})/;
const MITIGATION =
  /^(?:pfsp: )?((?:TMS|Flowspec|Blackhole|Diversion) ?\w{0,12} ?mitigation) (.{1,200}?) (started|stopped|ended|failed)\b(?: at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d))?/;
const PARTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/, host ([0-9A-Fa-f.:]{2,45})/, 'destination.ip'],
  [/, signatures? \(([^)]{1,300})\)/, 'rule.name'],
  [/, importance (\d)/, 'event.severity'],
  [/managed_objects? \("?([^")]{1,200})/, 'service.name'],
];

/** `Host Detection alert #7, start 2026-11-20 08:15:30 GMT, …, host 203.0.113.2, signatures (UDP), impact …`, as Sightline writes it. */
export function readArbor(draft: Draft, body: string, context: ProfileContext): boolean {
  const alert = ALERT.exec(body);
  const mitigation = alert ? null : MITIGATION.exec(body);
  if (!alert && !mitigation) return false;
  draft.put('observer.vendor', 'NETSCOUT Arbor');
  draft.put('observer.product', 'Sightline');
  if (alert) {
    draft.put('event.id', alert[1]);
    for (const [pattern, field] of PARTS) draft.put(field, pattern.exec(body)?.[1]);
    draft.put('rule.category', /^(?:pfsp: )?(.{1,40}?) alert #/.exec(body)?.[1]);
    draft.keep('impact', /, impact ([^,]{1,80})/.exec(body)?.[1]);
    const [start, stop] = [instantIn(body, 'start', context), instantIn(body, 'stop', context)];
    draft.put('event.start', start);
    draft.put('event.end', stop);
    const lasted = Number(/, duration (\d{1,9})/.exec(body)?.[1]);
    if (Number.isInteger(lasted)) draft.put('event.duration', lasted * 1e9);
    draft.timeFrom(stop ?? start);
    if (/, direction out/i.test(body)) draft.put('network.direction', 'outbound');
    return true;
  }
  draft.put('rule.category', mitigation?.[1]);
  draft.put('service.name', mitigation?.[2]);
  draft.time(readIso(mitigation?.[4] ?? '', 0, context));
  return true;
}

/** Sightline names the zone in letters; times in GMT and in the source's own zone are the ones there are. */
function instantIn(body: string, word: string, context: ProfileContext): string | undefined {
  const at = body.indexOf(`, ${word} `);
  if (at < 0) return undefined;
  const found = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ?(GMT|UTC|[+-]\d\d:?\d\d)?/.exec(
    body.slice(at + word.length + 3, at + 60),
  );
  if (!found?.[1]) return undefined;
  const zone = found[2] === 'GMT' || found[2] === 'UTC' ? 'Z' : (found[2] ?? '');
  const stamp = readIso(`${found[1]}${zone}`, 0, context);
  return stamp && new Date(stamp.ms).toISOString();
}

/** date time SEVERITY id category "name" protocol source port target port interface context "policy" status packets kilobits vlan … risk action */
const RADWARE =
  /^(?:DefensePro: )?(\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d:\d\d) (\w{4,8}) (\d{1,12}) ([\w-]{1,30}) "([^"]{1,200})" (\S{1,20}) (\S{1,45}) (\d{1,5}) (\S{1,45}) (\d{1,5}) (\S{1,20}) (\S{1,30}) "([^"]{0,200})" (\w{1,20})(?: (\d{1,15}) (\d{1,15}))?(?: \S{1,20} \S{1,20} (\w{1,10}) (\w{1,20}))?/;

/** Radware DefensePro's own line. */
export function readRadware(draft: Draft, body: string, context: ProfileContext): boolean {
  const found = RADWARE.exec(body);
  if (!found) return false;
  const [
    ,
    day,
    month,
    year,
    clock,
    severity,
    id,
    category,
    name,
    protocol = '',
    from,
    fromPort,
    to,
    toPort,
    port,
    ,
    policy,
    status,
    packets,
    kilobits,
    risk,
    action,
  ] = found;
  draft.time(readTime(`${year}-${month}-${day} ${clock}`, context));
  draft.put('observer.vendor', 'Radware');
  draft.put('observer.product', 'DefensePro');
  draft.put('event.code', id);
  draft.put('rule.category', category);
  draft.put('rule.name', name);
  draft.put('rule.ruleset', policy);
  draft.put('network.transport', transportOf(protocol));
  putAddress(draft, 'source', from);
  if (fromPort !== '0') draft.put('source.port', fromPort);
  putAddress(draft, 'destination', to);
  if (toPort !== '0') draft.put('destination.port', toPort);
  draft.put('network.packets', packets);
  for (const [field, value] of Object.entries({ status, kilobits, port, action })) draft.keep(field, value);
  putSeverity(draft, risk ?? severity);
  return true;
}
