import { canonicalIp } from '../decode/ip-address';
import type { Draft } from '../draft/open-draft';
import { putUser } from '../draft/put-user';

const USER =
  /(?:for user|authenticating user|[Uu]ser(?: name)?:?) '([^']{1,200})'|for user ([^\s',]{1,200}?)(?:\. Reason|[.,]?$)|^User (\S{1,200}) logged|\bby ([^\s',.]{1,200})$/;
const FROM =
  /\b(?:[Ff]rom:?|initiated by|interface \S{1,40}, ip) '?([0-9A-Fa-f:.]{3,45}?)'?(?=[.,]?(?:\s|$))/;
const TO = /(?:[Ss]erver [Aa]ddress|connect to address:) '?([0-9A-Fa-f:.]{3,45}?)'?(?=[.,]?(?:\s|$))/;
const REASON = /Reason: ([^.]{1,300})/;
const MONITOR = /server monitor (\S{1,200}?)\(/;
const MAX_DESCRIPTION = 2000;

/** Who, from where and to whom, in the sentences of system events. */
export function readDescription(draft: Draft, description: string): void {
  const text = description.slice(0, MAX_DESCRIPTION);
  const user = USER.exec(text);
  putUser(draft, 'user', user?.[1] ?? user?.[2] ?? user?.[3] ?? user?.[4]);
  const from = FROM.exec(text)?.[1];
  if (from !== undefined && !draft.has('source.ip')) draft.put('source.ip', canonicalIp(from));
  const to = TO.exec(text)?.[1];
  if (to !== undefined && !draft.has('destination.ip')) draft.put('destination.ip', canonicalIp(to));
  draft.put('event.reason', REASON.exec(text)?.[1]);
  draft.put('host.name', MONITOR.exec(text)?.[1]);
}
