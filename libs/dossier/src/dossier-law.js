import { parameterEntry } from '@khien/compliance';
/** The regime that a dossier is read under decides which day's figures count: an ended one keeps those of its last day. */
export function lawDay({ law }, regime, on) {
    const found = law.regimes.find(({ id }) => id === regime);
    if (!found)
        return on;
    if (found.effective_to !== undefined && on > found.effective_to)
        return found.effective_to;
    return on < found.effective_from ? found.effective_from : on;
}
/** A figure of config/legal for a dossier: its regime, the level of its procedure and the day decide. */
export function figureOf(law, id, at) {
    const on = id.startsWith('local.') ? at.on : lawDay(law, at.regime, at.on);
    return parameterEntry(law.law.parameters, id, { level: at.level, on });
}
/** Whether a yes-or-no rule of config/legal binds the dossier on a day; undefined where its regime has no such rule. */
export function ruleOf(law, id, dossier, on) {
    const figure = figureOf(law, id, { regime: dossier.regime, level: procedureLevel(dossier), on });
    return figure === undefined || figure.value === false || figure.value === null ? undefined : figure;
}
/** The level whose procedure is followed: 5 for levels 3 and 4 on the critical list (Đ20.4), else the proposed one. */
export const procedureLevel = ({ track, proposedLevel, }) => (track === 'L5' ? 5 : proposedLevel);
