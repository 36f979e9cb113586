import type { CorrelationHit, CorrelationRule, CountCondition } from './correlation-model';
import { compareHits } from './hit-order';
import { type Measure, measureFor } from './measures';

/**
 * The hits of one group inside the sliding timespan, and whether the condition holds over them.
 * Hits arrive in time order; a hit leaves when it is more than the timespan older than the newest.
 */
export class GroupWindow {
  private hits: CorrelationHit[] = [];
  private head = 0;
  private readonly measure: Measure;
  /** True while the condition has held at every hit since it fired. */
  holding = false;

  constructor(
    private readonly rule: CorrelationRule,
    private readonly maxHits: number,
  ) {
    this.measure = measureFor(rule);
  }

  /** Takes one hit. True when the condition starts to hold with it. */
  push(hit: CorrelationHit): boolean {
    const newest = this.hits.at(-1);
    // Delivery is at least once: the same hit again says nothing new.
    if (newest && compareHits(newest, hit) === 0) return false;
    this.evictBefore(hit.time - this.rule.timespanMs);
    if (this.size === 0) this.holding = false;
    this.hits.push(hit);
    this.measure.add(hit);
    if (this.size > this.maxHits) this.dropOldest();
    const before = this.holding;
    this.holding = this.measure.holds(this.size);
    return this.holding && !before;
  }

  get size(): number {
    return this.hits.length - this.head;
  }

  get value(): number {
    return this.measure.value(this.size);
  }

  get lastTime(): number {
    return this.hits.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
  }

  current(): CorrelationHit[] {
    return this.hits.slice(this.head);
  }

  private evictBefore(time: number): void {
    for (;;) {
      const oldest = this.hits[this.head];
      if (!oldest || oldest.time >= time) break;
      this.dropOldest();
    }
  }

  private dropOldest(): void {
    const oldest = this.hits[this.head];
    if (!oldest) return;
    this.measure.remove(oldest);
    this.head++;
    if (this.head < 64 || this.head * 2 < this.hits.length) return;
    this.hits = this.hits.slice(this.head);
    this.head = 0;
  }
}

/** All bounds of a count condition. */
export function withinBounds(value: number, bounds: CountCondition['bounds']): boolean {
  for (const { operator, value: bound } of bounds) {
    if (!withinBound(value, operator, bound)) return false;
  }
  return true;
}

function withinBound(value: number, operator: string, bound: number): boolean {
  if (operator === 'gte') return value >= bound;
  if (operator === 'gt') return value > bound;
  if (operator === 'lte') return value <= bound;
  if (operator === 'lt') return value < bound;
  return operator === 'eq' ? value === bound : value !== bound;
}
