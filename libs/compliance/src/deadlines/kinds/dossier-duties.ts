import type { Dossier } from '@khien/model';
import { say } from '../../layers/say';
import { addDays } from '../../working-days/day-arithmetic';
import { type Duty, type DutyCase, titled } from '../duty';

/** Days for which an answered clock is still shown. */
const SHOWN_DAYS = 180;

/** Clocks of the dossiers, and the days their owners set themselves (Mẫu 08 columns 9 and 11). */
export function dossierDuties(input: DutyCase): Duty[] {
  return input.dossiers
    .filter(({ step }) => step !== 'replaced' && step !== 'retired')
    .flatMap((dossier) => [...clocks(dossier, input), ...plans(dossier, input)]);
}

const aboutDossier = ({ _id, systemId, agencyId }: Dossier) => ({
  kind: 'dossier' as const,
  systemId,
  agencyId,
  href: `/dossiers/${encodeURIComponent(_id)}`,
});

function clocks(dossier: Dossier, { law, on, systemOf }: DutyCase): Duty[] {
  const name = systemOf(dossier.systemId)?.name ?? say(dossier.systemId, dossier.systemId);
  const taken = new Map<string, number>();
  return dossier.clocks.flatMap((clock): Duty[] => {
    const { parameter, startedOn, dueOn, state, endedOn, clause, mark } = clock;
    const same = `${parameter}|${startedOn}`;
    const nth = (taken.get(same) ?? 0) + 1;
    taken.set(same, nth);
    if (dueOn === undefined || (endedOn !== undefined && endedOn < addDays(on, -SHOWN_DAYS))) return [];
    const figure = law.parameters.find(({ id }) => id === parameter);
    const by = figure?.from;
    return [
      {
        ...aboutDossier(dossier),
        id: `dossier|${dossier._id}|${same}${nth > 1 ? `|${nth}` : ''}`,
        title: titled(figure?.title ?? say(parameter, parameter), name),
        startedOn,
        dueOn,
        ...(by !== undefined && { owes: by }),
        ...(state === 'paused' && { state }),
        ...(state === 'ended' && { state: 'done', ...(endedOn !== undefined && { doneOn: endedOn }) }),
        clause,
        mark,
      },
    ];
  });
}

function plans(dossier: Dossier, { systemOf }: DutyCase): Duty[] {
  const name = systemOf(dossier.systemId)?.name ?? say(dossier.systemId, dossier.systemId);
  const owner = say('Chủ quản hệ thống thông tin', 'System owner');
  const { approvalExpectedOn, deploymentExpectedOn, validUntil, approvedOn, deployment } = dossier;
  const planned = (id: string, what: { vi: string; en: string }, dueOn: string): Duty => ({
    ...aboutDossier(dossier),
    id: `dossier|${dossier._id}|${id}`,
    title: titled(what, name),
    dueOn,
    owes: owner,
    clause: 'NĐ 331 Đ35, Mẫu 08',
    mark: 'V1',
  });
  return [
    ...(approvalExpectedOn === undefined
      ? []
      : [
          {
            ...planned(
              'approval',
              say('Dự kiến phê duyệt hồ sơ', 'Expected approval of the dossier'),
              approvalExpectedOn,
            ),
            ...(approvedOn !== undefined && { state: 'done' as const, doneOn: approvedOn }),
          },
        ]),
    ...(deploymentExpectedOn === undefined
      ? []
      : [
          {
            ...planned(
              'deployment',
              say('Dự kiến triển khai đầy đủ phương án', 'Expected full deployment of the plan'),
              deploymentExpectedOn,
            ),
            ...(deployment === 'full' && { state: 'done' as const }),
          },
        ]),
    ...(validUntil === undefined || approvedOn === undefined
      ? []
      : [
          {
            ...planned('validity', say('Quyết định phê duyệt hết thời hạn', 'The approval ends'), validUntil),
            startedOn: approvedOn,
            clause: 'Quyết định phê duyệt',
            mark: 'INF',
          },
        ]),
  ];
}
