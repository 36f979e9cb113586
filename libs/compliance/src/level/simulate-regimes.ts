import type { LegalDay } from '../legal/dated';
import { dutiesOf, type OwedDuty } from '../legal/duty';
import type { LegalRegimes } from '../legal/legal-file';
import { type Parameter, type ParameterEntry, parameterEntry } from '../legal/parameter';
import { assessLevel } from './compute-level';
import type { LevelAssessment } from './level-answer';
import type { LevelInput } from './level-input';

/** A day, and the law it is looked up in: a draft law is another `law` with one file more. */
export interface Moment {
  law: LegalRegimes;
  on: LegalDay;
}

export interface DutyChange {
  id: string;
  before: OwedDuty | null;
  after: OwedDuty | null;
}

export interface ParameterChange {
  id: string;
  title: Parameter['title'];
  before: ParameterEntry | null;
  after: ParameterEntry | null;
}

/** What another law means for one system. */
export interface SimulatedSystem {
  name: string;
  before: LevelAssessment;
  after: LevelAssessment;
  /** `open`: at least one side is not concluded, so that nothing is claimed. */
  change: 'same' | 'raised' | 'lowered' | 'open';
  /** Duties at the level, or at the least level that is sure, that come, go or change their force. */
  duties: DutyChange[];
  /** Figures at that level that come, go or change. */
  parameters: ParameterChange[];
}

/** Every system under the law of two moments. Nothing is stored. */
export function simulateRegimes(systems: readonly LevelInput[], from: Moment, to: Moment): SimulatedSystem[] {
  return systems.map(createSimulator(from, to));
}

/**
 * The same for one system after another. Duties and figures hang on the levels alone, so systems of the same levels share one
 * list of each: the very same arrays.
 */
export function createSimulator(from: Moment, to: Moment): (input: LevelInput) => SimulatedSystem {
  const titles = new Map([...from.law.parameters, ...to.law.parameters].map(({ id, title }) => [id, title]));
  const known = new Map<string, Pick<SimulatedSystem, 'duties' | 'parameters'>>();

  function effectsOf(before: LevelAssessment, after: LevelAssessment) {
    const key = JSON.stringify(
      [before, after].map((one) => [one.level, one.floor, one.critical, one.criticalCandidate]),
    );
    const found = known.get(key) ?? {
      duties: changed(dutiesAt(before, from), dutiesAt(after, to), sameDuty),
      parameters: changed(figuresAt(before, from), figuresAt(after, to), sameFigure).flatMap((figure) => {
        const title = titles.get(figure.id);
        return title === undefined ? [] : [{ ...figure, title }];
      }),
    };
    known.set(key, found);
    return found;
  }

  return (input) => {
    const before = assessLevel(input, from.law, from.on);
    const after = assessLevel(input, to.law, to.on);
    return { name: input.name, before, after, change: changeOf(before, after), ...effectsOf(before, after) };
  };
}

function changeOf(before: LevelAssessment, after: LevelAssessment): SimulatedSystem['change'] {
  if (before.level === null || after.level === null) return 'open';
  if (before.level === after.level) return 'same';
  return after.level > before.level ? 'raised' : 'lowered';
}

function dutiesAt({ level, floor, critical, criticalCandidate }: LevelAssessment, { law, on }: Moment) {
  const least = level ?? floor;
  const owed =
    least === null ? [] : dutiesOf(law.duties, { level: least, critical: critical || criticalCandidate, on });
  return new Map(owed.map((duty) => [duty.id, duty]));
}

function figuresAt({ level, floor }: LevelAssessment, { law, on }: Moment): Map<string, ParameterEntry> {
  const least = level ?? floor ?? undefined;
  return new Map(
    law.parameters.flatMap(({ id }) => {
      const entry = parameterEntry(law.parameters, id, { level: least, on });
      return entry === undefined ? [] : [[id, entry] as const];
    }),
  );
}

const sameDuty = (one: OwedDuty, other: OwedDuty): boolean =>
  one.force === other.force && one.clause === other.clause;
const sameFigure = (one: ParameterEntry, other: ParameterEntry): boolean =>
  one.value === other.value && one.unit === other.unit && one.clause === other.clause;

function changed<T>(before: Map<string, T>, after: Map<string, T>, same: (one: T, other: T) => boolean) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((id) => ({ id, before: before.get(id) ?? null, after: after.get(id) ?? null }))
    .filter((each) => !(each.before !== null && each.after !== null && same(each.before, each.after)));
}
