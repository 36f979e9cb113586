import { join } from 'node:path';
import { EVENT_FIELDS } from '@khien/model';
import { catalogueRules, type RuleExample } from '@khien/pipeline';
import { loadRuleFiles } from '@khien/settings';
import { compileRules, correlationKeys, evaluateCorrelation, type Match, type RuleSet } from '@khien/sigma';

const folder = join(__dirname, '../rules');
const { files } = loadRuleFiles([folder]);
const sigma = files.filter(({ text }) => !/^detector:/m.test(text));
/** The closed event schema: a rule that names another field could never fire, and nobody would be told at 3 a.m. */
const fieldNames = new Set(EVENT_FIELDS.keys());
const { ruleSet, errors } = compileRules(sigma, { fieldNames });
const catalogue = catalogueRules(ruleSet);
const withExamples = [...catalogue.rules].flatMap(([id, rule]) =>
  rule.examples ? [{ id, name: rule.alertRule.id, rule, examples: rule.examples }] : [],
);

it('compiles every rule against the closed event schema', () => {
  expect(errors).toEqual([]);
  expect(catalogue.problems).toEqual([]);
});

it('has at least twelve detection rules and the first compliance rules', () => {
  const kinds = [...catalogue.rules.values()]
    .filter((rule) => rule.alerts)
    .map((rule) => rule.alertRule.kind);

  expect(kinds.filter((kind) => kind === 'detection').length).toBeGreaterThanOrEqual(12);
  expect([...catalogue.rules.values()].map((rule) => rule.alertRule.id)).toEqual(
    expect.arrayContaining([
      'access-without-purpose',
      'access-expired-agreement',
      'access-unknown-agreement',
      'system-without-approved-dossier',
    ]),
  );
});

it('names each rule like its file, once', () => {
  const names = withExamples.map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
  for (const { id, name } of withExamples)
    expect(ruleSet.rules.find((rule) => rule.id === id)?.file).toMatch(new RegExp(`/${name}\\.ya?ml$`));
});

describe.each(withExamples)('$name', ({ id, rule, examples }) => {
  it.each(examples.fires.map((example, index) => ({ index, example })))(
    'fires on its example $index',
    ({ example }) => {
      expect(fires(id, example)).toBe(true);
    },
  );

  it.each(examples.silent.map((example, index) => ({ index, example })))(
    'stays silent on its example $index',
    ({ example }) => {
      expect(fires(id, example)).toBe(false);
    },
  );

  it('is written for people in both languages, with what to check first', () => {
    expect(rule.alertRule.triage?.vi.length).toBeGreaterThan(30);
    expect(rule.alertRule.triage?.en.length).toBeGreaterThan(30);
    expect(rule.alertRule.title.vi).not.toBe(rule.alertRule.title.en);
  });
});

function fires(id: string, example: RuleExample): boolean {
  const correlation = ruleSet.correlations.find((candidate) => candidate.info.id === id);
  if (!correlation) return matchesOf(ruleSet, example).some((match) => match.rule.id === id);
  const hits = series(example).flatMap((event, index) => {
    const time = index * Number(example.everySeconds) * 1000;
    return matchesOf(ruleSet, event).flatMap((match) => {
      const keys = correlationKeys(correlation, event, match);
      return keys
        ? [
            {
              time,
              eventId: String(index),
              ruleId: match.rule.id,
              ...(keys.value !== undefined && { value: keys.value }),
            },
          ]
        : [];
    });
  });
  return evaluateCorrelation(correlation, hits).length > 0;
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

/** The example's event, `repeat` times, with the field it varies. */
function series(example: RuleExample): object[] {
  return Array.from({ length: Number(example.repeat) }, (_, index) => {
    const event = structuredClone(example.event) as Record<string, unknown>;
    if (typeof example.vary === 'string') setField(event, example.vary, `value-${index}`);
    return event;
  });
}

function setField(event: Record<string, unknown>, path: string, value: string): void {
  const keys = path.split('.');
  let at = event;
  for (const key of keys.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  at[keys.at(-1) ?? ''] = value;
}
