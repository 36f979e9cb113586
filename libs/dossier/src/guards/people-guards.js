import { agencyName, appraiserOf, approverOf, chainOf, operatorOf, ownerOf, specialisedUnitOf, } from '../parties';
import { blocks, clauseUnder, eventAs, rolesAt, warns } from './finding';
/** Accounts that drafted: by their acts and by what they typed into the form. */
function drafted({ dossier, context: { actor, sections } }) {
    const typed = sections.map(({ updatedBy }) => updatedBy);
    return [...dossier.drafters, ...typed].some((each) => each === actor.userId || each === actor.username);
}
/** Separation of duties: the law keeps the units apart (Đ18.4), Khiên also the accounts. */
export const actorDidNotDraft = (judging) => !drafted(judging)
    ? []
    : blocks({
        code: 'actor_drafted',
        clause: 'NĐ 331 Đ18.4',
        mark: 'INF',
        vi: 'Tài khoản này đã tham gia lập hồ sơ nên không thể thẩm định hay phê duyệt chính hồ sơ đó. Hãy giao cho một tài khoản khác.',
        en: 'This account took part in drafting the dossier and can neither appraise nor approve it. Another account has to.',
    });
export const actorDidNotAppraise = ({ dossier, context: { actor } }) => !dossier.appraisers.includes(actor.userId)
    ? []
    : blocks({
        code: 'actor_appraised',
        clause: 'NĐ 331 Đ18',
        mark: 'INF',
        vi: 'Tài khoản này đã cho ý kiến thẩm định nên không thể quyết định phê duyệt hồ sơ đó. Hãy giao cho một tài khoản khác.',
        en: 'This account gave the appraisal opinion and cannot decide on the approval. Another account has to.',
    });
/** OP-22: without a designation nobody can appraise. */
export const appraiserIsKnown = (judging) => appraiserOf(judging.dossier, rolesAt(judging)) !== undefined
    ? []
    : blocks({
        code: 'appraiser_unknown',
        ...clauseUnder(judging, 'LP-A1', 'NĐ 331 Đ18.1, Đ18.2'),
        vi: 'Chưa biết đơn vị nào thẩm định: thẻ hệ thống chưa ghi đơn vị chuyên trách về an ninh mạng. Hãy ghi đơn vị đó kèm quyết định giao nhiệm vụ.',
        en: 'It is not known who appraises: the card names no specialised cybersecurity unit. Name it, with the decision that designates it.',
    });
export const ownerIsKnown = (judging) => ownerOf(rolesAt(judging)) !== undefined
    ? []
    : blocks({
        code: 'owner_unknown',
        clause: 'NĐ 331 Đ8.1a',
        mark: 'V1',
        vi: 'Thẻ hệ thống chưa ghi chủ quản. Mỗi hệ thống có một chủ quản; hãy ghi vào thẻ rồi làm tiếp.',
        en: 'The card names no owner (chủ quản). Each system has one; put it on the card and go on.',
    });
