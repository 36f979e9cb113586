import { type InnerRecord, innerRecord } from '../decode/inner-record';
import { readJsonObject } from '../decode/read-json';
import { readBsd } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type ParseResult, type ProfileContext, type Refusal, refuse } from '../profile';
import { placeAccounts } from './accounts';
import { isAdfs, placeAdfs } from './adfs';
import { serviceOf, windowsLogsource } from './logsource';
import { messageOf } from './message';
import { wordsOf } from './other-events';
import { outcomeOf, reasonOf } from './outcome';
import { placeData } from './place-data';
import { isOssecLine, readOssec, readPlain, readSnare, readStructured, unescapeControls } from './read-line';
import { readMessage } from './read-message';
import { isWindowsObject, readObject } from './read-object';
import { readEventXml } from './read-xml';
import { textOf, type WindowsRecord } from './record';
import { codeOfMessage, type EventWords, SECURITY } from './security-events';

/** The Windows event log, every channel: XML, Winlogbeat and Elastic Agent, NXLog, Azure, Wazuh, Snare, or the text alone. */
export const windowsEvent = defineProfile({
  id: 'windows-event',
  version: 1,
  title: { vi: 'Nhật ký sự kiện Windows, Sysmon, AD', en: 'Windows event log, Sysmon, AD' },
  layer: 'endpoint',
  logsource: windowsLogsource,
  recognise,
  toEvent,
});

