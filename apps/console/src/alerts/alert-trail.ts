/** The list a person came from, so that the detail page can go on to the next alert and back to the same row. */
export interface Trail {
  ids: string[];
  at: string;
  /** Address of the list with its filters. */
  back: string;
}

let trail: Trail | undefined;

export function keepTrail(next: Trail): void {
  trail = next;
}

export function trailRow(): string | undefined {
  return trail?.at;
}

export interface TrailStep {
  previous?: string;
  next?: string;
  back: string;
}

/** Neighbours of an alert on the way the person came; none when the page was opened by its address. */
export function trailAround(id: string): TrailStep {
  const at = trail?.ids.indexOf(id) ?? -1;
  if (!trail || at < 0) return { back: '/alerts' };
  trail = { ...trail, at: id };
  const previous = trail.ids[at - 1];
  const next = trail.ids[at + 1];
  return { back: trail.back, ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
}
