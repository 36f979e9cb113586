import type { CorrelationHit, CorrelationRule } from './correlation-model';
import { withinBounds } from './group-window';
import { presenceMeasure } from './presence-measure';

/** What a correlation type keeps about the hits of a window, updated per hit in constant or logarithmic time. */
export interface Measure {
  add: (hit: CorrelationHit) => void;
  /** Called oldest first. */
  remove: (hit: CorrelationHit) => void;
  holds: (size: number) => boolean;
  value: (size: number) => number;
}

export function measureFor(rule: CorrelationRule): Measure {
  switch (rule.type) {
    case 'event_count':
      return counted(rule, { add: () => {}, remove: () => {}, value: (size) => size });
    case 'value_count':
      return counted(rule, distinctValues());
    case 'value_sum':
      return counted(
        rule,
        sumOfValues((sum) => sum),
      );
    case 'value_avg':
      return counted(
        rule,
        sumOfValues((sum, size) => (size === 0 ? 0 : sum / size)),
      );
    case 'value_median':
      return counted(rule, sortedValues(median));
    case 'value_percentile':
      return counted(
        rule,
        sortedValues((values) => nearestRank(values, rule.percentile)),
      );
    default:
      return presenceMeasure(rule);
  }
}

type Counter = Omit<Measure, 'holds'>;

function counted(rule: CorrelationRule, counter: Counter): Measure {
  const bounds = rule.condition.kind === 'count' ? rule.condition.bounds : [];
  return { ...counter, holds: (size) => withinBounds(counter.value(size), bounds) };
}

/** Distinct values by reference counting: constant time per hit however many values the window holds. */
function distinctValues(): Counter {
  const counts = new Map<string | number | undefined, number>();
  return {
    add: ({ value }) => counts.set(value, (counts.get(value) ?? 0) + 1),
    remove: ({ value }) => {
      const left = (counts.get(value) ?? 1) - 1;
      if (left === 0) counts.delete(value);
      else counts.set(value, left);
    },
    value: () => counts.size,
  };
}

/**
 * Sums by adding and subtracting would drift and make the answer depend on what has already left the window;
 * Neumaier's correction keeps the error far below any threshold, and an empty window starts again at zero.
 */
function sumOfValues(result: (sum: number, size: number) => number): Counter {
  let sum = 0;
  let lost = 0;
  let held = 0;
  const accumulate = (value: number) => {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  };
  return {
    add: ({ value }) => {
      held++;
      accumulate(Number(value ?? 0));
    },
    remove: ({ value }) => {
      if (--held === 0) {
        sum = 0;
        lost = 0;
      } else accumulate(-Number(value ?? 0));
    },
    value: (size) => result(sum + lost, size),
  };
}

function sortedValues(result: (values: number[]) => number): Counter {
  const values: number[] = [];
  return {
    add: ({ value }) => values.splice(lowerBound(values, Number(value ?? 0)), 0, Number(value ?? 0)),
    remove: ({ value }) => values.splice(lowerBound(values, Number(value ?? 0)), 1),
    value: () => (values.length === 0 ? 0 : result(values)),
  };
}

function lowerBound(values: number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function median(values: number[]): number {
  const middle = values.length >> 1;
  const upper = values[middle] ?? 0;
  return values.length % 2 === 1 ? upper : ((values[middle - 1] ?? 0) + upper) / 2;
}

/** Smallest value that at least P % of the values do not exceed. */
function nearestRank(values: number[], percentile: number): number {
  const rank = Math.max(1, Math.ceil((percentile / 100) * values.length));
  return values[rank - 1] ?? 0;
}
