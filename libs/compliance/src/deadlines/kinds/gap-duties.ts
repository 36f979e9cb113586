import { say } from '../../layers/say';
import { type Duty, type DutyCase, ofSystem, titled } from '../duty';

/** Days that plans for gaps set themselves, and those of their milestones. Done once the control is met. */
export function gapDuties({ gapPlans, systemOf, sheets = [], controlTitle }: DutyCase): Duty[] {
  const closed = new Set(
    sheets.flatMap(({ _id, controls }) =>
      controls
        .filter(({ status }) => status === 'met' || status === 'not_applicable')
        .map(({ controlId }) => `${_id}:${controlId}`),
    ),
  );
  return gapPlans.flatMap((plan): Duty[] => {
    const system = systemOf(plan.systemId);
    if (!system) return [];
    const isClosed = closed.has(plan._id);
    const control = controlTitle?.(plan.controlId) ?? say(plan.controlId, plan.controlId);
    const base = {
      ...ofSystem(system, '/controls'),
      kind: 'gap' as const,
      ...(plan.owner !== undefined && { owes: say(plan.owner, plan.owner) }),
      clause: 'Kế hoạch khắc phục',
      mark: 'INF',
    };
    const whole: Duty[] =
      plan.dueOn === undefined
        ? []
        : [
            {
              ...base,
              id: `gap|${plan._id}`,
              title: titled(
                say(`Khắc phục biện pháp «${control.vi}»`, `Close the gap «${control.en}»`),
                system.name,
              ),
              dueOn: plan.dueOn,
              ...(isClosed && { state: 'done' }),
            },
          ];
    const steps = plan.milestones.map(
      ({ title, dueOn, doneOn }, index): Duty => ({
        ...base,
        id: `gap|${plan._id}|${index + 1}`,
        title: titled(
          say(`${title} (khắc phục «${control.vi}»)`, `${title} (gap «${control.en}»)`),
          system.name,
        ),
        dueOn,
        ...(doneOn !== undefined ? { state: 'done', doneOn } : isClosed && { state: 'done' }),
      }),
    );
    return [...whole, ...steps];
  });
}
