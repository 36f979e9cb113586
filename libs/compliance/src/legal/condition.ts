import { z } from 'zod';
import { FACTS, type FactKind, type FactName, type Facts, type FactValue } from './facts';

const Name = z.enum(Object.keys(FACTS) as [FactName, ...FactName[]]);
const Bound = z.union([z.number().int().nonnegative(), z.string().min(1)]);

const TESTS = ['is', 'in', 'has_any', 'only', 'at_least', 'below', 'unknown'] as const;

/** One question about one fact. `at_least` and `below` take a number or the id of a parameter. */
const FactTest = z
  .strictObject({
    fact: Name,
    is: z.union([z.boolean(), z.number(), z.string()]).optional(),
    in: z
      .array(z.union([z.number(), z.string()]))
      .min(1)
      .optional(),
    has_any: z.array(z.string()).min(1).optional(),
    only: z.array(z.string()).min(1).optional(),
    at_least: Bound.optional(),
    below: Bound.optional(),
    unknown: z.literal(true).optional(),
  })
  .superRefine((test, context) => {
    const asked = TESTS.filter((name) => test[name] !== undefined);
    if (asked.length !== 1)
      context.addIssue({ code: 'custom', message: `one of ${TESTS.join(', ')} is needed` });
    const complaint = asked[0] === undefined ? undefined : misfit(FACTS[test.fact], asked[0], test);
    if (complaint !== undefined) context.addIssue({ code: 'custom', message: `${test.fact}: ${complaint}` });
  });
type FactTest = z.infer<typeof FactTest>;

export type Condition = FactTest | { all: Condition[] } | { any: Condition[] } | { not: Condition };
/** A condition over the facts, as written in `config/legal/`. */
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    FactTest,
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
  ]),
);

function misfit(fact: FactKind, asked: (typeof TESTS)[number], test: FactTest): string | undefined {
  if (asked === 'unknown') return undefined;
  const fitting = {
    flag: ['is'],
    number: ['is', 'in', 'at_least', 'below'],
    choice: ['is', 'in'],
    set: ['has_any', 'only'],
  };
  if (!fitting[fact.kind].includes(asked)) return `"${asked}" does not fit a ${fact.kind}`;
  const values = [test[asked]].flat();
  if (fact.kind === 'flag') return typeof test.is === 'boolean' ? undefined : 'true or false is needed';
  if (fact.kind === 'number')
    return asked === 'is' || asked === 'in'
      ? values.every((value) => typeof value === 'number')
        ? undefined
        : 'a number is needed'
      : undefined;
  const strange = values.find((value) => !fact.values.includes(String(value)));
  return strange === undefined ? undefined : `no such value "${strange}"`;
}

/** Parameter ids that a condition compares with. */
export function parametersOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(parametersOf);
  if ('any' in condition) return condition.any.flatMap(parametersOf);
  if ('not' in condition) return parametersOf(condition.not);
  return [condition.at_least, condition.below].filter((bound) => typeof bound === 'string');
}

/** Value of a parameter that a condition compares with; undefined when no value is known on that date. */
export type Threshold = (parameter: string) => number | undefined;

/** Whether the condition holds: true, false, or undefined where a fact that decides is unknown (Kleene's logic). */
export function holds(condition: Condition, facts: Facts, threshold: Threshold): boolean | undefined {
  if ('all' in condition) return every(condition.all.map((part) => holds(part, facts, threshold)));
  if ('any' in condition) {
    const none = every(condition.any.map((part) => negated(holds(part, facts, threshold))));
    return negated(none);
  }
  if ('not' in condition) return negated(holds(condition.not, facts, threshold));
  return answers(condition, facts[condition.fact], threshold);
}

function answers(test: FactTest, value: FactValue | undefined, threshold: Threshold): boolean | undefined {
  if (test.unknown) return value === undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'object') {
    if (test.has_any) return test.has_any.some((wanted) => value.includes(wanted));
    return value.every((held) => test.only?.includes(held));
  }
  if (test.in) return test.in.some((wanted) => wanted === value);
  if (test.is !== undefined) return test.is === value;
  const bound = test.at_least ?? test.below;
  const limit = typeof bound === 'string' ? threshold(bound) : bound;
  if (limit === undefined) return undefined;
  return test.at_least === undefined ? Number(value) < limit : Number(value) >= limit;
}

const negated = (answer: boolean | undefined): boolean | undefined =>
  answer === undefined ? undefined : !answer;

function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