/** Đ18.4: whoever manages or operates the system does not appraise it. */
export const appraiserIsIndependent = (judging) => {
    const { dossier, context } = judging;
    const appraiser = appraiserOf(dossier, rolesAt(judging));
    if (appraiser?.kind !== 'unit')
        return [];
    const { system, agencies } = context;
    const inCharge = [operatorOf(system), system.agencyId];
    const rule = clauseUnder(judging, 'LP-A7', 'NĐ 331 Đ18.4');
    const name = agencyName(agencies, appraiser.id);
    if (inCharge.includes(appraiser.id))
        return blocks({
            code: 'appraiser_operates',
            ...rule,
            vi: `${name.vi} đang quản lý hoặc vận hành hệ thống này nên không được thẩm định hồ sơ. Hãy giao một đơn vị trực thuộc khác có năng lực hoặc lập hội đồng độc lập, rồi ghi quyết định ở bước «Giao đơn vị thẩm định độc lập».`,
            en: `${name.en} manages or operates this system and may not appraise its dossier. Assign another capable unit or an independent council and record the decision under “Assign an independent appraiser”.`,
        });
    const related = inCharge.some((unit) => chainOf(agencies, unit).slice(1).includes(appraiser.id) ||
        chainOf(agencies, appraiser.id).includes(unit));
    const root = agencies.find(({ id }) => id === appraiser.id)?.kind === 'province';
    if (!related || root)
        return [];
    return warns({
        code: 'appraiser_related',
        clause: rule.clause,
        mark: 'INF',
        vi: `${name.vi} và đơn vị vận hành là cấp trên, cấp dưới của nhau. Hãy cân nhắc một đơn vị độc lập hơn.`,
        en: `${name.en} and the operator are above or below each other. Consider a more independent unit.`,
    });
};
/** The assigned unit is held to the same. */
export const assignedIsIndependent = (judging) => {
    const event = eventAs(judging, 'appraiser_assigned');
    if (event?.appraiserId === undefined)
        return [];
    const { dossier } = judging;
    return appraiserIsIndependent({ ...judging, dossier: { ...dossier, appraiserId: event.appraiserId } });
};
/** For levels 1–3 the appraising unit records its own reply; what a central body says is filed by whoever received it. */
export const unitAppraises = (judging) => {
    const appraiser = appraiserOf(judging.dossier, rolesAt(judging));
    if (appraiser?.kind !== 'unit' || judging.context.unit === appraiser.id)
        return [];
    const name = agencyName(judging.context.agencies, appraiser.id);
    return blocks({
        code: 'wrong_appraiser',
        ...clauseUnder(judging, 'LP-A1', judging.dossier.track === 'L3' ? 'NĐ 331 Đ18.2a' : 'NĐ 331 Đ18.1'),
        vi: `Việc này thuộc ${name.vi} là đơn vị thẩm định. Hãy chuyển cho tài khoản của đơn vị đó.`,
        en: `This is for ${name.en}, the appraising unit. Hand it to an account of that unit.`,
    });
};
export const unitGivesExpertOpinion = (judging) => {
    const unit = specialisedUnitOf(rolesAt(judging));
    if (unit !== undefined && judging.context.unit === unit)
        return [];
    const name = agencyName(judging.context.agencies, unit);
    return blocks({
        code: 'wrong_expert',
        clause: 'NĐ 331 Đ20.1d, Đ32.4',
        mark: 'V1',
        vi: unit === undefined
            ? 'Thẻ hệ thống chưa ghi đơn vị chuyên trách về an ninh mạng của chủ quản, là đơn vị cho ý kiến chuyên môn. Hãy ghi đơn vị đó.'
            : `Ý kiến chuyên môn do ${name.vi} cho. Hãy chuyển cho tài khoản của đơn vị đó.`,
        en: unit === undefined
            ? 'The card names no specialised unit of the owner, which gives the expert opinion. Name it.'
            : `The expert opinion is given by ${name.en}. Hand it to an account of that unit.`,
    });
};
/** Đ18: the specialised unit approves levels 1 and 2, the owner levels 3 and 4 and the plan of level 5. */
export const unitApproves = (judging) => {
    const { dossier, context } = judging;
    const unit = approverOf(dossier, rolesAt(judging));
    if (unit !== undefined && context.unit === unit)
        return [];
    const low = dossier.track === 'L1-2';
    const name = agencyName(context.agencies, unit);
    const [vi, en] = low
        ? ['đơn vị chuyên trách về an ninh mạng', 'the specialised cybersecurity unit']
        : ['chủ quản hệ thống thông tin', 'the owner (chủ quản)'];
    return blocks({
        code: unit === undefined ? 'approver_unknown' : 'wrong_approver',
        ...clauseUnder(judging, low ? 'LP-A1' : dossier.track === 'L3' ? 'LP-A2' : 'LP-A4', APPROVAL_CLAUSE[dossier.track ?? 'L3']),
        vi: unit === undefined
            ? `Thẻ hệ thống chưa ghi ${vi}, là đơn vị phê duyệt. Hãy ghi vào thẻ.`
            : `Ở cấp độ này hồ sơ do ${vi} phê duyệt: ${name.vi}. Hãy chuyển cho tài khoản của đơn vị đó.`,
        en: unit === undefined
            ? `The card does not name ${en}, which approves. Put it on the card.`
            : `At this level ${en} approves: ${name.en}. Hand it to an account of that unit.`,
    });
};
const APPROVAL_CLAUSE = {
    'L1-2': 'NĐ 331 Đ18.1',
    L3: 'NĐ 331 Đ18.2b',
    L4: 'NĐ 331 Đ18.3d',
    L5: 'NĐ 331 Đ18.3d',
};
export const unitReportsToOwner = (judging) => {
    const unit = specialisedUnitOf(rolesAt(judging));
    if (unit === undefined || judging.context.unit === unit)
        return [];
    const name = agencyName(judging.context.agencies, unit);
    return blocks({
        code: 'wrong_reporter',
        clause: 'NĐ 331 Đ18.1',
        mark: 'V1',
        vi: `${name.vi} đã phê duyệt thì báo cáo chủ quản. Hãy chuyển cho tài khoản của đơn vị đó.`,
        en: `${name.en}, which approved, reports to the owner. Hand it to an account of that unit.`,
    });
};
