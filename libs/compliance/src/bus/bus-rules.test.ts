import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { BusHalf } from './bus-half';
import { BusRule, busAlertRule, busRulesOf, type ExampleHalf, partnerCounts } from './bus-rule';
import { judgeMessage } from './judge-message';

const START = Date.parse('2026-11-02T03:00:00Z');
const FILES = ['bus-half-missing', 'bus-halves-disagree', 'bus-partner-unheard'];
const shipped = FILES.map((file) =>
  BusRule.parse(parse(readFileSync(join(__dirname, `../../../../rules/compliance/${file}.yml`), 'utf8'))),
);
const rules = busRulesOf(shipped);

function halfOf({ side, afterSeconds, ...said }: ExampleHalf, index: number): BusHalf {
  return {
    ...{ _id: `e${index}`, eventId: `e${index}`, day: '2026-11-02', sourceId: side, side },
    key: said.requestId ?? said.messageId,
    ...{ teller: `${side}|x`, partner: 'y', time: START + afterSeconds * 1000 },
    ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as typeof said),
  } as BusHalf;
}
const verdictsOf = (halves: readonly ExampleHalf[]): string[] =>
  judgeMessage(halves.map(halfOf), rules).map(({ verdict }) => verdict);

describe('the shipped rules of the bus', () => {
  it.each(rules.missing?.examples ?? [])('missing: $name', ({ halves, fires }) => {
    expect(verdictsOf(halves).includes('missing')).toBe(fires);
  });

  it.each(rules.disagree?.examples ?? [])('disagree: $name', ({ halves, fires }) => {
    expect(verdictsOf(halves).includes('disagree')).toBe(fires);
  });

  it.each(rules.unheard?.examples ?? [])('unheard: $name', ({ partner, fires }) => {
    expect(rules.unheard && partnerCounts(rules.unheard, partner)).toBe(fires);
  });

  it.each([
    ['producer|C01/dan-cu', false],
    ['producer|C02/dan-cu', false],
    ['producer|C02/khac', true],
    ['producer|C011/dan-cu', true],
    ['client|C01/', false],
  ])('%s with known ends', (partner, counts) => {
    const rule = rules.unheard && { ...rules.unheard, known: ['C01', 'C02/dan-cu'] };

    expect(rule && partnerCounts(rule, partner)).toBe(counts);
  });

  it.each(shipped)('$id is written for people in both languages, with what to check first', (rule) => {
    const { title, triage, citations } = busAlertRule(rule);

    expect(title.vi).toMatch(/[À-ỹ]/);
    expect(title.vi).not.toBe(title.en);
    expect(triage?.vi.length).toBeGreaterThan(30);
    expect(triage?.vi).toMatch(/[À-ỹ]/);
    expect(triage?.en.length).toBeGreaterThan(30);
    expect(citations.length).toBeGreaterThan(0);
  });

  it.each([
    ['without a grace', { ...shipped[0], graceMinutes: undefined }],
    ['with a field no half has', { ...shipped[1], compare: ['colour'] }],
    ['of a kind we do not know', { ...shipped[2], detector: 'bus_everything' }],
    ['with a misspelt setting', { ...shipped[2], repeatDay: 3 }],
  ])('refuses a rule %s', (_, rule) => {
    expect(BusRule.safeParse(rule).success).toBe(false);
  });
});
