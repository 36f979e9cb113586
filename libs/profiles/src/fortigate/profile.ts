import type { EventDraft } from '@khien/model';
import { canonicalIp } from '../decode/ip-address';
import { readSyslog } from '../decode/syslog';
import { readEpoch, readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import type { FortiFields } from './field-slots';
import { type FortiRecord, readFortiRecord } from './read-fields';
import { sayWords } from './words';

/**
 * FortiGate and FortiProxy (FortiOS): traffic, security profiles, system, user and VPN events, as key=value or CEF.
 * Names of fields: FortiOS Log Message Reference. https://docs.fortinet.com/product/fortigate
 */
export const fortigate = defineProfile({
  id: 'fortigate',
  version: 1,
  title: { vi: 'Tường lửa FortiGate, FortiProxy', en: 'FortiGate firewall, FortiProxy' },
  layer: 'network',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

const PLAIN = /(?:^|[\s,>])subtype="{0,2}[a-z]/;

function recognise(text: string): number {
  if (/\|Fortinet\|Forti(?:[Gg]ate|[Pp]roxy)/.test(text)) return 0.95;
  if (!text.includes('subtype=') || !PLAIN.test(text)) return 0;
  const marks = [' logid=', ' devid=', ' devname=', 'logdesc=', ',logid=', ' vd='];
  return marks.some((mark) => text.includes(mark)) && !text.includes('device_id=') ? 0.95 : 0;
}

/** Sign-ins and changes belong to several families of rules: they name no category, so that all are tried. */
function logsourceOf(event: EventDraft): Logsource {
  const kind = event.vendor?.subtype;
  const product = 'fortigate';
  if (event.vendor?.type === 'event') return { product, service: 'event' };
  const category = typeof kind === 'string' && Object.hasOwn(CATEGORIES, kind) ? CATEGORIES[kind] : undefined;
  if (category !== undefined) return { category, product };
  return event.dns ? { category: 'dns', product } : { category: 'firewall', product };
}

const CATEGORIES: Readonly<Record<string, string>> = {
  virus: 'antivirus',
  ips: 'ids',
  anomaly: 'ids',
  waf: 'waf',
  dlp: 'dlp',
  dns: 'dns',
  webfilter: 'proxy',
  'http-transaction': 'proxy',
  emailfilter: 'email',
};

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = readFortiRecord(text);
  if (
    !record ||
    record.fields.slots.length < 4 ||
    !(record.fields.has('type') || record.fields.has('logid'))
  ) {
    record?.fields.close();
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: FortiOS key=value or CEF with type= or logid=',
    );
  }
  const { fields } = record;
  const draft = openDraft(context);
  readTime(draft, fields, context);
  for (const { name, value, placing } of fields.slots) {
    if (placing === undefined) draft.keep(name, value);
    else if (typeof placing === 'function') placing(draft, value);
    else if (typeof placing === 'string') draft.put(placing, value);
    else for (const field of placing) if (!draft.has(field)) draft.put(field, value);
  }
  putObserver(draft, record);
  putDerived(draft, fields);
  sayWords(draft, fields);
  if (record.at > 0) putHeader(draft, text.slice(0, record.at), context);
  fields.close();
  return draft.done();
}

/** Most devices send `<189>` alone before their pairs. */
function putHeader(draft: Draft, header: string, context: ProfileContext): void {
  const priority = /^<(\d{1,3})>$/.exec(header)?.[1];
  const record =
    priority === undefined ? readSyslog(header, context) : { priority: Number(priority), message: '' };
  if (record.priority === undefined || record.priority <= 191) putSyslog(draft, record);
}

/** `eventtime` counts seconds up to FortiOS 6.0, nanoseconds from 6.2 on; its last digits are cut before they lose precision. */
function readTime(draft: Draft, fields: FortiFields, context: ProfileContext): void {
  const stamp = fields.get('eventtime') ?? fields.get('timestamp');
  if (stamp !== undefined && /^\d{10,19}$/.test(stamp)) {
    const ms = stamp.length > 13 ? Number(stamp.slice(0, 13)) : readEpoch(Number(stamp));
    if (ms !== undefined && draft.time({ ms, quality: 'device' })) return;
  }
  const [date, time, zone] = [fields.get('date'), fields.get('time'), fields.get('tz')];
  if (date === undefined || time === undefined) return;
  const offset = zone !== undefined && /^[+-]\d{4}$/.test(zone) ? zone : '';
  draft.time(readIso(`${date}T${time}${offset}`, 0, context));
}

function putObserver(draft: Draft, { fields, version, product }: FortiRecord): void {
  const proxy = product?.startsWith('FortiProxy') || fields.get('devid')?.startsWith('FPX');
  draft.put('observer.vendor', 'Fortinet');
  draft.put('observer.product', proxy ? 'FortiProxy' : 'FortiGate');
  draft.put('observer.version', version);
  draft.put('event.dataset', `fortigate.${fields.get('type') ?? 'event'}`);
  const severity = fields.get('severity');
  const level = fields.get('type') === 'event' || fields.get('type') === 'traffic' ? undefined : severity;
  draft.put('log.level', level ?? fields.get('level'));
}

/** What one FortiOS field says in several places, or several say together. */
function putDerived(draft: Draft, fields: FortiFields): void {
  const lasted = fields.get('duration');
  const seconds = Number(lasted);
  if (lasted !== undefined) {
    if (Number.isSafeInteger(seconds)) draft.put('event.duration', seconds * 1e9);
    else draft.keep('duration', lasted);
  }
  const [sent, received] = [Number(fields.get('sentbyte')), Number(fields.get('rcvdbyte'))];
  if (Number.isSafeInteger(sent + received)) draft.put('network.bytes', sent + received);
  putRule(draft, fields);
  putNames(draft, fields);
  const egress = fields.get('dstintfrole') === 'dmz' ? 'dmz' : fields.get('dstintf');
  draft.put('observer.egress.zone', egress);
  const direction = fields.get('direction') ?? fields.get('dir');
  if (direction !== undefined) draft.put('network.direction', directionOf(direction));
}

function putRule(draft: Draft, fields: FortiFields): void {
  const attack = fields.get('attack');
  if (attack !== undefined) {
    draft.put('rule.name', attack);
    draft.put('rule.id', fields.get('attackid'));
    draft.keep('policyid', fields.get('policyid'));
    if (!draft.has('rule.category'))
      draft.put('rule.category', fields.get('eventtype') ?? fields.get('subtype'));
    return;
  }
  draft.put('rule.id', fields.get('policyid'));
  if (!draft.has('rule.category')) draft.put('rule.category', fields.get('appcat'));
}

const UI = /\(([0-9A-Fa-f.:]+)\)$/;

function putNames(draft: Draft, fields: FortiFields): void {
  const name = fields.get('srcname');
  if (name !== undefined && canonicalIp(name) === undefined) {
    draft.put('source.domain', name);
    draft.put('host.name', name);
  } else if (name !== undefined) draft.keep('srcname', name);
  const target = fields.get('hostname');
  if (target !== undefined) {
    draft.put('url.domain', target);
    if (!draft.has('destination.domain')) draft.put('destination.domain', target);
  }
  putUrl(draft, fields.get('url'));
  if (!draft.has('user.name')) putUser(draft, 'user', fields.get('unauthuser'));
  const query = fields.get('qname');
  if (query !== undefined) draft.put('dns.question.name', query.replace(/^\[|\]$/g, ''));
  const answers = fields.get('ipaddr');
  if (answers !== undefined)
    draft.put(
      'dns.resolved_ip',
      answers.split(',').map((one) => one.trim()),
    );
  const from = UI.exec(fields.get('ui') ?? '')?.[1];
  if (from !== undefined && !draft.has('source.ip')) draft.put('source.ip', canonicalIp(from));
  if (fields.get('type') === 'event' && !draft.has('host.name'))
    draft.put('host.name', fields.get('devname'));
}

function directionOf(word: string): string {
  if (word === 'incoming' || word === '0') return 'inbound';
  return word === 'outgoing' || word === '1' ? 'outbound' : word;
}
