import type { BusHalf, BusSide } from './bus-half';
import type { BusRules, ComparedField, HalfMissingRule, HalvesDisagreeRule } from './bus-rule';

/** What the two ends say differently; `time` when they are further apart than clocks and networks explain. */
export type Difference = ComparedField | 'time';

/**
 * One exchange from all halves that are stored of it. `local`: it never left its end, so one half is all there is.
 * `missing` says nothing yet about whether the other end's log was heard that far: whoever asks knows the sources.
 */
export type Exchange = { requestId?: string; halves: BusHalf[] } & (
  | { verdict: 'paired' | 'local' }
  | { verdict: 'missing'; side: BusSide }
  | { verdict: 'disagree'; differences: Difference[] }
);

/** Pairs halves by their exchange. A function of the set of halves: neither order nor repetition changes it. */
export function judgeMessage(halves: readonly BusHalf[], rules: BusRules): Exchange[] {
  const distinct = [...new Map(halves.map((half) => [half._id, half])).values()].sort(byTime);
  return exchangesOf(distinct).map((own) => {
    const requestId = own[0]?.requestId;
    return { ...(requestId !== undefined && { requestId }), halves: own, ...verdictOf(own, rules) };
  });
}

function exchangesOf(halves: BusHalf[]): BusHalf[][] {
  const byKey = new Map<string, BusHalf[]>();
  for (const half of halves) {
    const own = byKey.get(half.key);
    if (own) own.push(half);
    else byKey.set(half.key, [half]);
  }
  return [...byKey.values()];
}

type Verdict =
  | { verdict: 'paired' | 'local' }
  | { verdict: 'missing'; side: BusSide }
  | { verdict: 'disagree'; differences: Difference[] };

function verdictOf(halves: readonly BusHalf[], { missing, disagree }: BusRules): Verdict {
  const client = halves.filter(({ side }) => side === 'client');
  const producer = halves.filter(({ side }) => side === 'producer');
  if (client.length === 0 || producer.length === 0) {
    if (missing && halves.some((half) => isLocal(half, missing))) return { verdict: 'local' };
    return { verdict: 'missing', side: client.length === 0 ? 'client' : 'producer' };
  }
  const differences = disagree ? differencesOf(client, producer, disagree) : [];
  return differences.length > 0 ? { verdict: 'disagree', differences } : { verdict: 'paired' };
}

function isLocal({ side, fault, serviceCode }: BusHalf, rule: HalfMissingRule): boolean {
  if (serviceCode !== undefined && rule.localServices.includes(serviceCode)) return true;
  return (
    side === 'client' && fault !== undefined && rule.localFaults.some((start) => fault.startsWith(start))
  );
}

function differencesOf(
  client: readonly BusHalf[],
  producer: readonly BusHalf[],
  { compare, toleranceSeconds }: HalvesDisagreeRule,
): Difference[] {
  const differing: Difference[] = compare.filter((field) => !agree(field, client, producer));
  const apart = Math.abs(firstOf(client) - firstOf(producer));
  return apart > toleranceSeconds * 1000 ? [...differing, 'time'] : differing;
}

/** A side that says nothing of a field contradicts nothing. Request and response may be logged apart, so one value in common is agreement. */
function agree(field: ComparedField, client: readonly BusHalf[], producer: readonly BusHalf[]): boolean {
  const one = statedOf(field, client);
  const other = statedOf(field, producer);
  if (one.length === 0 || other.length === 0) return true;
  const same = field === 'client' || field === 'service' ? samePath : Object.is;
  return one.some((value) => other.some((theirs) => same(value, theirs)));
}

function statedOf(field: ComparedField, halves: readonly BusHalf[]): Array<string | number> {
  return halves.flatMap((half) => {
    const value = half[field];
    // Where a log has one id only, it stands for both and says nothing of the other.
    const borrowed = field === 'messageId' && value === half.requestId;
    return value === undefined || borrowed ? [] : [value];
  });
}

/** Parts that one side leaves out are not held against it. */
function samePath(one: string | number, other: string | number): boolean {
  const theirs = String(other).split('/');
  return String(one)
    .split('/')
    .every((part, at) => part === '' || (theirs[at] ?? '') === '' || part === theirs[at]);
}

function firstOf(halves: readonly BusHalf[]): number {
  return Math.min(...halves.map(({ time }) => time));
}

function byTime(a: BusHalf, b: BusHalf): number {
  return a.time - b.time || (a._id < b._id ? -1 : 1);
}
