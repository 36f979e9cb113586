import type { EventDraft } from '@khien/model';
import type { SyslogRecord } from './syslog';
import { vendorKey } from './vendor';

const FACILITIES = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
  'ntp',
  'security',
  'console',
  'solaris-cron',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
] as const;
const SEVERITIES = [
  'emergency',
  'alert',
  'critical',
  'error',
  'warning',
  'notice',
  'informational',
  'debug',
] as const;

/** `log`, and what the structured data leaves for `vendor`, of a syslog record. */
export function syslogFields(record: SyslogRecord): Pick<EventDraft, 'log' | 'vendor'> {
  const { priority, app, procid, msgid, host, version } = record;
  const syslog = {
    ...(priority !== undefined && priorityFields(priority)),
    ...(app !== undefined && { appname: app }),
    ...(procid !== undefined && { procid }),
    ...(msgid !== undefined && { msgid }),
    ...(host !== undefined && { hostname: host }),
    ...(version !== undefined && { version: String(version) }),
  };
  return {
    ...(Object.keys(syslog).length > 0 && { log: { syslog } }),
    ...(record.data && {
      vendor: Object.fromEntries(Object.entries(record.data).map(([key, value]) => [vendorKey(key), value])),
    }),
  };
}

function priorityFields(priority: number) {
  const facility = priority >> 3;
  const severity = priority & 7;
  return {
    priority,
    facility: { code: facility, name: FACILITIES[facility] ?? String(facility) },
    severity: { code: severity, name: SEVERITIES[severity] ?? String(severity) },
  };
}
