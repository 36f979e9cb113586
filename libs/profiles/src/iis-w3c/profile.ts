import { innerRecord } from '../decode/inner-record';
import { canonicalIp } from '../decode/ip-address';
import type { SyslogRecord } from '../decode/syslog';
import { readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { putTarget } from '../web-server/put-request';
import { columnsOf } from './columns-of';
import { MAP } from './fields';

/** IIS: W3C extended log (with or without its `#Fields:` line), http.sys error log and the fixed IIS format. */
export const iisW3c = defineProfile({
  id: 'iis-w3c',
  version: 1,
  title: { vi: 'Nhật ký truy cập IIS', en: 'IIS access log' },
  layer: 'application',
  logsource: { category: 'webserver', product: 'iis' },
  recognise,
  toEvent,
});

const DATE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /;
const DIRECTIVE = /^#(?:Software|Version|Date|Fields|Start-Date|End-Date|Remark): /;
const FIXED_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

function recognise(text: string): number {
  const { body } = innerRecord(text);
  if (body.startsWith('#')) return DIRECTIVE.test(body) ? 0.7 : 0;
  if (DATE.test(body)) return columnsOf(body.split(' ', 40)) ? 0.9 : 0;
  return fixedValues(body) ? 0.9 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const { line, fields } = directives(body);
  const draft = openDraft(context);
  if (line === '')
    return fields === undefined && !DIRECTIVE.test(body) ? unknown() : headerEvent(draft, body);
  const fixed = fields === undefined ? fixedValues(line) : undefined;
  if (fixed) return fixedEvent(draft, fixed, { context, header });
  const words = line.split(' ', 120);
  const columns = fields ?? (DATE.test(line) ? columnsOf(words) : undefined);
  if (!columns) return context.truncated ? refuse('truncated', 'cut before the status') : unknown();
  const values = new Map(words.map((word, at) => [columns[at] ?? `column_${at + 1}`, word]));
  // The W3C format counts in UTC.
  const stamp = readIso(`${values.get('date')}T${values.get('time')}Z`, 0, context);
  if (values.has('date') && !stamp) return refuse('bad_field', 'date, time: expected 2026-11-20 08:15:30');
  draft.time(stamp);
  return eventOf(draft, values, header);
}

function unknown(): ParseResult {
  return refuse('unrecognised', 'expected: date time … cs-method cs-uri-stem … sc-status …');
}

/** `#Fields:` lines a collector keeps with the record, and the line itself. */
function directives(body: string): { line: string; fields?: string[] } {
  if (!body.startsWith('#')) return { line: body };
  const lines = body.split(/\r?\n/, 20);
  const line = lines.find((one) => !one.startsWith('#')) ?? '';
  const fields = lines.find((one) => one.startsWith('#Fields: '));
  return { line, ...(fields !== undefined && { fields: fields.slice(9).trim().split(/\s+/).slice(0, 120) }) };
}

function headerEvent(draft: Draft, body: string): ParseResult {
  draft.put('message', body);
  putObserver(draft);
  draft.say({
    category: ['web'],
    type: ['info'],
    action: 'log_directive',
    outcome: 'unknown',
    dataset: 'iis.access',
  });
  return draft.done();
}

function eventOf(draft: Draft, values: Map<string, string>, header?: SyslogRecord): ParseResult {
  if (header) putSyslog(draft, header);
  const stem = values.get('cs-uri-stem') ?? values.get('cs-uri');
  const query = values.get('cs-uri-query');
  const asked = query === undefined || query === '-' ? stem : `${stem ?? ''}?${query}`;
  for (const name of ['date', 'time', 'cs-uri-stem', 'cs-uri-query', 'cs-uri']) values.delete(name);
  draft.place(values, MAP);
  if (asked !== undefined && asked !== '-') putTarget(draft, asked);
  if (header?.host !== undefined && !draft.has('host.name')) draft.put('host.name', header.host);
  putObserver(draft);
  const status = Number(draft.get('http.response.status_code') ?? 0);
  const refused = status === 401 || status === 403;
  draft.say({
    category: ['web'],
    type: refused ? ['access', 'denied'] : status >= 500 ? ['access', 'error'] : ['access'],
    action: draft.has('http.request.method') ? 'http_request' : 'malformed_request',
    dataset: 'iis.access',
  });
  return draft.done();
}

function putObserver(draft: Draft): void {
  draft.put('observer.vendor', 'Microsoft');
  draft.put('observer.product', 'IIS');
  draft.put('observer.type', 'web-server');
}

/** `address, user, 11/20/2026, 08:15:30, W3SVC1, COMPUTER, address, ms, received, sent, status, win32, method, target, parameters,` */
function fixedValues(line: string): string[] | undefined {
  const comma = line.indexOf(', ');
  if (comma < 2 || comma > 60 || canonicalIp(line.slice(0, comma)) === undefined) return undefined;
  const values = line.split(', ');
  return values.length >= 14 && FIXED_DATE.test(values[2] ?? '') ? values : undefined;
}

const FIXED = [
  'c-ip',
  'cs-username',
  'date',
  'time',
  's-sitename',
  's-computername',
  's-ip',
  'time-taken',
  'cs-bytes',
  'sc-bytes',
  'sc-status',
  'sc-win32-status',
  'cs-method',
  'cs-uri-stem',
];

function fixedEvent(
  draft: Draft,
  words: readonly string[],
  { context, header }: { context: ProfileContext; header: SyslogRecord | undefined },
): ParseResult {
  const values = new Map(FIXED.map((name, at) => [name, words[at] ?? '-']));
  values.set('cs-uri-query', words.slice(14).join(', ').replace(/,$/, ''));
  const [, month = '', day = '', year] = FIXED_DATE.exec(values.get('date') ?? '') ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  // Unlike the W3C format this one writes the server's local time.
  const stamp = readIso(`${date} ${(values.get('time') ?? '').padStart(8, '0')}`, 0, context);
  if (!draft.time(stamp)) return refuse('bad_field', 'date, time: expected 11/20/2026, 08:15:30');
  if (values.get('cs-uri-query') === '') values.delete('cs-uri-query');
  return eventOf(draft, values, header);
}
