import type { EventDraft } from '@khien/model';

type Related = NonNullable<EventDraft['related']>;
const MAX = 256;

/** `related.*` from what an event names, without repeats and gaps; undefined when it names nothing. */
export function relatedOf(named: {
  ip?: ReadonlyArray<string | undefined>;
  user?: ReadonlyArray<string | undefined>;
  hosts?: ReadonlyArray<string | undefined>;
}): Related | undefined {
  const related: Related = {};
  const ip = distinct(named.ip);
  const user = distinct(named.user);
  const hosts = distinct(named.hosts);
  if (ip.length > 0) related.ip = ip;
  if (user.length > 0) related.user = user;
  if (hosts.length > 0) related.hosts = hosts;
  return ip.length + user.length + hosts.length > 0 ? related : undefined;
}

function distinct(values: ReadonlyArray<string | undefined> = []): string[] {
  const found: string[] = [];
  for (const value of values)
    if (value !== undefined && value !== '' && found.length < MAX && !found.includes(value))
      found.push(value);
  return found;
}
