import { join } from 'node:path';
import { changeAlertRule, layerAlertRule } from '@khien/compliance';
import { createEnricher } from '@khien/enrich';
import { ComplianceSheet, EVENT_FIELDS, Event, type EventDraft } from '@khien/model';
import {
  type CataloguedRule,
  catalogueRules,
  loadRules,
  logsourceOf,
  type RuleExample,
} from '@khien/pipeline';
import { profileById } from '@khien/profiles';
import { createProvinceTraffic } from '@khien/sample-traffic';
import { loadRegistry, loadRuleFiles } from '@khien/settings';
import {
  type CorrelationHit,
  type CorrelationRule,
  compileRules,
  correlationKeys,
  evaluateCorrelation,
  type Match,
  type RuleSet,
} from '@khien/sigma';

const config = join(__dirname, '../config');
const { registry } = loadRegistry([join(config, 'sample-province')], {
  calendar: join(config, 'calendar.yml'),
});
const enricher = createEnricher({ registry, pseudonymise: (kind, value) => `${kind}:${hexOf(value)}` });

const { files } = loadRuleFiles([join(__dirname, '../rules')]);
const sigma = files.filter(({ text }) => !/^detector:/m.test(text));
/** The closed event schema: a rule that names another field could never fire, and nobody would be told at 3 a.m. */
const fieldNames = new Set(EVENT_FIELDS.keys());
const { ruleSet, errors } = compileRules(sigma, { fieldNames });
const catalogue = catalogueRules(ruleSet);
const ours = [...catalogue.rules].filter(([, rule]) => rule.alerts);
const withExamples = ours.flatMap(([id, rule]) =>
  rule.examples ? [{ id, name: rule.alertRule.id, rule, examples: rule.examples }] : [],
);

it('compiles every rule against the closed event schema', () => {
  expect(errors).toEqual([]);
  expect(catalogue.problems).toEqual([]);
});

it('has at least 120 detection rules, 10 correlations and the first compliance rules', () => {
  const kinds = ours.map(([, rule]) => rule.alertRule.kind);

  expect(kinds.filter((kind) => kind === 'detection').length).toBeGreaterThanOrEqual(120);
  expect(kinds.filter((kind) => kind === 'correlation').length).toBeGreaterThanOrEqual(10);
  expect(ours.map(([, rule]) => rule.alertRule.id)).toEqual(
    expect.arrayContaining([
      'access-without-purpose',
      'access-expired-agreement',
      'access-unknown-agreement',
      'system-without-approved-dossier',
    ]),
  );
});

it('gives examples with every rule that alerts', () => {
  expect(ours.filter(([, rule]) => !rule.examples).map(([, rule]) => rule.alertRule.id)).toEqual([]);
});

it('names each rule like its file, and each name, id and title once', () => {
  const distinct = <T>(values: T[]): number => new Set(values).size;

  expect(distinct(ruleSet.rules.map(({ name }) => name))).toBe(ruleSet.rules.length);
  expect(distinct(ruleSet.rules.map(({ id }) => id))).toBe(ruleSet.rules.length);
  expect(distinct(ours.map(([, { alertRule }]) => alertRule.title.vi))).toBe(ours.length);
  for (const { id, name } of withExamples)
    expect(ruleSet.rules.find((rule) => rule.id === id)?.file).toMatch(new RegExp(`/${name}\\.ya?ml$`));
});

describe.each(withExamples)('$name', ({ id, rule, examples }) => {
  it.each(numbered(examples.fires))('fires on its example $index', ({ example }) => {
    expect(fires(id, example)).toBe(true);
  });

  it.each(numbered(examples.silent))('stays silent on its example $index', ({ example }) => {
    expect(fires(id, example)).toBe(false);
  });

  it('gives examples that are events of the schema', () => {
    expect([...examples.fires, ...examples.silent].flatMap(eventsOf).flatMap(problemsOf)).toEqual([]);
  });

  it('is about a field of the event, of its group when it is a correlation', () => {
    const correlation = ruleSet.correlations.find((candidate) => candidate.info.id === id);

    expect(correlation?.groupBy ?? [...fieldNames]).toEqual(expect.arrayContaining(rule.entityFields));
  });

  it('is written for people in both languages, with what to check first', () => {
    expect(rule.alertRule.triage?.vi.length).toBeGreaterThan(30);
    expect(rule.alertRule.triage?.en.length).toBeGreaterThan(30);
    expect(rule.alertRule.title.vi).not.toBe(rule.alertRule.title.en);
    // Vietnamese without its marks is a typing aid, not a language.
    expect(rule.alertRule.title.vi).toMatch(/[À-ỹ]/);
    expect(rule.alertRule.triage?.vi).toMatch(/[À-ỹ]/);
  });
});

