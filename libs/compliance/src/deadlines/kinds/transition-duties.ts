import type { Dossier, System } from '@khien/model';
import { dayWords, say } from '../../layers/say';
import { holds } from '../../legal/condition';
import type { Facts } from '../../legal/facts';
import type { Transition } from '../../legal/regime';
import { wasUnderConstruction } from '../../legal/under-construction';
import { factsOf } from '../../level/facts-of';
import { LevelInput } from '../../level/level-input';
import { addDays } from '../../working-days/day-arithmetic';
import { type Duty, type DutyCase, ofSystem, titled } from '../duty';

/** Days for which a rule that is overdue is still shown. */
const SHOWN_DAYS = 365;

/** LP-T1…T6: what a system that is older than the law owes, by the rule chosen on its card or by what the card says of it. */
export function transitionDuties({ law, systems, dossiers, on }: DutyCase): Duty[] {
  const rules = law.transitions.filter(
    ({ due, effective_from }) =>
      due !== undefined && effective_from <= on && on <= addDays(due.day, SHOWN_DAYS),
  );
  return systems.flatMap((system) => {
    const facts = factsOfCard(system);
    const own = dossiers.filter(({ systemId }) => systemId === system.id);
    return rules.flatMap((rule) => (binds(rule, system, facts) ? duty(rule, system, own) : []));
  });
}

function binds({ id, when }: Transition, { transition }: System, facts: Facts): boolean {
  if (transition?.rule !== undefined) return id === transition.rule || follows(id, transition.rule);
  return when !== undefined && holds(when, facts, () => undefined) === true;
}

/** Who finishes under the old decree (LP-T2) then has to meet the new one (LP-T3). */
const follows = (id: string, rule: string): boolean => rule === 'LP-T2' && id === 'LP-T3';

function duty(rule: Transition, system: System, dossiers: readonly Dossier[]): Duty[] {
  const { due } = rule;
  if (!due) return [];
  const done = answered(rule, system, dossiers);
  const other = due.or;
  return [
    {
      ...ofSystem(system),
      id: `transition|${rule.id}|${system.id}`,
      kind: 'transition',
      title: titled(rule.title, system.name),
      startedOn: rule.effective_from,
      dueOn: due.day,
      owes: say('Chủ quản hệ thống thông tin', 'System owner'),
      clause: rule.clause,
      mark: due.mark,
      ...(done && { state: 'done', ...(done.on !== undefined && { doneOn: done.on }) }),
      ...(other !== undefined && {
        note: say(
          `Theo cách đếm khác là ${dayWords(other)}.`,
          `By the other way of counting, ${dayWords(other)}.`,
        ),
      }),
    },
  ];
}

function answered(
  { done_when }: Transition,
  { dossier: card }: System,
  dossiers: readonly Dossier[],
): { on?: string | undefined } | undefined {
  if (done_when === 'approved') {
    const approved = dossiers.find(({ state }) => state === 'approved');
    if (approved) return { on: approved.approvedOn };
    return card.state === 'approved' ? { on: card.approvedOn } : undefined;
  }
  if (done_when !== 'deployed') return undefined;
  const deployed = dossiers.some(
    ({ state, deployment, regime }) => state === 'approved' && deployment === 'full' && regime !== 'ND85',
  );
  return deployed ? {} : undefined;
}

/** Facts that the rules ask for, from the card. */
function factsOfCard(system: System): Facts {
  const { transition, levelFacts } = system;
  const parsed = levelFacts && LevelInput.safeParse({ name: system.name.vi, ...levelFacts });
  const stated = parsed?.success ? factsOf(parsed.data) : {};
  const levelled = transition?.levelLegacy;
  const building = wasUnderConstruction(system);
  return {
    ...stated,
    ...(levelled !== undefined && { level_legacy: levelled }),
    ...(building !== undefined && { construction_started_before_2026_07_01: building }),
  };
}
