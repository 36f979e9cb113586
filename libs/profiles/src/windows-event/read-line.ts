import type { SyslogRecord } from '../decode/syslog';
import { readBsd } from '../decode/timestamp';
import type { ProfileContext } from '../profile';
import { readFlat } from './read-flat';
import { emptyRecord, type WindowsRecord } from './record';

/** Snare's tab-separated line: `MSWinEventLog 1 Security 42 Fri Nov 20 08:15:30 2026 4624 Microsoft-… user type audit host category data message`. */
export function readSnare(text: string): WindowsRecord | undefined {
  const at = text.indexOf('MSWinEventLog');
  if (at < 0) return undefined;
  const line = text.slice(at);
  const parts = (line.includes('\t') ? line : line.replaceAll('#011', '\t')).split('\t');
  const [
    ,
    criticality,
    channel,
    counter,
    time,
    code,
    provider,
    user,
    sidType,
    audit,
    computer,
    category,
    ,
    ...message
  ] = parts;
  if (code === undefined || !/^\d{1,5}$/.test(code)) return undefined;
  const record = emptyRecord();
  Object.assign(record, { channel, code, provider, computer, keywords: audit, recordId: counter });
  record.times.push(time);
  if (user !== undefined && user !== '' && user !== 'N/A') record.user = splitAccount(user);
  // Snare ends with a counter of its own.
  if (message.length > 1 && /^\d+$/.test(message.at(-1)?.trim() ?? ''))
    record.rest.push(['snare.counter', message.pop()]);
  record.message = message.join('\t').trim();
  record.rest.push(
    ['snare.criticality', criticality],
    ['snare.sid_type', sidType],
    ['winlog.task_text', category],
  );
  return record;
}

function splitAccount(account: string): WindowsRecord['user'] {
  const slash = account.lastIndexOf('\\');
  return slash < 0 ? { name: account } : { name: account.slice(slash + 1), domain: account.slice(0, slash) };
}

/** `2026 Nov 20 08:15:30 WinEvtLog: Security: AUDIT_FAILURE(4625): Microsoft-…: user: DOMAIN: host: text`, OSSEC's and old Wazuh's line. */
const OSSEC =
  /^(?:(\d{4}) ([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) )?WinEvtLog: ([^:]{1,200}): ([A-Z_]{2,20})\((\d{1,5})\): ([^:]{1,200}): ([^:]{0,200}): ([^:]{0,200}): ([^:]{1,255}): /;

export function isOssecLine(text: string): boolean {
  return OSSEC.test(text);
}

export function readOssec(text: string, context: ProfileContext): WindowsRecord | undefined {
  const found = OSSEC.exec(text);
  if (!found) return undefined;
  const [whole, year, rest, channel, keyword, code, provider, name, domain, computer] = found;
  const record = emptyRecord();
  const time =
    rest === undefined ? undefined : readBsd(`${rest.slice(0, 6)} ${year} ${rest.slice(7)}`, 0, context);
  if (time) record.times.push(time.ms);
  Object.assign(record, {
    channel,
    code,
    provider,
    computer,
    keywords: keyword,
    level: keyword?.startsWith('AUDIT_') ? undefined : keyword,
  });
  if (name !== '(no user)') record.user = { name, domain: domain === 'no domain' ? undefined : domain };
  record.message = text.slice(whole.length);
  return record;
}

const NXLOG = 'NXLOG@14506_';

/** NXLog's `to_syslog_ietf()`: header and event data as structured data. */
export function readStructured(syslog: SyslogRecord): WindowsRecord | undefined {
  const { data } = syslog;
  if (data?.[`${NXLOG}EventID`] === undefined) return undefined;
  const object: Record<string, string> = {};
  for (const [name, value] of Object.entries(data))
    object[name.startsWith(NXLOG) ? name.slice(NXLOG.length) : name] = value;
  const record = readFlat(object);
  if (syslog.time) record.times.unshift(new Date(syslog.time.ms).toISOString());
  record.computer ??= syslog.host;
  record.provider ??= syslog.app;
  record.message ??= syslog.message;
  return record;
}

/** A message alone (`to_syslog_bsd()`, vCenter Log Insight): the provider is the syslog tag, the event id follows from the first sentence. */
export function readPlain(syslog: SyslogRecord, code: string | undefined): WindowsRecord | undefined {
  const provider = syslog.app;
  const named =
    provider !== undefined &&
    /^(?:Microsoft-Windows-|AD_FS_Auditing|MSSQLSERVER$|Service_Control_Manager)/.test(provider);
  if (!named && code === undefined) return undefined;
  const record = emptyRecord();
  record.code = code;
  record.provider = named ? provider : undefined;
  if (code !== undefined) record.channel = 'Security';
  record.computer = syslog.host;
  record.message = unescapeControls(syslog.message);
  if (syslog.procid !== undefined) record.rest.push(['winlog.process.pid', syslog.procid]);
  return record;
}

/** rsyslog writes control characters as `#011` (octal). */
export function unescapeControls(text: string): string {
  if (!text.includes('#0')) return text;
  return text
    .replaceAll('#011', '\t')
    .replaceAll('#015#012', '\n')
    .replaceAll('#012', '\n')
    .replaceAll('#015', '');
}