// Rules see events after masking: one that looks for an address or an account that is a token by then would be dead in operation.
describe('after personal data is masked', () => {
  const detections = withExamples.filter(({ rule }) => rule.alertRule.kind === 'detection');

  it.each(detections)('$name gives the same answers', ({ id, examples }) => {
    expect(examples.fires.map((example) => fires(id, asStored(example)))).toEqual(
      examples.fires.map(() => true),
    );
    expect(examples.silent.map((example) => fires(id, asStored(example)))).toEqual(
      examples.silent.map(() => false),
    );
  });
});

describe('the ordinary traffic of the sample province', () => {
  const HOUR = 3_600_000;
  const start = Date.parse('2026-11-18T04:00:00Z');
  // Every scene plays within 26 hours of the start, so what is older is routine: here a Sunday and a working Monday.
  const lines = createProvinceTraffic({ seed: 'test', start }).between(start - 79 * HOUR, start - 27 * HOUR);
  const sources = new Map(registry.sources.map((source) => [source.id, source]));
  const events = lines.map(({ sourceId, text, at }, index) => {
    const profile = profileById(sources.get(sourceId)?.profile ?? '');
    const parsed = profile?.toEvent(text, { receivedAt: at + 1000, timezone: 'Asia/Ho_Chi_Minh' });
    if (!profile || !parsed?.ok) throw new Error(`a line of ${sourceId} could not be read`);
    const { event } = enricher.enrich(parsed.event, about(sourceId, index, at));
    return { event, at, logsource: logsourceOf(profile.id)(event) };
  });
  const matched = events.map((one) => ({ ...one, matches: ruleSet.match(one.event, one.logsource) }));

  it('comes from every source, by day and by night', () => {
    expect(new Set(lines.map(({ sourceId }) => sourceId)).size).toBe(registry.sources.length);
    expect(new Set(events.map(({ event }) => event.khien?.working_time))).toEqual(new Set([true, false]));
    expect(lines.length).toBeGreaterThan(2000);
  });

  it('matches no detection rule', () => {
    const found = matched.flatMap(({ matches }) =>
      matches.map(({ rule }) => catalogue.rules.get(rule.id)).filter(isDetection),
    );

    expect(countsOf(found.map((rule) => rule.alertRule.id))).toEqual({});
  });

  it('satisfies no correlation', () => {
    const fired = ruleSet.correlations.filter((rule) => correlates(rule, matched));

    expect(fired.map(({ info }) => info.name)).toEqual([]);
  });
});

function isDetection(rule: CataloguedRule | undefined): rule is CataloguedRule {
  return rule?.alerts === true && rule.alertRule.kind === 'detection';
}

