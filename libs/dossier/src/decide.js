import { today } from '@khien/compliance';
import { actIdOf, } from '@khien/model';
import { guardsOf } from './guards/guards-of';
import { recordedProposal } from './guards/level-guards';
import { leadsOn } from './moves';
import { EVENT_TITLES, STEP_TITLES } from './titles';
/** Acts under which the contents are pinned. */
const PINS = new Set(['submitted', 'opinion_given', 'approved']);
/**
 * Whether the act may be done now, and the act to record if so. Nothing is changed: `foldActs` applies it. Two people who decide
 * on the same state get acts of the same id, so that the store keeps one of them.
 */
export function decide(dossier, command, context) {
    const { event, on } = command;
    if (!leadsOn(dossier, event.kind))
        return { ok: false, problems: [wrongStep(dossier, event.kind)] };
    const recorded = recordedProposal(event, { context });
    const findings = judge({ dossier, context, kind: event.kind, on, event: recorded });
    const problems = told(findings, true);
    if (problems.length > 0)
        return { ok: false, problems };
    return { ok: true, act: actOf(dossier, { event: recorded, on }, context), warnings: told(findings, false) };
}
function actOf(dossier, { event, on }, context) {
    const seq = dossier.seq + 1;
    return {
        _id: actIdOf(dossier._id, seq),
        dossierId: dossier._id,
        systemId: dossier.systemId,
        agencyId: dossier.agencyId,
        seq,
        at: context.at,
        on,
        actor: context.actor,
        ...(context.unit === undefined ? {} : { unit: context.unit }),
        event,
        ...(PINS.has(event.kind) ? { snapshot: context.snapshot } : {}),
    };
}
/**
 * What the step offers, each with what stands in the way today. What depends on the contents of the act (its form, its papers, its
 * level) is only judged by `decide`.
 */
export function allowedEvents(dossier, context) {
    const on = today(context.at);
    return KINDS.filter((kind) => leadsOn(dossier, kind)).map((kind) => {
        const findings = judge({ dossier, context, kind, on });
        return { kind, problems: told(findings, true), warnings: told(findings, false) };
    });
}
const KINDS = Object.keys(EVENT_TITLES);
const judge = (judging) => guardsOf(judging.kind).flatMap((guard) => guard(judging));
/** Each problem once. */
function told(findings, blocking) {
    const byText = new Map();
    for (const { blocks, problem } of findings)
        if (blocks === blocking)
            byText.set(`${problem.code} ${problem.text.vi}`, problem);
    return [...byText.values()];
}
function wrongStep({ step }, kind) {
    const [at, what] = [STEP_TITLES[step], EVENT_TITLES[kind]];
    return {
        code: 'wrong_step',
        clause: 'NĐ 331 Đ18–Đ25',
        mark: 'INF',
        text: {
            vi: `Hồ sơ đang ở bước «${at.vi}» nên chưa làm được việc «${what.vi}». Hãy tải lại trang để xem các việc làm được lúc này.`,
            en: `The dossier is at “${at.en}”, where “${what.en}” cannot be done. Reload the page to see what can.`,
        },
    };
}
