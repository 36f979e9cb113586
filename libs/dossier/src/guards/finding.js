import { figureOf, procedureLevel } from '../dossier-law';
const finding = (blocks, { code, clause, mark, vi, en }) => [
    { blocks, problem: { code, clause, mark, text: { vi, en } } },
];
export const blocks = (told) => finding(true, told);
export const warns = (told) => finding(false, told);
/** The event when it is of that kind. */
export const eventAs = ({ event }, kind) => event?.kind === kind ? event : undefined;
export const rolesAt = ({ context: { system, agencies, evidence }, on }) => ({
    system,
    agencies,
    evidence,
    on,
});
/** The article of NĐ 331 where that regime decides, else what the dossier's own regime says by the parameter. */
export function clauseUnder(judging, parameter, ofNd331) {
    const { dossier, context, on } = judging;
    if (dossier.regime === 'ND331')
        return { clause: ofNd331, mark: 'V1' };
    const figure = figureOf(context, parameter, { regime: dossier.regime, level: procedureLevel(dossier), on });
    return figure ?? { clause: ofNd331, mark: 'INF' };
}
