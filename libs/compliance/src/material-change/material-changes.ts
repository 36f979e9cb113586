import type { Day, SystemDay } from '@khien/model';
import { countsOn } from '../legal/dated';
import { parameterEntry } from '../legal/parameter';
import { addDays } from '../working-days/day-arithmetic';
import type { ChangeCase, ChangeInput, FoundSign, MaterialChange } from './change-input';
import { internetExposure, newConnection, newDataClass, unregistered } from './seen-in-telemetry';
import { controlDrift, levelBelowCriteria, subjectsThreshold } from './seen-on-card';

const LOOK_OUT: Record<MaterialChange['kind'], (input: ChangeCase) => FoundSign[]> = {
  internet_exposure: internetExposure,
  data_class: newDataClass,
  subjects_threshold: subjectsThreshold,
  control_drift: controlDrift,
  new_connection: newConnection,
  level_below_criteria: levelBelowCriteria,
  unregistered,
};

/**
 * Cần xác định lại cấp độ: signs that what a level was determined for is not what runs. Each with its clause, its mark and the evidence; the
 * same sign has the same text on every day, so that it is raised once. People decide what follows.
 */
export function materialChanges(input: ChangeInput): MaterialChange[] {
  const { law, on, system } = input;
  if (system.stage === 'retired') return [];
  const days = input.days
    .filter(({ day }) => day <= on)
    .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  const learntOn = endOfLearning(input, days);
  return law.changeSigns
    .filter((sign) => countsOn(sign, on))
    .flatMap((sign) =>
      LOOK_OUT[sign.id]({ ...input, days, sign, learntOn }).map(
        ({ text, seenAt, evidence, clause, mark }) => ({
          kind: sign.id,
          text,
          clause: clause ?? sign.clause,
          mark: mark ?? sign.mark,
          seenAt,
          evidence,
        }),
      ),
    );
}

/** First day on which something new is new; undefined while the system is still being learnt. */
function endOfLearning({ law, on }: ChangeInput, days: readonly SystemDay[]): Day | undefined {
  const learning = parameterEntry(law.parameters, 'local.change.learning', { on })?.value;
  const [first] = days;
  if (!first || typeof learning !== 'number') return undefined;
  const learntOn = addDays(first.day, learning);
  return learntOn <= on ? learntOn : undefined;
}
