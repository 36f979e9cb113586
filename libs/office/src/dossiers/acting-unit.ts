import {
  appraiserOf,
  approverOf,
  operatorOf,
  type Roles,
  specialisedUnitOf,
  waitingFor,
} from '@khien/dossier';
import type { Dossier } from '@khien/model';

/** Agency that has to do the next thing; undefined where nothing is owed, nobody is designated, or it is a council or a central body. */
export function actingUnit(dossier: Dossier, roles: Roles): string | undefined {
  const waits = waitingFor(dossier);
  if (waits === 'owner') return operatorOf(roles.system);
  if (waits === 'approver') return approverOf(dossier, roles);
  if (waits === undefined) return undefined;
  // Đ20.1d: the expert opinion is the specialised unit's, whoever appraises.
  if (dossier.step === 'awaiting_expert_opinion') return specialisedUnitOf(roles);
  const appraiser = appraiserOf(dossier, roles);
  return appraiser?.kind === 'unit' ? appraiser.id : undefined;
}