const NAMESPACE = 'schemas.microsoft.com/win/2004/08/events';
const FLAT_CODE = /"(?:EventID|EventId|event_id)"\s{0,3}:/;
const FLAT_LOG = /"(?:Channel|SourceName|ProviderName|Provider_Name|EventLog|LogName)"\s{0,3}:/;
/** A text of the security log in any language: an account's SID behind a label and tabs. */
const SID_LINE = /:(?:\t|#011| ){1,6}S-1-(?:0|5)-\d/;

function recognise(text: string): number {
  const { body, header } = innerRecord(text);
  const first = body.charCodeAt(0);
  if (first === 60) return body.startsWith('<Event') && body.includes(NAMESPACE) ? 0.97 : 0;
  if (first === 123) return recogniseJson(body);
  if (body.includes('MSWinEventLog') || header?.data?.['NXLOG@14506_EventID'] !== undefined) return 0.97;
  if (isOssecLine(body)) return 0.95;
  if (header?.app?.startsWith('Microsoft-Windows-')) return 0.9;
  if (codeOfMessage(body) !== undefined) return 0.85;
  return SID_LINE.test(body.slice(0, 400)) ? 0.6 : 0;
}

const JSON_MARKS = ['"winlog', '"RawXml"', '"win"', '"System"'];

/** The cheap look first: only what has a mark of a form is parsed, to be sure of it. */
function recogniseJson(body: string): number {
  const marked =
    JSON_MARKS.some((mark) => body.includes(mark)) || (FLAT_CODE.test(body) && FLAT_LOG.test(body));
  const read = marked ? readJsonObject(body, {}) : undefined;
  return read?.ok && isWindowsObject(read.value) ? 0.97 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const inner = innerRecord(text, context);
  const record = readRecord(inner, context);
  if ('ok' in record) return record;
  if (record.data.size === 0) readMessage(record);
  const draft = openDraft(context);
  placeTime(draft, record, context);
  for (const [path, value] of record.fields) draft.put(path, value);
  const words = isAdfs(record) ? placeAdfs(draft, record) : knownWords(record);
  placeHost(draft, record, inner);
  placeData(draft, record, placeAccounts(draft, record));
  placeWords(draft, record, words);
  placeHeader(draft, record);
  if (inner.header) {
    // Structured data has become the event's own.
    const { data: _, ...header } = inner.header;
    putSyslog(draft, header);
  }
  return draft.done();
}

function readRecord({ body, header }: InnerRecord, context: ProfileContext): WindowsRecord | Refusal {
  if (body.startsWith('{')) {
    const read = readJsonObject(body, context);
    if (!read.ok) return read;
    return (
      readObject(read.value) ??
      refuse('unrecognised', 'expected a Windows event as JSON: winlog, Event.System, win, RawXml or EventID')
    );
  }
  if (body.startsWith('<')) {
    const record = readEventXml(body);
    if (record) return record;
    return context.truncated
      ? refuse('truncated', 'XML cut at the size limit')
      : refuse('unrecognised', 'expected <Event> of the Windows event log');
  }
  const code = codeOfMessage(body);
  const line =
    readSnare(body) ??
    readOssec(body, context) ??
    (header && readStructured(header)) ??
    readPlain(header ?? { message: body }, code) ??
    readUnknownText(body, header?.host);
  return line ?? refuse('unrecognised', 'expected a Windows event: XML, JSON, Snare or the text of one');
}

/** A text of the security log in a language we have no sentences of. */
function readUnknownText(body: string, computer: string | undefined): WindowsRecord | undefined {
  if (!SID_LINE.test(body.slice(0, 400))) return undefined;
  return {
    times: [],
    data: new Map(),
    fields: [],
    rest: [],
    channel: 'Security',
    computer,
    message: unescapeControls(body),
  };
}

function placeTime(draft: Draft, record: WindowsRecord, context: ProfileContext): void {
  for (const value of record.times) {
    if (draft.timeFrom(value)) return;
    if (typeof value === 'string' && draft.time(readOddTime(value, context))) return;
  }
}

/** `Fri Nov 20 08:15:30 2026` (Snare), `/Date(1795137330000)/` (PowerShell). */
function readOddTime(value: string, context: ProfileContext) {
  const found = /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$/.exec(
    value.trim(),
  );
  if (found) return readBsd(`${found[1]} ${found[2]} ${found[4]} ${found[3]}`, 0, context);
  const ms = Number(/^\/Date\((\d{12,13})\)\/$/.exec(value)?.[1]);
  return Number.isNaN(ms) ? undefined : { ms, quality: 'device' as const };
}

function knownWords(record: WindowsRecord): EventWords | undefined {
  const service = serviceOf(record.channel);
  const code = record.code ?? '';
  if (
    service === 'security' ||
    (service === undefined && record.provider === 'Microsoft-Windows-Security-Auditing')
  )
    return SECURITY.get(code);
  return service === undefined ? undefined : wordsOf(service, code);
}

/** The machine whose log it is; a name the shipper gives counts where it is the same machine's. */
function placeHost(draft: Draft, record: WindowsRecord, { header }: InnerRecord): void {
  const computer = record.computer ?? header?.host;
  const stated = textOf(draft.get('host.name'));
  if (computer !== undefined && (stated === undefined || firstLabel(stated) !== firstLabel(computer))) {
    if (stated !== undefined) draft.put('observer.name', stated);
    draft.put('host.name', computer);
  }
  if (!draft.has('host.os.type')) draft.put('host.os.type', 'windows');
  if (!draft.has('host.os.family')) draft.put('host.os.family', 'windows');
}

function firstLabel(name: string): string {
  const dot = name.indexOf('.');
  return (dot < 0 ? name : name.slice(0, dot)).toLowerCase();
}

const PEOPLE: ReadonlySet<string> = new Set(['authentication', 'iam', 'malware', 'session']);
/** Their events tell what has happened. */
const HAPPENED: ReadonlySet<string> = new Set(['sysmon', 'powershell', 'powershell-classic']);

function placeWords(draft: Draft, record: WindowsRecord, words: EventWords | undefined): void {
  const service = serviceOf(record.channel);
  if (words) {
    draft.say({ category: words.category, type: words.type });
    // Rules name actions of people and accounts; elsewhere the shipper's own word stays.
    if (!draft.has('event.action') || words.category.some((one) => PEOPLE.has(one)))
      draft.say({ action: words.action });
  } else {
    if (!draft.has('event.category')) draft.say({ category: ['host'] });
    if (!draft.has('event.action'))
      draft.put('event.action', record.code === undefined ? undefined : `event-${record.code}`);
  }
  const outcome = isAdfs(record) ? undefined : outcomeOf(record);
  if (outcome) draft.say({ outcome });
  else if (!draft.has('event.outcome')) draft.say({ outcome: defaultOutcome(service, record) });
  if (draft.get('event.outcome') === 'failure' && !draft.has('event.reason'))
    draft.put('event.reason', reasonOf(record));
  if (draft.get('event.action') === 'malware-detected' || service === 'windefend')
    draft.say({ kind: words?.category[0] === 'malware' ? 'alert' : 'event' });
}

/** Sysmon and PowerShell write of what has happened; other logs say how it went in their level at most. */
function defaultOutcome(
  service: string | undefined,
  record: WindowsRecord,
): 'success' | 'failure' | 'unknown' {
  const code = record.code ?? '';
  if (service === 'windefend') return /^(?:1008|1118|1119)$/.test(code) ? 'failure' : 'unknown';
  if (service === 'smbserver-security' && code === '551') return 'failure';
  if (service === 'applocker' && /^800[47]$/.test(code)) return 'failure';
  if (service === 'security' && SECURITY.has(code)) return 'success';
  if (service !== undefined && HAPPENED.has(service))
    return code === '4100' || code === '255' ? 'failure' : 'success';
  return /^(?:info|information|informational|success|4)$/i.test(textOf(record.level) ?? '')
    ? 'success'
    : 'unknown';
}

function placeHeader(draft: Draft, record: WindowsRecord): void {
  const service = serviceOf(record.channel);
  draft.put('event.code', record.code);
  draft.put('event.provider', record.provider);
  draft.put('event.dataset', `windows.${service ?? 'other'}`);
  draft.put('event.module', 'windows');
  draft.put('event.sequence', record.recordId);
  draft.put('log.logger', record.channel);
  const level = textOf(record.level);
  if (level !== undefined) draft.put('log.level', LEVELS.get(level) ?? level.toLowerCase());
  draft.put('message', messageOf(record));
  draft.put('observer.vendor', 'Microsoft');
  if (!draft.has('observer.product'))
    draft.put(
      'observer.product',
      service === 'sysmon' ? 'Sysmon' : service === 'windefend' ? 'Defender' : 'Windows',
    );
  draft.put('observer.type', service === 'windefend' ? 'antivirus' : 'host');
  for (const [path, value] of record.rest) draft.keep(path, value);
}

const LEVELS: ReadonlyMap<string, string> = new Map([
  ['0', 'information'],
  ['1', 'critical'],
  ['2', 'error'],
  ['3', 'warning'],
  ['4', 'information'],
  ['5', 'verbose'],
]);
