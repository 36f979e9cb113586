import type { EventDraft } from '@khien/model';
import { canonicalIp } from '../decode/ip-address';

type EventFields = EventDraft['event'];
type Outcome = NonNullable<EventFields['outcome']>;

/** What a message says, as far as its pattern goes: the profile adds time, host, process and `related`. */
export interface Reading {
  event: Pick<EventFields, 'category' | 'type' | 'action' | 'outcome' | 'reason'>;
  user?: EventDraft['user'];
  source?: EventDraft['source'];
  destination?: EventDraft['destination'];
  process?: EventDraft['process'];
  vendor?: EventDraft['vendor'];
}

/** One message form of a program. Patterns are anchored and hold no nested repetition. */
export interface Form {
  pattern: RegExp;
  read(groups: ReadonlyArray<string | undefined>): Reading;
}

/** Short way to the five words every event carries. */
export function said(
  category: string[],
  type: string[],
  action: string,
  outcome: Outcome,
): Pick<EventFields, 'category' | 'type' | 'action' | 'outcome'> {
  return { category, type, action, outcome };
}

/** `source.*` of a peer named by address or by host name. */
export function from(address: string | undefined, port?: string): Pick<Reading, 'source'> {
  if (address === undefined || address === '' || address === 'UNKNOWN') return {};
  const ip = canonicalIp(address);
  const number = Number(port);
  return {
    source: {
      address,
      ...(ip === undefined ? { domain: address } : { ip }),
      ...(port !== undefined && number <= 65_535 && { port: number }),
    },
  };
}

/** `user.name` (and id), absent for the empty name of a probe. */
export function account(name: string | undefined, id?: string): Pick<Reading, 'user'> {
  if (name === undefined || name === '') return {};
  return { user: { name, ...(id !== undefined && { id }) } };
}

/** `user.*` of who acts and `user.target` of whom it is done to. */
export function acting(actor: string | undefined, target: string | undefined): Pick<Reading, 'user'> {
  const by = actor === '' ? undefined : actor;
  const on = target === '' ? undefined : target;
  if (by === undefined && on === undefined) return {};
  return {
    user: { ...(by !== undefined && { name: by }), ...(on !== undefined && { target: { name: on } }) },
  };
}

/** Drops absent values, because an absent field and an undefined one are not the same to a store. */
export function extra(values: Record<string, string | undefined>): Pick<Reading, 'vendor'> {
  const vendor: Record<string, string> = {};
  let kept = 0;
  for (const name in values) {
    const value = values[name];
    if (!value) continue;
    vendor[name] = value;
    kept++;
  }
  return kept > 0 ? { vendor } : {};
}
