import type { Seen } from '@khien/model';

export interface Sight {
  value: string;
  at: number;
  id: string;
}

/** Counts a value in a bounded list; returns false when the list is full and the value is not in it. */
export function see(list: Seen[], { value, at, id }: Sight, limit: number): boolean {
  return merge(list, { value, first: at, last: at, count: 1, eventId: id }, limit);
}

/** Adds what another list knows of a value. The event shown is always the first one. */
export function merge(list: Seen[], seen: Seen, limit: number): boolean {
  const known = list.find((item) => item.value === seen.value);
  if (!known) {
    if (list.length >= limit) return false;
    list.push({ ...seen });
    return true;
  }
  if (seen.first < known.first) {
    known.first = seen.first;
    known.eventId = seen.eventId;
  }
  known.last = Math.max(known.last, seen.last);
  known.count += seen.count;
  return true;
}
