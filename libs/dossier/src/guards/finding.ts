import type { Bilingual, Day, Dossier, DossierEvent, DossierEventKind } from '@khien/model';
import type { DossierContext, GuardProblem } from '../dossier-context';
import { figureOf, procedureLevel, type Rule } from '../dossier-law';
import type { Roles } from '../parties';

/** What guards look at. Without the event itself only what does not depend on its contents is judged. */
export interface Judging {
  dossier: Dossier;
  context: DossierContext;
  kind: DossierEventKind;
  on: Day;
  event?: DossierEvent | undefined;
}

/** A problem stands in the way; a warning is told and does not. */
export interface Finding {
  blocks: boolean;
  problem: GuardProblem;
}
export type Guard = (judging: Judging) => Finding[];

type Told = Rule & { code: string; vi: string; en: string };

const finding = (blocks: boolean, { code, clause, mark, vi, en }: Told): Finding[] => [
  { blocks, problem: { code, clause, mark, text: { vi, en } satisfies Bilingual } },
];
export const blocks = (told: Told): Finding[] => finding(true, told);
export const warns = (told: Told): Finding[] => finding(false, told);

/** The event when it is of that kind. */
export const eventAs = <K extends DossierEventKind>(
  { event }: Judging,
  kind: K,
): Extract<DossierEvent, { kind: K }> | undefined =>
  event?.kind === kind ? (event as Extract<DossierEvent, { kind: K }>) : undefined;

export const rolesAt = ({ context: { system, agencies, evidence }, on }: Judging): Roles => ({
  system,
  agencies,
  evidence,
  on,
});

/** The article of NĐ 331 where that regime decides, else what the dossier's own regime says by the parameter. */
export function clauseUnder(judging: Judging, parameter: string, ofNd331: string): Rule {
  const { dossier, context, on } = judging;
  if (dossier.regime === 'ND331') return { clause: ofNd331, mark: 'V1' };
  const figure = figureOf(context, parameter, { regime: dossier.regime, level: procedureLevel(dossier), on });
  return figure ?? { clause: ofNd331, mark: 'INF' };
}
