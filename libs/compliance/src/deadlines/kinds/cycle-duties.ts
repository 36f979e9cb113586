import type { Day, Evidence, System } from '@khien/model';
import { inCircle } from '../../layers/system-circle';
import { countsOn } from '../../legal/dated';
import { parameterEntry } from '../../legal/parameter';
import { addMonths } from '../../working-days/day-arithmetic';
import { type Duty, type DutyCase, ofSystem, titled } from '../duty';
import type { DutyCycle } from '../duty-cycle';

const NOT_IN_USE = new Set<System['stage']>(['planned', 'design', 'construction', 'retired']);

/** What is owed again and again. The duty begun by the last evidence is open; the one that evidence answered is done. */
export function cycleDuties(input: DutyCase): Duty[] {
  const { law, systems, on } = input;
  const cycles = law.cycles.filter((cycle) => countsOn(cycle, on));
  return systems
    .filter(({ stage }) => !NOT_IN_USE.has(stage))
    .flatMap((system) => cycles.flatMap((cycle) => ofCycle(cycle, system, input)));
}

function ofCycle(cycle: DutyCycle, system: System, input: DutyCase): Duty[] {
  const { law, on, levelOf, evidenceOf } = input;
  const level = levelOf(system);
  const entry = parameterEntry(law.parameters, cycle.parameter, { level, on });
  if (typeof entry?.value !== 'number') return [];
  if (cycle.systems && inCircle(cycle.systems, system, level) !== true) return [];
  const months = entry.value;
  const answers = evidenceOf(system)
    .flatMap((each) => answerDay(each, cycle, on))
    .sort();
  const begun = laterOf(entry.effective_from, system.wentLiveOn ?? system.dossier.approvedOn);
  const dutyFrom = (startedOn: Day): Duty => ({
    ...ofSystem(system),
    id: `cycle|${cycle.id}|${system.id}|${startedOn}`,
    kind: cycle.kind,
    title: titled(cycle.title, system.name),
    startedOn,
    dueOn: addMonths(startedOn, months),
    owes: cycle.owes,
    clause: cycle.clause,
    mark: cycle.mark,
  });
  const last = answers.at(-1);
  if (last === undefined) return [dutyFrom(begun)];
  const before = [...answers].reverse().find((day) => day < last) ?? (begun < last ? begun : undefined);
  return [
    ...(before === undefined ? [] : [{ ...dutyFrom(before), state: 'done' as const, doneOn: last }]),
    withNext(dutyFrom(last), evidenceOf(system), last),
  ];
}

const laterOf = (one: Day, other: Day | undefined): Day => (other !== undefined && other > one ? other : one);

/** The day evidence answers the cycle on; a restore that failed answers nothing. */
function answerDay({ fact, effectiveFrom }: Evidence, { evidence }: DutyCycle, on: Day): Day[] {
  if (fact.kind !== evidence || (fact.kind === 'restore_test' && fact.result === 'fail')) return [];
  const day = 'on' in fact ? fact.on : effectiveFrom;
  return day <= on ? [day] : [];
}

/** A risk assessment may itself name an earlier day for the next. */
function withNext(duty: Duty, evidence: readonly Evidence[], last: Day): Duty {
  if (duty.kind !== 'risk') return duty;
  const next = evidence.flatMap(({ fact }) =>
    fact.kind === 'risk_assessment' && fact.on === last && fact.nextOn !== undefined && fact.nextOn > last
      ? [fact.nextOn]
      : [],
  );
  const [first] = next.sort();
  return first !== undefined && first < duty.dueOn ? { ...duty, dueOn: first } : duty;
}