function countsOf(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function numbered<T>(examples: T[]): Array<{ index: number; example: T }> {
  return examples.map((example, index) => ({ index, example }));
}

function fires(id: string, example: RuleExample): boolean {
  const correlation = ruleSet.correlations.find((candidate) => candidate.info.id === id);
  if (!correlation) return matchesOf(ruleSet, example).some((match) => match.rule.id === id);
  const events = eventsOf(example).map((event, index) => ({
    event,
    at: index * Number((example as { everySeconds?: number }).everySeconds) * 1000,
    matches: matchesOf(ruleSet, event),
  }));
  return correlates(correlation, events);
}

interface Seen {
  event: object;
  at: number;
  matches: Match[];
}

/** True when the hits of one group satisfy the correlation. */
function correlates(rule: CorrelationRule, seen: Seen[]): boolean {
  const groups = new Map<string, CorrelationHit[]>();
  for (const one of seen)
    for (const { key, hit } of hitsOf(rule, one)) {
      const group = groups.get(key);
      if (group) group.push(hit);
      else groups.set(key, [hit]);
    }
  return [...groups.values()].some((hits) => evaluateCorrelation(rule, hits).length > 0);
}

function hitsOf(
  rule: CorrelationRule,
  { event, at: time, matches }: Seen,
): Array<{ key: string; hit: CorrelationHit }> {
  return matches.flatMap((match) => {
    const keys = correlationKeys(rule, event, match);
    if (!keys) return [];
    const { key, value } = keys;
    const eventId = `${time}-${match.rule.id}`;
    return [{ key, hit: { time, eventId, ruleId: match.rule.id, ...(value !== undefined && { value }) } }];
  });
}

function matchesOf(rules: RuleSet, event: object): Match[] {
  const indexed = rules.match(event);

  expect(indexed.map((match) => match.rule.id).sort()).toEqual(
    rules
      .matchFull(event)
      .map((match) => match.rule.id)
      .sort(),
  );
  return indexed;
}

/** The example's events: itself, its sequence, or its event `repeat` times with the field it varies. */
function eventsOf(example: RuleExample): Array<Record<string, unknown>> {
  const { sequence, repeat, event: repeated, vary, varyWith = 'value-{}' } = example as Series;
  if (sequence) return sequence;
  if (repeat === undefined) return [example];
  return Array.from({ length: repeat }, (_, index) => {
    const event = structuredClone(repeated);
    if (vary !== undefined) setField(event, vary, varyWith.replace('{}', String(index)));
    return event;
  });
}

/** The forms of an example that are more than one event; the schema has told them apart already. */
interface Series {
  sequence?: Array<Record<string, unknown>>;
  repeat?: number;
  event: Record<string, unknown>;
  vary?: string;
  varyWith?: string;
}

function setField(event: Record<string, unknown>, path: string, text: string): void {
  const keys = path.split('.');
  let at = event;
  for (const key of keys.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  at[keys.at(-1) ?? ''] = EVENT_FIELDS.get(path) === 'strings' ? [text] : text;
}

/** An example names only what the rule looks at; the rest of an event is filled in. */
function completed(example: object): Event {
  const { event, khien, ...rest } = example as Record<string, object | undefined>;
  const draft = {
    '@timestamp': '2026-11-20T01:15:30.000Z',
    ecs: { version: '9.1.0' },
    ...structuredClone(rest),
    event: { kind: 'event', ...event },
  };
  if (!khien) return draft as Event;
  const known = {
    source_id: 's',
    chunk_id: 'c',
    position: 'p',
    received_at: '2026-11-20T01:15:31.000Z',
    parser: 'x@1',
  };
  return { ...draft, khien: { ...known, ...khien } } as Event;
}

function problemsOf(example: object): string[] {
  const parsed = Event.safeParse(completed(example));
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

/** The example as the worker stores it. What the registry would say of it stays as the example says. */
function asStored(example: RuleExample): RuleExample {
  const draft = completed(example);
  const { khien, access } = structuredClone(draft);
  const { event } = enricher.enrich(
    draft as EventDraft,
    about('sso-login', 0, Date.parse(draft['@timestamp'])),
  );
  const { agreement_state, agreement_covers, data_class } = access ?? {};
  const said = Object.entries({ agreement_state, agreement_covers, data_class });
  return {
    ...event,
    khien,
    ...(access && {
      access: { ...event.access, ...Object.fromEntries(said.filter(([, value]) => value !== undefined)) },
    }),
  };
}

function about(sourceId: string, index: number, at: number): Parameters<typeof enricher.enrich>[1] {
  return {
    sourceId,
    chunkId: 'c1.000000000001',
    position: String(index),
    receivedAt: at + 1000,
    parser: 'test@1',
    timeQuality: 'device',
    hash: 'ab'.repeat(32),
  };
}

function hexOf(value: string): string {
  return Buffer.from(value).toString('hex').slice(0, 16);
}

describe('the state of systems', () => {
  const { status } = loadRules(files);

  it('has a rule for every fall of every layer and for every sign of material change', () => {
    for (const layer of [1, 2, 3, 4] as const)
      for (const to of ['not_met', 'at_risk', 'unverifiable'] as const)
        expect(layerAlertRule(status, layer, to)).toMatchObject({
          title: { vi: expect.stringContaining(`Lớp ${layer}`) },
        });
    for (const kind of ComplianceSheet.shape.changes.element.shape.kind.options)
      expect(changeAlertRule(status, kind)).toMatchObject({
        id: expect.stringContaining('material-change-'),
      });
  });
});
