import { blocks, eventAs, warns } from './finding';
const levelAt = (judging) => eventAs(judging, 'level_proposed')?.level ?? judging.dossier.proposedLevel;
export const levelIsProposed = ({ dossier }) => dossier.proposedLevel !== undefined
    ? []
    : blocks({
        code: 'level_missing',
        clause: 'NĐ 331 Đ22.4a',
        mark: 'V1',
        vi: 'Chưa có cấp độ đề xuất. Hãy chọn cấp độ ở bước «Đề xuất cấp độ» rồi làm tiếp.',
        en: 'No level has been proposed. Choose one under “Propose the level” and go on.',
    });
/** Đ8.2: the highest criterion that is met decides. Blocks only when the calculator has concluded. */
export const levelNotBelowCriteria = (judging) => {
    const level = levelAt(judging);
    const { computed } = judging.context;
    if (level === undefined)
        return [];
    if (computed.level !== null && level < computed.level)
        return belowCriteria(judging, level, computed.level);
    if (computed.level !== null || computed.floor === null || level >= computed.floor)
        return [];
    return warns({
        code: 'level_below_floor',
        clause: 'NĐ 331 Đ8.2',
        mark: 'INF',
        vi: `Kết quả tính mới là sơ bộ, nhưng ít nhất là cấp độ ${computed.floor}; đang đề xuất cấp độ ${level}. Hãy bổ sung dữ kiện còn thiếu trước khi gửi.`,
        en: `The result is preliminary, yet at least level ${computed.floor}; level ${level} is proposed. Supply the missing facts before submitting.`,
    });
};
function belowCriteria({ context }, level, needed) {
    const reason = context.computed.reasons.find((each) => each.level === needed);
    const instrument = context.computed.regime === 'ND85' ? 'NĐ 85' : 'NĐ 331';
    const clause = reason?.clause ?? 'Đ8.2';
    const by = reason === undefined ? '' : ` (${reason.clause}: ${reason.criterion})`;
    return blocks({
        code: 'level_below_criteria',
        clause: clause.startsWith('Đ') ? `${instrument} ${clause}` : clause,
        mark: reason?.mark ?? 'V1',
        vi: `Theo tiêu chí, hệ thống phải ở cấp độ ${needed}${by}; không thể đề xuất cấp độ ${level}. Hãy đề xuất từ cấp độ ${needed} trở lên, hoặc sửa dữ kiện trong thẻ hệ thống nếu dữ kiện sai.`,
        en: `By the criteria the system is at level ${needed}${by}; level ${level} cannot be proposed. Propose level ${needed} or above, or correct the facts on the system's card if they are wrong.`,
    });
}
/** A level that is still open may be proposed, with the argument for the choice. */
export const openLevelHasRationale = (judging) => {
    const event = eventAs(judging, 'level_proposed');
    const { computed } = judging.context;
    if (event === undefined || computed.level !== null || (event.rationale ?? '').trim() !== '')
        return [];
    return blocks({
        code: 'rationale_missing',
        clause: 'NĐ 331 Đ22.4',
        mark: 'INF',
        vi: `Kết quả tính mới là sơ bộ, chưa kết luận (có thể là cấp độ ${computed.candidates.join(', ') || '1–5'}; còn để ngỏ: ${computed.undecided.join(', ') || 'dữ kiện'}). Hãy ghi lập luận chọn cấp độ ${event.level}.`,
        en: `The result is preliminary (candidates: ${computed.candidates.join(', ') || '1–5'}; open: ${computed.undecided.join(', ') || 'facts'}). Write why level ${event.level} is chosen.`,
    });
};
/** The proposal as it is recorded: with what the calculator really said, and the flag of the register. */
export function recordedProposal(event, { context }) {
    if (event.kind !== 'level_proposed')
        return event;
    const { level, floor, candidates, undecided, reasons, regime } = context.computed;
    const listed = context.system.marks?.includes('critical_list') ?? false;
    return {
        ...event,
        computed: {
            level,
            floor,
            candidates,
            undecided,
            clauses: [...new Set(reasons.map(({ clause }) => clause))],
            regime,
        },
        ...(listed ? { criticalList: true } : {}),
    };
}
