import type { SyslogRecord } from '../decode/syslog';
import type { Draft } from './open-draft';
import { putSyslog } from './put-syslog';

/** The syslog header of a server's own log: its host is the host the event is about. The time of the record itself, put before, counts first. */
export function putHeader(draft: Draft, header: SyslogRecord | undefined): void {
  if (!header) return;
  putSyslog(draft, header);
  if (header.host !== undefined && !draft.has('host.name')) draft.put('host.name', header.host);
}
