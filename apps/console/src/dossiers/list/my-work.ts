import type { UserView } from '@khien/model';
import type { DossierRow } from '../../api/views-dossiers';
import type { Capability } from '../../session/use-session';

/** Whether this person's unit has to do the next thing, and their role is the one that does it. */
export function isMine(row: DossierRow, user: UserView, can: (action: Capability) => boolean): boolean {
  if (row.waitingFor === undefined) return false;
  const mine = row.waitingUnit === undefined || user.unit === undefined || row.waitingUnit.id === user.unit;
  // Who drafts for a body drafts for those below it: whatever of them is in sight.
  if (row.waitingFor === 'owner') return can('dossier.draft') && (user.agencies !== '*' || mine);
  if (!mine) return false;
  if (row.waitingFor === 'appraiser')
    return can('dossier.appraise') || (can('dossier.approve') && inOneAct(row));
  return can('dossier.approve');
}

/** Mẫu 01: at levels 1 and 2 one unit appraises and approves, so that its approver may act once the dossier is found valid. */
const inOneAct = ({ step, proposedLevel }: DossierRow): boolean =>
  step === 'accepted' && proposedLevel !== undefined && proposedLevel <= 2;
