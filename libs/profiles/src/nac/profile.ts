import { type Peeled, peel, peelForLook } from '../decode/peel';
import { readTime } from '../decode/read-time';
import { oneOf, readToldFields, type ToldFields } from '../decode/told-fields';
import { type Draft, openDraft } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { putDaemon } from '../draft/put-daemon';
import { putSeverity } from '../draft/put-severity';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { FIELDS } from './fields';
import { readFortiNac, readPacketFence } from './messages';
import { sayWords } from './words';

/** Network access control, whoever made it: PacketFence, FortiNAC, Forescout, ClearPass and others, as their own lines, CEF, LEEF, JSON or key=value. */
export const nac = defineProfile({
  id: 'nac',
  version: 1,
  title: { vi: 'Kiểm soát truy cập mạng (NAC)', en: 'Network access control (NAC)' },
  layer: 'network',
  logsource: (event) =>
    event.event.category?.[0] === 'network' ? { category: 'nac', product: 'nac' } : { product: 'nac' },
  recognise,
  toEvent,
});

const MAKERS =
  /\|(?:[^|]{1,40}\|[^|]{0,30}(?:FortiNAC|ClearPass|CounterACT|eyeExtend|PacketFence|Network Access Control|Genian|\bNAC\b)[^|]{0,30}|Forescout[^|]{0,30}\|[^|]{1,40}|Inverse[^|]{0,20}\|[^|]{1,40})\|/i;
const PROGRAMS =
  /^(?:packetfence\S{0,40}|pf(?:queue|detect|dhcp|mon|cron|dns|filter|sso|acct|perl-api)|httpd\.(?:aaa|portal|admin|webservices|dispatcher)|counteract|fortinac)$/;
const PF_LINE = /\(pf::[\w:]{2,80}\)\s*$/;
const FORTINAC_LINE = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \w{2,5},\d,\d{1,12},[^,]{3,80},/;
const FORESCOUT =
  /^(?:NAC Policy Log|Block Event|Scan event|Port bite|Admission Events?|Malicious event|Bite event): /i;
const WORD = /(?:^|[\s,>"])(?:product|device_type|devtype|log_?type|module|type)"?[=:] ?"?nac\b/i;

function recognise(text: string): number {
  if ((text.includes('CEF:') || text.includes('LEEF:')) && MAKERS.test(text)) return 0.94;
  const { body, program } = peelForLook(text);
  if ((program !== undefined && PROGRAMS.test(program)) || PF_LINE.test(body)) return 0.94;
  if (FORTINAC_LINE.test(body.replace(/^: /, '')) || FORESCOUT.test(body)) return 0.94;
  return WORD.test(body.slice(0, 500)) && (readToldFields(text)?.fields.size ?? 0) >= 3 ? 0.75 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = withoutColon(peel(text, context));
  const draft = openDraft(context);
  draft.put('observer.type', 'nac');
  const body = peeled.body.replace(/^: /, '');
  if (readPacketFence(draft, body, peeled.program) || readFortiNac(draft, body, context)) {
    putDaemon(draft, peeled);
    return draft.done();
  }
  const forescout = FORESCOUT.test(body);
  const told = forescout ? forescoutFields(body) : readToldFields(text);
  if (!told) {
    if (peeled.program === undefined || !PROGRAMS.test(peeled.program))
      return refuse(
        context.truncated ? 'truncated' : 'unrecognised',
        'expected: CEF, LEEF, JSON, key=value or a line of PacketFence, FortiNAC or Forescout',
      );
    draft.put('message', body);
    sayWords(draft, { said: body });
    putDaemon(draft, peeled);
    return draft.done();
  }
  const day = told.fields.get('date');
  const clock = told.fields.get('time');
  draft.time(
    readTime(
      day !== undefined && clock !== undefined ? `${day} ${clock}` : oneOf(told.fields, TIMES),
      context,
    ),
  );
  putFields(draft, told);
  if (forescout) {
    draft.put('message', body);
    draft.put('observer.vendor', 'Forescout');
    putDaemon(draft, peeled);
  } else putBefore(draft, text.slice(0, told.at), context);
  return draft.done();
}

/** FortiNAC puts a lone colon where the host stands. */
function withoutColon(peeled: Peeled): Peeled {
  if (peeled.header?.host !== ':') return peeled;
  const { host: _, ...header } = peeled.header;
  return { ...peeled, header };
}

const TIMES = ['rt', 'start', 'devTime', 'timestamp', '@timestamp', 'event_time', 'time'];
const READ_APART: ReadonlySet<string> = new Set([
  'date',
  'time',
  'rt',
  'devTime',
  'timestamp',
  '@timestamp',
  'sev',
]);
const SAYING = [
  'event',
  'event_type',
  'eventtype',
  'action',
  'act',
  'status',
  'result',
  'outcome',
  'cat',
  'reason',
  'posture',
  'compliance',
  'msg',
  'message',
  'description',
  'Match',
  'Details',
  'Category',
];

function putFields(draft: Draft, told: ToldFields): void {
  draft.put('observer.vendor', told.vendor);
  draft.put('observer.product', told.product);
  draft.put('observer.version', told.version);
  draft.put('event.code', told.code);
  putSeverity(draft, told.severity ?? told.fields.get('severity'));
  draft.place(
    [...told.fields].filter(([name]) => !READ_APART.has(name)),
    FIELDS,
  );
  const said = [told.name ?? '', ...SAYING.map((name) => told.fields.get(name) ?? '')]
    .join(' ')
    .slice(0, 2000);
  sayWords(draft, { said });
}

/** `NAC Policy Log: Source: 10.40.3.9, Rule: Policy "…", Match: "…", Category: …, Reason: …`. */
function forescoutFields(body: string): ToldFields {
  const colon = body.indexOf(':');
  const fields = new Map<string, string>();
  for (const part of body.slice(colon + 1, 4000).split(/, (?=[A-Z][A-Za-z ]{2,40}: )/)) {
    const at = part.indexOf(': ');
    if (at > 0) fields.set(part.slice(0, at).trim(), part.slice(at + 2).trim());
  }
  return { fields, at: 0, name: body.slice(0, colon) };
}
