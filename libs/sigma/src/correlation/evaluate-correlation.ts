import type { CorrelationHit, CorrelationRule, Firing } from './correlation-model';
import { GroupWindow } from './group-window';
import { compareHits } from './hit-order';

/**
 * All firings of a correlation over the complete hits of ONE group: a pure function, so late and repeated delivery
 * change nothing once the hit is in the list. Hits may come in any order (sorted ones are not copied); a hit given
 * twice counts once. A firing lasts while the condition holds at each further hit and ends when a hit finds it
 * false, or finds every earlier hit expired; then the correlation is armed again.
 */
export function evaluateCorrelation(rule: CorrelationRule, hits: readonly CorrelationHit[]): Firing[] {
  const window = new GroupWindow(rule, Number.POSITIVE_INFINITY);
  const firings: Firing[] = [];
  let open: Firing | null = null;
  for (const hit of inOrder(hits)) {
    const fires = window.push(hit);
    if (fires) {
      open = firingOf(window.current(), window.value);
      firings.push(open);
    } else if (open && window.holding) extend(open, hit);
    else open = null;
  }
  return firings;
}

function inOrder(hits: readonly CorrelationHit[]): readonly CorrelationHit[] {
  for (let i = 1; i < hits.length; i++) {
    const before = hits[i - 1];
    const after = hits[i];
    if (before && after && compareHits(before, after) > 0) return [...hits].sort(compareHits);
  }
  return hits;
}

/** What a firing says at the moment it starts: the hits of the window. */
export function firingOf(hits: CorrelationHit[], value: number): Firing {
  const eventIds = [...new Set(hits.map((hit) => hit.eventId))];
  const lastTime = hits.at(-1)?.time ?? 0;
  return {
    firstTime: hits[0]?.time ?? 0,
    lastTime,
    firedAt: lastTime,
    eventIds,
    count: eventIds.length,
    value,
  };
}

function extend(firing: Firing, hit: CorrelationHit): void {
  firing.lastTime = hit.time;
  if (firing.eventIds.at(-1) === hit.eventId || firing.eventIds.includes(hit.eventId)) return;
  firing.eventIds.push(hit.eventId);
  firing.count++;
}
