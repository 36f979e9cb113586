import { readSyslog } from '../decode/syslog';
import type { ProfileContext } from '../profile';
import type { Draft } from './open-draft';
import { putSyslog } from './put-syslog';

/** Reads what stands before a CEF, LEEF or key=value record: nothing, `<PRI>` alone, or a syslog header of any kind. */
export function putBefore(draft: Draft, header: string, context: ProfileContext): void {
  if (header.trim() !== '') putSyslog(draft, readSyslog(header, context));
}
