import { ECS_VERSION, type EventDraft } from '@khien/model';
import { fitEvent } from '../decode/fit-event';
import { canonicalIp } from '../decode/ip-address';
import { relatedOf } from '../decode/related';
import { readSyslog, type SyslogRecord } from '../decode/syslog';
import { syslogFields } from '../decode/syslog-fields';
import { isoOf } from '../decode/timestamp';
import { defineProfile, type ParseResult, type ProfileContext } from '../profile';
import { bareProgram } from './bare-program';
import type { Reading } from './fields';
import { genericReading, isKnownProgram, programOf, readMessage } from './read-message';

/** Authentication, privilege and account lines of Linux hosts over syslog; any other syslog line is kept as a generic event. */
export const linuxAuth = defineProfile({
  id: 'linux-auth',
  version: 2,
  title: { vi: 'Nhật ký xác thực Linux (sshd, sudo, PAM)', en: 'Linux authentication log (sshd, sudo, PAM)' },
  layer: 'endpoint',
  logsource: { product: 'linux', service: 'auth' },
  recognise,
  toEvent,
});

const MAX_BARE = 8192;

function recognise(text: string): number {
  if (bareRecord(text)) return 0.7;
  const record = readSyslog(text, { receivedAt: Date.UTC(2100, 0, 1), timezone: 'UTC' });
  if (!record.time) return record.priority === undefined ? 0 : 0.3;
  if (record.app === undefined) return 0.35;
  return isKnownProgram(programOf(record.app)) || record.message.startsWith('pam_') ? 0.8 : 0.5;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = bareRecord(text) ?? readSyslog(text, context);
  const program = programOf(record.app);
  const reading = readMessage(program, record.message) ?? genericReading(program);
  const event = draftOf(record, reading, context);
  return {
    ok: true,
    event: fitEvent(event, text.length),
    timeQuality: record.time?.quality ?? 'receive_time',
  };
}

/** A message without its header, where its program can be told by it. */
function bareRecord(text: string): SyslogRecord | undefined {
  // With a header the text begins with `<`, a digit or a month; messages of ours may begin like a month too, and then a form decides.
  const first = text.charCodeAt(0);
  if (first === 60 || first === 123 || (first >= 48 && first <= 57)) return undefined;
  const message = text.trim();
  if (message.length > MAX_BARE) return undefined;
  const app = bareProgram(message);
  return app === undefined ? undefined : { app, message };
}

function draftOf(record: SyslogRecord, reading: Reading, context: ProfileContext): EventDraft {
  const fields = syslogFields(record);
  const host = record.host;
  const hostIp = host === undefined ? undefined : canonicalIp(host);
  const peer = context.peer === undefined ? undefined : canonicalIp(context.peer);
  const event: EventDraft = {
    '@timestamp': isoOf(record.time?.ms ?? context.receivedAt),
    ecs: { version: ECS_VERSION },
    message: record.message,
    event: {
      kind: 'event',
      ...reading.event,
      dataset: 'linux.auth',
      ...(record.sequence !== undefined && { sequence: record.sequence }),
    },
  };
  if (reading.user && Object.keys(reading.user).length > 0) event.user = reading.user;
  if (reading.source) event.source = reading.source;
  if (reading.destination) event.destination = reading.destination;
  if (host !== undefined) event.host = { name: host, ...(hostIp !== undefined && { ip: [hostIp] }) };
  if (peer !== undefined) event.observer = { ip: [peer] };
  addProcess(event, record, reading);
  if (fields.log || context.truncated)
    event.log = { ...fields.log, ...(context.truncated && { flags: ['truncated'] }) };
  if (fields.vendor || reading.vendor) event.vendor = { ...fields.vendor, ...reading.vendor };
  const related = relatedOf({
    ip: [reading.source?.ip, reading.destination?.ip, hostIp],
    user: [reading.user?.name, reading.user?.target?.name, reading.user?.effective?.name],
    hosts: [hostIp === undefined ? host : undefined, reading.source?.domain],
  });
  if (related) event.related = related;
  return event;
}

function addProcess(event: EventDraft, { app, procid }: SyslogRecord, reading: Reading): void {
  if (app === undefined && !reading.process) return;
  const process: NonNullable<EventDraft['process']> = {};
  if (app !== undefined) process.name = app.slice(app.lastIndexOf('/') + 1);
  if (procid !== undefined && /^\d{1,10}$/.test(procid)) process.pid = Number(procid);
  event.process = reading.process ? Object.assign(process, reading.process) : process;
}
