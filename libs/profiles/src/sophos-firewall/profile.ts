import type { EventDraft } from '@khien/model';
import { readPairs } from '../decode/pairs';
import { readTime } from '../decode/read-time';
import { type Draft, openDraft } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { FIELDS } from './fields';
import { sayWords } from './words';

/** Sophos Firewall (SFOS, XG, XGS) and Sophos UTM 9: key=value over syslog. */
export const sophosFirewall = defineProfile({
  id: 'sophos-firewall',
  version: 1,
  title: { vi: 'Tường lửa Sophos (SFOS, XG, UTM)', en: 'Sophos firewall (SFOS, XG, UTM)' },
  layer: 'network',
  logsource: logsourceOf,
  recognise: (text) => (isSophos(text) ? 0.95 : 0),
  toEvent,
});

const SFOS = /(?:^|[\s>])log_type="?[A-Z]/;
const UTM = /\bid="\d{4}" severity="[a-z]{3,9}" sys="[A-Za-z ]{3,30}" sub="/;
const START = /(?:^|[\s>])((?:timestamp|device|device_name|device_model|date|log_id|log_type|id)=["\w])/;
/** `2026:11:20-08:15:30 fw-01 ulogd[4711]: `: the header of UTM 9. */
const UTM_HEADER =
  /(\d{4}):(\d\d):(\d\d)-(\d\d:\d\d:\d\d) (?:([\w.-]{1,200}) )?(?:([\w.-]{1,60})(?:\[(\d{1,10})\])?: )?/;

function isSophos(text: string): boolean {
  return (text.includes(' log_component=') && SFOS.test(text)) || UTM.test(text);
}

const CATEGORIES: Readonly<Record<string, string>> = {
  ips: 'ids',
  waf: 'waf',
  proxy: 'proxy',
};

/** Sign-ins and changes belong to several families of rules: they name no category, so that all are tried. */
function logsourceOf(event: EventDraft): Logsource {
  const product = 'sophos';
  const [first] = event.event.category ?? [];
  if (first === 'malware') return { category: 'antivirus', product };
  const type = event.observer?.type ?? '';
  if (Object.hasOwn(CATEGORIES, type)) return { category: CATEGORIES[type] ?? 'firewall', product };
  return first === 'network' ? { category: 'firewall', product } : { product };
}

const READ_APART: ReadonlySet<string> = new Set([
  'timestamp',
  'date',
  'time',
  'timezone',
  'name',
  'duration',
]);

function toEvent(text: string, context: ProfileContext): ParseResult {
  const start = isSophos(text) ? START.exec(text) : null;
  if (!start)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: log_type=… log_component=…, or sys=… sub=…',
    );
  const at = start.index + start[0].indexOf(start[1] ?? '');
  const fields = readPairs(text.slice(at));
  const draft = openDraft(context);
  readTimes(draft, fields, context);
  putHeader(draft, text.slice(0, at), context);
  draft.put('observer.vendor', 'Sophos');
  draft.put('observer.product', fields.has('sys') ? 'UTM' : 'Sophos Firewall');
  draft.put('event.dataset', 'sophos_firewall');
  draft.put('log.level', (fields.get('priority') ?? fields.get('severity') ?? '').toLowerCase());
  const lasted = fields.get('duration');
  const seconds = Number(lasted);
  if (lasted !== undefined && Number.isSafeInteger(seconds)) draft.put('event.duration', seconds * 1e9);
  else draft.keep('duration', lasted);
  draft.place(
    [...fields].filter(([name]) => !READ_APART.has(name)),
    FIELDS,
  );
  sayWords(draft, fields);
  if (!draft.has('host.name') && draft.get('event.category')?.toString() !== 'network')
    draft.put('host.name', draft.get('observer.hostname'));
  return draft.done();
}

function readTimes(draft: Draft, fields: ReadonlyMap<string, string>, context: ProfileContext): void {
  if (draft.time(readTime(fields.get('timestamp'), context))) return;
  const [date, time, zone] = [fields.get('date'), fields.get('time'), fields.get('timezone')];
  if (date === undefined || time === undefined) return;
  const offset = /^[+-]\d{1,2}(?::?\d\d)?$/.test(zone ?? '') ? paddedZone(zone ?? '') : '';
  draft.time(readTime(`${date}T${time}${offset}`, context));
}

/** `+7` and `+0700` as `+07:00`. */
function paddedZone(zone: string): string {
  const digits = zone.slice(1).replace(':', '');
  const whole = digits.length <= 2 ? `${digits.padStart(2, '0')}00` : digits.padStart(4, '0');
  return `${zone.charAt(0)}${whole.slice(0, 2)}:${whole.slice(2)}`;
}

function putHeader(draft: Draft, header: string, context: ProfileContext): void {
  const utm = UTM_HEADER.exec(header);
  if (!utm) {
    putBefore(draft, header, context);
    return;
  }
  const [, year, month, day, time, host, program] = utm;
  draft.time(readTime(`${year}-${month}-${day}T${time}`, context));
  draft.put('observer.hostname', host);
  draft.put('log.syslog.appname', program);
}
