import {
  type BusHalf,
  type BusRules,
  busAlertRule,
  type Difference,
  disagreeSentence,
  type Exchange,
  endName,
  exchangeName,
  missingSentence,
  partnerCounts,
  unheardSentence,
} from '@khien/compliance';
import { type Bilingual, dayOf } from '@khien/model';
import type { Evidence, Finding } from '@khien/record';
import type { BusSlot } from './bus-slot';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MAX_REFS = 20;
/** Findings per slot: names are what somebody's log says, and one that invents a service for every line makes no flood of alerts. */
const MAX_GROUPS = 100;
const OTHERS = '…';

/** What a slot showed, gathered until it is whole: one finding per kind, pair of ends and service, never one per message. */
export interface BusGatherer {
  /** Takes an exchange that can be judged: `first` is its earliest half, `standing` that of the other end's log. */
  judged(first: BusHalf, exchange: Exchange, standing: 'past' | 'later' | 'unheard'): void;
  evidence(): Evidence[];
}

interface Group {
  kind: 'missing' | 'disagree' | 'unheard';
  first: BusHalf;
  name: string;
  exchanges: Array<{ time: number; messageId: string; halves: readonly BusHalf[] }>;
  differences: Set<Difference>;
}

export function gatherBusFindings(slot: BusSlot, rules: BusRules): BusGatherer {
  const groups = new Map<string, Group>();
  let judged = 0;

  function add(kind: Group['kind'], first: BusHalf, halves: readonly BusHalf[]): Group {
    const own = kind === 'unheard' ? first.partner : exchangeName(first);
    const name = groups.size < MAX_GROUPS || groups.has(`${kind}|${first.side}|${own}`) ? own : OTHERS;
    const key = `${kind}|${first.side}|${name}`;
    const group = groups.get(key) ?? { kind, first, name, exchanges: [], differences: new Set<Difference>() };
    groups.set(key, group);
    group.exchanges.push({ time: first.time, messageId: first.messageId, halves });
    return group;
  }

  return {
    judged(first, exchange, standing) {
      judged += 1;
      if (exchange.verdict === 'disagree') {
        const group = add('disagree', first, shownOf(exchange.halves));
        for (const difference of exchange.differences) group.differences.add(difference);
      }
      if (exchange.verdict !== 'missing' || standing === 'later') return;
      if (standing === 'past') add('missing', first, [first]);
      else if (rules.unheard && partnerCounts(rules.unheard, first.partner)) add('unheard', first, [first]);
    },
    evidence: () => [...groups.values()].flatMap((group) => evidenceOf(group, { slot, rules, judged }) ?? []),
  };
}

/** All of them where request and answer are logged apart; of more than that the first of either end. */
function shownOf(halves: readonly BusHalf[]): readonly BusHalf[] {
  if (halves.length <= 4) return halves;
  return (['client', 'producer'] as const).flatMap((side) => halves.find((half) => half.side === side) ?? []);
}

function evidenceOf(
  group: Group,
  { slot, rules, judged }: { slot: BusSlot; rules: BusRules; judged: number },
): Evidence | undefined {
  const rule = rules[group.kind];
  if (!rule) return undefined;
  const { kind, first } = group;
  const exchanges = group.exchanges.sort((a, b) => a.time - b.time || (a.messageId < b.messageId ? -1 : 1));
  const messageIds = exchanges.map(({ messageId }) => messageId);
  return {
    // Of an end that is not heard once a day is enough; what exchanges showed counts once per slot, judged again or not.
    evaluationId:
      kind === 'unheard'
        ? `bus:${dayOf(slot.start)}`
        : `bus:${slot.sourceId}:${slot.start}:${first.side}:${first.partner}`,
    finding: {
      rule: busAlertRule(rule),
      entity: entityOf(group),
      window: windowOf(kind === 'unheard' ? (rules.unheard?.repeatDays ?? 1) * DAY : HOUR, slot.start),
      ...placeOf(first),
      count: kind === 'unheard' ? 1 : messageIds.length,
      firstSeen: exchanges[0]?.time ?? first.time,
      lastSeen: exchanges.at(-1)?.time ?? first.time,
      evidence: refsOf(exchanges),
      reason: {
        observed: messageIds.length,
        expected: 0,
        history: judged,
        unit: 'exchanges',
        sentence: sentenceOf(group, messageIds),
      },
    },
  };
}

/** The first exchanges' events, those of one exchange together. */
function refsOf(exchanges: Group['exchanges']): Finding['evidence'] {
  const refs: Finding['evidence'] = [];
  for (const { halves } of exchanges) {
    if (refs.length + halves.length > MAX_REFS) break;
    refs.push(...halves.map(({ day, eventId }) => ({ day, id: eventId })));
  }
  return refs;
}

function entityOf({ kind, name, first }: Group): Finding['entity'] {
  if (kind === 'unheard') return { kind: 'organization.id', value: endName(name) };
  // The same service may be missed by either end within one hour: that is two things to look into.
  const value = kind === 'missing' && first.side === 'producer' ? `${name} (client)` : name;
  return { kind: 'xroad.service', value };
}

/** Windows of days count from the epoch, hours like the clock's: Viet Nam is whole hours from UTC. */
function windowOf(width: number, time: number): Finding['window'] {
  const start = Math.floor(time / width) * width;
  return { start, end: start + width };
}

function sentenceOf({ kind, first, name, differences }: Group, messageIds: readonly string[]): Bilingual {
  if (kind === 'unheard') return unheardSentence(name, messageIds.length);
  if (kind === 'disagree') return disagreeSentence([...differences], messageIds);
  return missingSentence(first.side === 'client' ? 'producer' : 'client', messageIds);
}

function placeOf({ systemId, systemLevel, agencyId, sourceId }: BusHalf): Partial<Finding> {
  return {
    ...(systemId !== undefined && { systemId }),
    ...(systemLevel !== undefined && { systemLevel }),
    ...(agencyId !== undefined && { agencyId }),
    sourceId,
  };
}
