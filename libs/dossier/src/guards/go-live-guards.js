import { ruleOf } from '../dossier-law';
import { evidenceFor } from '../parties';
import { blocks, rolesAt, warns } from './finding';
/** Đ30.6 speaks of new and upgraded systems; one that already runs is told, not stopped. An unknown stage counts as new. */
const runsAlready = ({ stage, wentLiveOn }) => stage === undefined ? wentLiveOn !== undefined : stage === 'operating' || stage === 'retired';
const found = ({ context }) => (runsAlready(context.system) ? warns : blocks);
export const approvedBeforeUse = (judging) => {
    const { dossier, context } = judging;
    const inForce = [dossier, ...context.otherVersions].some(({ step }) => step === 'approved');
    // An upgrade is what a newer determination is for: the old approval does not speak of it.
    const enough = context.system.stage === 'upgrading' ? dossier.step === 'approved' : inForce;
    if (enough)
        return [];
    return found(judging)({
        code: 'go_live_unapproved',
        clause: 'NĐ 331 Đ30.6',
        mark: 'V1',
        vi: 'Hồ sơ đề xuất cấp độ phải được phê duyệt trước khi đưa hệ thống vào vận hành. Hãy hoàn thành việc phê duyệt.',
        en: 'The dossier has to be approved before the system goes live. Finish the approval first.',
    });
};
export const deployedBeforeUse = (judging) => {
    const { dossier, context, on } = judging;
    const rule = ruleOf(context, 'LP-A14', dossier, on);
    if (rule === undefined || dossier.deployment === 'full')
        return [];
    return found(judging)({
        code: 'go_live_not_deployed',
        ...rule,
        vi: 'Phương án bảo đảm an ninh mạng phải được triển khai đầy đủ trước khi vận hành. Hãy hoàn thành các hạng mục còn lại rồi khai «Đã triển khai đầy đủ».',
        en: 'The plan has to be fully deployed before operation. Finish what is left and declare “fully deployed”.',
    });
};
/** Đ28.3; Luật 116 Đ10.4 leaves it to need at levels 3 and 4 (OP-16): the decree is followed, the tension is told. */
export const conditionsAssessedBeforeUse = (judging) => {
    const { dossier, context, on } = judging;
    const rule = ruleOf(context, 'LP-A18', dossier, on);
    const assessed = evidenceFor(rolesAt(judging)).some(({ fact, systemId }) => systemId === context.system.id &&
        fact.kind === 'assessment' &&
        (fact.purpose === 'conditions' || fact.purpose === 'pre_use') &&
        fact.result !== 'fail' &&
        fact.on <= on);
    if (rule === undefined || assessed)
        return [];
    return found(judging)({
        code: 'go_live_not_assessed',
        ...rule,
        vi: 'Chưa có đánh giá điều kiện an ninh mạng trước khi vận hành. Hãy ghi kết quả đánh giá vào phần bằng chứng của hệ thống. (Luật 116 Đ10.3, Đ10.4 để cấp độ 1–4 tùy nhu cầu, khả năng; nghị định vẫn yêu cầu.)',
        en: 'There is no assessment of the cybersecurity conditions before operation. Add its result to the evidence of the system. (Law 116 Đ10.3 and Đ10.4 leave levels 1 to 4 to need; the decree still asks for it.)',
    });
};
