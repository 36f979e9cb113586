import { type BusHalf, type BusRule, type BusRules, busRulesOf } from '@khien/compliance';
import { type Document, dayOf, type Source, type Store } from '@khien/model';
import type { AlertRecorder } from '@khien/record';
import { type BusFeed, type BusFeeds, readBusFeeds } from './bus-feeds';
import { gatherBusFindings } from './bus-findings';
import { type BusSlot, exchangesOfSlot } from './bus-slot';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SLOT = 10 * MINUTE;
/** Longest time one round takes: after a long pause the rest comes with the next ones. */
const ROUND_MS = 30_000;
/** The place is written down after so many slots: what a crash loses is judged again, to the same end. */
const KEPT_EVERY = 50;

export interface BusWatchDeps {
  store: Store;
  sources: readonly Source[];
  rules: () => readonly BusRule[];
  recorder: AlertRecorder;
  now: () => number;
}

/** How far the exchanges of one source are judged, and from where on those with an end whose log is behind still wait. */
interface Progress extends Document {
  through?: number;
  waits: Array<{ partner: string; from: number }>;
}

/** Of the other end's log at a time: past it, behind it, begun only after it, or none that reaches Khiên. */
export type Standing = 'past' | 'behind' | 'later' | 'unheard';

interface Round {
  deps: BusWatchDeps;
  rules: BusRules;
  feeds: BusFeeds;
  at: number;
  graceMs: number;
  giveUpMs: number;
}

/**
 * Pairs the two halves of every exchange over the bus (R17, R19), slot by slot in event time. A half is missing only when the source that tells of
 * the other end is past it by the grace; while that source is behind, its exchanges wait and everybody else's go on. Returns how many alerts are concerned.
 */
export async function watchBus(deps: BusWatchDeps): Promise<number> {
  const rules = busRulesOf(deps.rules());
  if (!rules.missing) return 0;
  const at = deps.now();
  const { graceMinutes, giveUpDays } = rules.missing;
  const feeds = await readBusFeeds(deps.store, deps.sources, { now: at, lookBackDays: giveUpDays + 2 });
  const round = { deps, rules, feeds, at, graceMs: graceMinutes * MINUTE, giveUpMs: giveUpDays * DAY };
  let alerts = 0;
  for (const sourceId of feeds.newest.keys()) alerts += await judgeSource(round, sourceId);
  return alerts;
}

async function judgeSource(round: Round, sourceId: string): Promise<number> {
  const { store } = round.deps;
  const id = `bus-pairing:${sourceId}`;
  const progress: Progress = (await store.get<Progress>('state', id)) ?? { _id: id, waits: [] };
  let alerts = 0;
  for (let slots = 0; hasTime(round); slots++) {
    const found =
      (await judgeWaiting(round, sourceId, progress)) ?? (await judgeNext(round, sourceId, progress));
    if (found === undefined) {
      if (slots > 0) await store.put('state', [progress]);
      return alerts;
    }
    alerts += found;
    if (slots % KEPT_EVERY === KEPT_EVERY - 1) await store.put('state', [progress]);
  }
  await store.put('state', [progress]);
  return alerts;
}

function hasTime({ deps, at }: Round): boolean {
  return deps.now() - at < ROUND_MS;
}

/** The next slot in which the source told anything; undefined when there is none that can be judged. */
async function judgeNext(round: Round, sourceId: string, progress: Progress): Promise<number | undefined> {
  const start = await nextSlot(round, sourceId, progress.through);
  if (start === undefined || !isPast(round, round.feeds.newest.get(sourceId), start + SLOT)) return undefined;
  const alerts = await judgeSlot(round, slotOf(round, sourceId, start), progress);
  progress.through = start + SLOT;
  return alerts;
}

/** Goes on with those that waited for the log of the other end, in the order of time; undefined when it has not come further. */
async function judgeWaiting(round: Round, sourceId: string, progress: Progress): Promise<number | undefined> {
  const ready = await readyWaits(round, progress);
  if (ready.length === 0) return undefined;
  const start = Math.min(...ready.map(({ from }) => from));
  const next = ready.filter(({ from }) => from === start);
  const only = new Set(next.map(({ partner }) => partner));
  const alerts = await judgeSlot(round, slotOf(round, sourceId, start), progress, only);
  for (const wait of next) wait.from += SLOT;
  progress.waits = progress.waits.filter(({ from }) => from < (progress.through ?? 0));
  return alerts;
}

async function readyWaits(round: Round, { waits }: Progress): Promise<Progress['waits']> {
  const ready: Progress['waits'] = [];
  for (const wait of waits)
    if ((await standingOf(round, wait.partner, wait.from + SLOT)) !== 'behind') ready.push(wait);
  return ready;
}

/** Start of the first slot from `through` on in which the source told anything. */
async function nextSlot(
  { deps, at }: Round,
  sourceId: string,
  through: number | undefined,
): Promise<number | undefined> {
  const { docs } = await deps.store.find<BusHalf>('bus_halves', {
    filter: { sourceId, ...(through !== undefined && { time: { gte: through } }) },
    sort: [['time', 'asc']],
    limit: 1,
    days: { from: dayOf(Math.max(0, (through ?? 0) - DAY)), to: dayOf(at + DAY) },
  });
  const time = docs[0]?.time;
  return time === undefined ? undefined : Math.floor(time / SLOT) * SLOT;
}

function slotOf({ at }: Round, sourceId: string, start: number): BusSlot {
  return { sourceId, start, end: start + SLOT, today: dayOf(at + DAY) };
}

/**
 * With `only`, the exchanges with these ends that were left waiting; else all of the slot, leaving waiting those with an end whose log is behind.
 * So the exchanges of a slot with one end are judged together and once, and again only by a crash, which finds its evidence recorded.
 */
async function judgeSlot(
  round: Round,
  slot: BusSlot,
  progress: Progress,
  only?: ReadonlySet<string>,
): Promise<number> {
  const { store, recorder } = round.deps;
  const found = gatherBusFindings(slot, round.rules);
  const standings = new Map<string, Standing>();
  if (!only) for (const { partner } of progress.waits) standings.set(partner, 'behind');
  for await (const { first, exchange } of exchangesOfSlot(store, slot, round.rules)) {
    const { partner } = first;
    if (only && !only.has(partner)) continue;
    let standing = standings.get(partner);
    if (standing === undefined) {
      standing = await standingOf(round, partner, slot.end);
      standings.set(partner, standing);
      if (standing === 'behind') progress.waits.push({ partner, from: slot.start });
    }
    if (standing !== 'behind') found.judged(first, exchange, standing);
  }
  return recorder.record(found.evidence());
}

async function standingOf(round: Round, partner: string, time: number): Promise<Standing> {
  const feeds = (await round.feeds.of(partner)).filter(({ newest }) => round.at - newest < round.giveUpMs);
  if (feeds.length === 0) return 'unheard';
  const covering = feeds.filter(({ first }) => first < time - SLOT);
  if (covering.length === 0) return 'later';
  const isBehind = ({ newest }: BusFeed): boolean => newest < time + round.graceMs;
  return covering.some(isBehind) || round.at < time + round.graceMs ? 'behind' : 'past';
}

/** Whether a slot that ends then is complete as far as its own source can tell; what stopped days ago is taken as it is. */
function isPast({ at, graceMs, giveUpMs }: Round, newest: number | undefined, end: number): boolean {
  if (at < end + graceMs) return false;
  return (newest ?? 0) >= end + graceMs || at >= end + giveUpMs;
}
