import { peel, peelForLook } from '../decode/peel';
import { readTime } from '../decode/read-time';
import { oneOf, readToldFields, type ToldFields } from '../decode/told-fields';
import { openDraft } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { putDaemon } from '../draft/put-daemon';
import { putSeverity } from '../draft/put-severity';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { FIELDS } from './fields';
import { readArbor, readRadware } from './messages';
import { sayWords } from './words';

/**
 * Protection against denial of service, whoever made it: Arbor / NETSCOUT Sightline and AED, Corero SmartWall, Radware DefensePro, FortiDDoS,
 * FastNetMon and others, as their own lines, CEF, LEEF, JSON or key=value.
 */
export const antiDdos = defineProfile({
  id: 'anti-ddos',
  version: 1,
  title: { vi: 'Thiết bị chống tấn công từ chối dịch vụ', en: 'Anti-DDoS device' },
  layer: 'network',
  logsource: { category: 'ddos', product: 'anti-ddos' },
  recognise,
  toEvent,
});

const MAKERS =
  /\|(?:Arbor[^|]{0,30}|NETSCOUT[^|]{0,20}|Corero[^|]{0,30})\||\|[^|]{1,40}\|(?:[^|]{0,30}(?:DDoS|DefensePro|SmartWall|Sightline|Peakflow|Pravail|Edge Defense|Thunder TPS|FlowMon ADS)[^|]{0,30})\|/i;
const ARBOR = /^(?:pfsp|arbor-?\w{0,20}|aed|sightline)$/;
const ARBOR_LINE =
  /^(?:pfsp: )?(?:(?:Host|Profiled (?:Router|Network)|DoS|Network) ?(?:Detection )?alert #\d|(?:TMS|Flowspec|Blackhole|Diversion) ?\w{0,12} ?mitigation |TMS fault)/;
const RADWARE =
  /^(?:DefensePro: )?(?:\d\d-\d\d-\d{4} \d\d:\d\d:\d\d )(?:INFO|WARNING|ERROR|CRITICAL|FATAL) \d{1,10} [\w-]{1,30} "/;
const FORTI = /(?:^|[\s,>])devid="?FI[\dV]/;
const WORD = /\b(?:anti-?)?ddos\b/i;
const DIRECT = /"attack_details"\s*:\s*\{/;

function recognise(text: string): number {
  if ((text.includes('CEF:') || text.includes('LEEF:')) && MAKERS.test(text)) return 0.94;
  const { body, program } = peelForLook(text);
  if ((program !== undefined && ARBOR.test(program)) || ARBOR_LINE.test(body)) return 0.94;
  if (RADWARE.test(body) || program === 'defensepro' || DIRECT.test(body)) return 0.94;
  if (FORTI.test(text) && /\b(?:evecode|spp|dropcount)=/.test(text)) return 0.94;
  return WORD.test(body.slice(0, 300)) && (readToldFields(text)?.fields.size ?? 0) >= 4 ? 0.7 : 0;
}

const TIMES = ['rt', 'start_time', 'start', 'devTime', 'timestamp', '@timestamp', 'event_time', 'time'];

function toEvent(text: string, context: ProfileContext): ParseResult {
  const draft = openDraft(context);
  draft.put('observer.type', 'anti-ddos');
  draft.put('network.direction', 'inbound');
  const peeled = peel(text, context);
  const known = readArbor(draft, peeled.body, context) || readRadware(draft, peeled.body, context);
  if (known) {
    draft.put('message', peeled.body);
    sayWords(draft, { said: peeled.body });
    putDaemon(draft, peeled);
    return draft.done();
  }
  const told = readToldFields(text);
  if (!told && !(peeled.program !== undefined && ARBOR.test(peeled.program)))
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: CEF, LEEF, JSON, key=value or a line of Sightline or DefensePro',
    );
  if (!told) {
    draft.put('message', peeled.body);
    sayWords(draft, { said: peeled.body });
    putDaemon(draft, peeled);
    return draft.done();
  }
  const { fields } = told;
  const day = fields.get('date');
  const clock = fields.get('time');
  const stamp =
    day !== undefined && clock !== undefined ? `${day} ${clock}${zoneOf(fields)}` : oneOf(fields, TIMES);
  draft.time(readTime(stamp, context));
  putHeader(draft, told);
  draft.place(
    [...fields].filter(([name]) => !READ_APART.has(name)),
    FIELDS,
  );
  sayWords(draft, { said: saidOf(told), fields });
  putBefore(draft, text.slice(0, told.at), context);
  return draft.done();
}

const READ_APART: ReadonlySet<string> = new Set([
  'date',
  'time',
  'tz',
  'rt',
  'devTime',
  'timestamp',
  '@timestamp',
  'sev',
]);

function zoneOf(fields: ReadonlyMap<string, string>): string {
  const zone = fields.get('tz') ?? '';
  return /^[+-]\d{4}$/.test(zone) ? zone : '';
}

function putHeader(draft: ReturnType<typeof openDraft>, told: ToldFields): void {
  draft.put(
    'observer.vendor',
    told.vendor ?? (told.fields.get('devid')?.startsWith('FI') ? 'Fortinet' : undefined),
  );
  draft.put(
    'observer.product',
    told.product ?? (told.fields.get('devid')?.startsWith('FI') ? 'FortiDDoS' : undefined),
  );
  draft.put('observer.version', told.version);
  draft.put('event.code', told.code);
  putSeverity(draft, told.severity ?? told.fields.get('severity') ?? told.fields.get('risk'));
}

const SAYING = [
  'event',
  'event_type',
  'status',
  'state',
  'phase',
  'act',
  'action',
  'alert',
  'msg',
  'message',
  'description',
  'type',
  'name',
  'attack_details.attack_type',
];

/** All that tells what happened, as one text. */
function saidOf({ name, fields }: ToldFields): string {
  return [name ?? '', ...SAYING.map((one) => fields.get(one) ?? '')].join(' ').slice(0, 2000);
}
