import type { Peeled } from '../decode/peel';
import type { Draft } from './open-draft';
import { putSyslog } from './put-syslog';

/** Puts what stood around a daemon's message: time, `log.syslog.*`, the machine it runs on as `host.name`, its name and number. */
export function putDaemon(draft: Draft, { header, program, pid }: Peeled): void {
  if (header) putSyslog(draft, header);
  if (header?.host !== undefined && !draft.has('host.name')) draft.put('host.name', header.host);
  if (program !== undefined && !draft.has('process.name')) draft.put('process.name', program);
  if (pid !== undefined && /^\d{1,10}$/.test(pid)) draft.put('process.pid', pid);
}
