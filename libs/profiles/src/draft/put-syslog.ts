import type { SyslogRecord } from '../decode/syslog';
import { syslogFields } from '../decode/syslog-fields';
import type { Draft } from './open-draft';

/** Puts what a syslog header says: time, `log.syslog.*`, the host that sent it as `observer.hostname`, structured data under `vendor`. */
export function putSyslog(draft: Draft, record: SyslogRecord): void {
  draft.time(record.time);
  const { log, vendor } = syslogFields(record);
  for (const [name, value] of Object.entries(log?.syslog ?? {})) {
    if (typeof value === 'object')
      for (const [inner, leaf] of Object.entries(value)) draft.put(`log.syslog.${name}.${inner}`, leaf);
    else draft.put(`log.syslog.${name}`, value);
  }
  if (record.host !== undefined && !draft.has('observer.hostname'))
    draft.put('observer.hostname', record.host);
  if (record.sequence !== undefined) draft.put('event.sequence', record.sequence);
  for (const [name, value] of Object.entries(vendor ?? {})) draft.keep(name, value);
}
