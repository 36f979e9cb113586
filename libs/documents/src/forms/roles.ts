import type { Agency, DossierEvent, PaperRef } from '@khien/model';
import type { DocumentContext } from '../document-context';
import type { FormFile, IssuerRole, When } from './form-file';

/** Level the forms speak of: approved, else proposed in the dossier, else of the card; undefined when none was proposed. */
export function levelOf({ dossier, system }: DocumentContext): number | undefined {
  return dossier?.approvedLevel ?? dossier?.proposedLevel ?? system?.level;
}

/** On the list of systems critical to national security: follows the procedure of level 5 (Đ20.4). */
export function isCritical({ dossier, system }: DocumentContext): boolean {
  return dossier?.criticalList === true || system?.marks?.includes('critical_list') === true;
}

type Kind = DossierEvent['kind'];
/** The last act of a kind, of this dossier. */
export function lastEvent<K extends Kind>(
  { acts }: DocumentContext,
  kind: K,
): (Extract<DossierEvent, { kind: K }> & { on: string }) | undefined {
  const act = acts.findLast(({ event }) => event.kind === kind);
  return act === undefined ? undefined : { ...(act.event as Extract<DossierEvent, { kind: K }>), on: act.on };
}

/** From level 4, and on the critical list, a central body appraises and the chủ quản sends (Đ18.3, Đ20.1d, Đ20.4). */
export const centrallyAppraised = (context: DocumentContext): boolean =>
  isCritical(context) || (levelOf(context) ?? 0) >= 4;

const CENTRAL_BODIES = { BCA: 'Bộ Công an', BQP: 'Bộ Quốc phòng', BCY: 'Ban Cơ yếu Chính phủ' } as const;

/** Bộ Công an unless the recorded opinion names another (military, cipher). */
function centralBody(context: DocumentContext): Agency {
  const vi = CENTRAL_BODIES[lastEvent(context, 'opinion_given')?.centralBody ?? 'BCA'];
  return { id: 'central', name: { vi, en: vi }, kind: 'province' };
}

/** Name of who appraises. */
export function appraiserName(context: DocumentContext): string | undefined {
  if (centrallyAppraised(context)) return centralBody(context).name.vi;
  return (
    context.appraiser?.name.vi ??
    lastEvent(context, 'appraiser_assigned')?.appraiser ??
    context.specialisedUnit?.name.vi
  );
}

/** Name of the unit or council that appraises in place of the specialised unit (Đ18.4). */
export function independentAppraiser(context: DocumentContext): string | undefined {
  const { appraiser, specialisedUnit } = context;
  const named = appraiser?.id === specialisedUnit?.id ? undefined : appraiser?.name.vi;
  return named ?? lastEvent(context, 'appraiser_assigned')?.appraiser;
}

export function bodyOf(context: DocumentContext, role: IssuerRole): Agency | undefined {
  const { operator, agency, owner, specialisedUnit, appraiser } = context;
  if (role === 'operator') return operator ?? agency;
  if (role === 'owner') return owner;
  if (role === 'central_body') return centralBody(context);
  return role === 'appraiser' ? (appraiser ?? specialisedUnit) : specialisedUnit;
}

/** The recorded paper this form became, whose number and date it bears. */
export function paperOf({ dossier }: DocumentContext, kind: FormFile['paper']): PaperRef | undefined {
  if (dossier === undefined || kind === undefined) return undefined;
  const { papers } = dossier;
  const byKind = {
    submission: papers.submission,
    expert_opinion: papers.expertOpinion,
    opinion: papers.opinion,
    approval_request: papers.approvalRequest,
    decision: papers.decision,
    appraiser_assignment: papers.appraiserAssignment,
  };
  return byKind[kind];
}

/** Whether the condition of a block holds; `known` says which placeholders have a value. */
export function holds(
  when: When | undefined,
  context: DocumentContext,
  known: (name: string) => boolean,
): boolean {
  if (when === undefined) return true;
  const level = levelOf(context);
  if (when.levels && (level === undefined || !when.levels.includes(level))) return false;
  if (when.critical !== undefined && when.critical !== isCritical(context)) return false;
  const conclusion = lastEvent(context, 'opinion_given')?.conclusion ?? 'open';
  if (when.conclusion && when.conclusion !== conclusion) return false;
  if (when.has && !when.has.every(known)) return false;
  return !when.lacks || when.lacks.some((name) => !known(name));
}
