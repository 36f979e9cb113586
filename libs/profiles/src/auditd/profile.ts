import type { EventDraft } from '@khien/model';
import { innerRecord } from '../decode/inner-record';
import { readJsonObject } from '../decode/read-json';
import { openDraft } from '../draft/open-draft';
import { putHeader } from '../draft/put-header';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { fillEvent } from './fill-event';
import { readLaurel } from './read-laurel';
import { type AuditEvent, hasAuditRecord, readAudit } from './read-records';

/** The Linux audit system: audit.log, audisp over syslog, the kernel's own lines, enriched or not, several records of one event in one text, and Laurel's JSON. */
export const auditd = defineProfile({
  id: 'auditd',
  version: 1,
  title: { vi: 'Kiểm toán Linux (auditd)', en: 'Linux audit (auditd)' },
  layer: 'endpoint',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

const LAUREL = /"ID"\s{0,3}:\s{0,3}"\d{1,12}\.\d{1,3}:\d{1,20}"/;

function recognise(text: string): number {
  if (text.charCodeAt(0) === 123) return LAUREL.test(text) ? 0.95 : 0;
  if (!text.includes('audit(')) {
    const at = text.indexOf('{');
    return at > 0 && LAUREL.test(text) ? 0.9 : 0;
  }
  return hasAuditRecord(text) ? 0.95 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const found = read(body, text, context);
  if (!('records' in found)) return found;
  const draft = openDraft(context);
  const seconds = /^(\d+)\.(\d+)/.exec(found.id);
  draft.timeFrom(Number(seconds?.[1]) * 1000 + Number(seconds?.[2]?.padEnd(3, '0')));
  draft.put('observer.vendor', 'Linux');
  draft.put('observer.product', 'auditd');
  draft.put('message', body.trimEnd());
  draft.say({ dataset: 'linux.auditd' });
  fillEvent(draft, found);
  putHeader(draft, header);
  return draft.done();
}

function read(
  body: string,
  text: string,
  context: ProfileContext,
): AuditEvent | Exclude<ParseResult, { ok: true }> {
  const at = body.indexOf('{');
  if (at >= 0 && LAUREL.test(body) && !body.includes('audit(')) {
    const object = readJsonObject(body.slice(at), context);
    if (!object.ok) return object;
    return readLaurel(object.value) ?? refuse('unrecognised', 'expected a record by its type beside ID');
  }
  // A syslog tag may have taken `audit:` or a node for its own.
  return (
    readAudit(body) ??
    readAudit(text) ??
    refuse(context.truncated ? 'truncated' : 'unrecognised', 'expected: type=… msg=audit(time:serial): …')
  );
}

const CATEGORIES: Readonly<Record<string, string>> = {
  process_started: 'process_creation',
  sudo_command: 'process_creation',
  network_connect: 'network_connection',
};

function logsourceOf(event: EventDraft): Logsource {
  const audit = { product: 'linux', service: 'auditd' };
  const [first] = event.event.category ?? [];
  const action = event.event.action ?? '';
  const category = Object.hasOwn(CATEGORIES, action)
    ? CATEGORIES[action]
    : first === 'file'
      ? 'file_event'
      : first === 'authentication'
        ? 'authentication'
        : undefined;
  return category === undefined ? audit : { category, ...audit };
}
