import { figureOf, procedureLevel, ruleOf } from '../dossier-law';
import { appraiserOf, specialisedUnitOf } from '../parties';
import { completeness } from '../sections/form';
import { regulationOf } from '../sections/prefill';
import { dayInVietnamese } from '../wording';
import {
  blocks,
  clauseUnder,
  eventAs,
  type Finding,
  type Guard,
  type Judging,
  rolesAt,
  warns,
} from './finding';

const fromLevel3 = ({ dossier }: Judging): boolean => dossier.track !== 'L1-2';
const central = ({ dossier }: Judging): boolean => dossier.track === 'L4' || dossier.track === 'L5';

/** Đ21: components 1–4, and 5 for levels 4 and 5. The opinion itself is not asked of the dossier that asks for it. */
const componentsComplete =
  (withExpertOpinion: boolean): Guard =>
  (judging) => {
    const { dossier, context, on } = judging;
    const specs = context.specs.filter(
      ({ component }) => withExpertOpinion || component !== 'expert_opinion',
    );
    const missing = completeness({ ...context, specs, dossier, on }).perSection.flatMap(
      ({ section, missing: fields }) => (fields.length === 0 ? [] : [{ section, fields }]),
    );
    if (missing.length === 0) return [];
    const named = (language: 'vi' | 'en'): string =>
      missing
        .map(({ section, fields }) => {
          const title = specs.find(({ id }) => id === section)?.title[language] ?? section;
          const shown = fields.slice(0, 3).map(({ label }) => label[language]);
          const rest =
            fields.length > 3
              ? language === 'vi'
                ? ` và ${fields.length - 3} mục khác`
                : ` and ${fields.length - 3} more`
              : '';
          return `${title}: ${shown.join('; ')}${rest}`;
        })
        .join(' · ');
    const found = withExpertOpinion ? blocks : warns;
    return found({
      code: 'components_incomplete',
      clause: dossier.regime === 'ND85' ? 'NĐ 85 Đ15' : 'NĐ 331 Đ21, Đ22',
      mark: 'V1',
      vi: `Thành phần hồ sơ còn thiếu. Hãy điền nốt: ${named('vi')}.`,
      en: `Components are incomplete. Fill in: ${named('en')}.`,
    });
  };
export const allComponentsComplete: Guard = componentsComplete(true);
export const draftComponentsComplete: Guard = componentsComplete(false);

export const riskIsAssessed: Guard = ({ dossier, context, on }) => {
  // An assessment behind an earlier approval says nothing about what is determined again.
  const approvals = context.otherVersions.map(({ approvedOn }) => approvedOn ?? '').sort();
  const since = approvals.at(-1) ?? '';
  const onRecord = context.evidence.some(
    ({ fact, systemId }) =>
      fact.kind === 'risk_assessment' && systemId === context.system.id && fact.on > since && fact.on <= on,
  );
  if (dossier.riskAssessedOn !== undefined || onRecord || dossier.regime !== 'ND331') return [];
  return blocks({
    code: 'risk_not_assessed',
    clause: 'NĐ 331 Đ10.2a',
    mark: 'V1',
    vi: 'Chưa có đánh giá rủi ro. Khi xác định cấp độ lần đầu hoặc xác định lại phải đánh giá rủi ro; hãy ghi ngày và báo cáo đánh giá.',
    en: 'There is no risk assessment, which a determination of the level needs. Record its day and its report.',
  });
};

export const riskAssessorIndependent: Guard = (judging) =>
  eventAs(judging, 'risk_assessed')?.independent !== false
    ? []
    : warns({
        code: 'risk_assessor_operates',
        clause: 'NĐ 331 Đ31.2c',
        mark: 'INF',
        vi: 'Người tự đánh giá nên độc lập với đơn vị vận hành; cơ quan thẩm định có thể yêu cầu đánh giá lại.',
        en: 'A self-assessor should be independent of the operator; the appraiser may ask for another assessment.',
      });

/** Đ20.1d, Đ21.5; under NĐ 85 the same fifth component. */
export const expertOpinionPresent: Guard = (judging) => {
  const { dossier } = judging;
  if (!central(judging) || dossier.expertOpinionOn !== undefined) return [];
  return blocks({
    code: 'expert_opinion_missing',
    clause: dossier.regime === 'ND85' ? 'NĐ 85 Đ15' : 'NĐ 331 Đ20.1d, Đ21.5',
    mark: 'V1',
    vi: 'Hồ sơ theo trình tự cấp độ 4–5 phải có ý kiến chuyên môn của đơn vị chuyên trách về an ninh mạng trước khi gửi thẩm định. Hãy gửi Mẫu số 03 và chờ ý kiến.',
    en: 'A dossier of the procedure of levels 4 and 5 needs the expert opinion of the specialised unit before it is submitted. Send Form 03 and wait for the opinion.',
  });
};

export const expertOpinionIsForHighLevels: Guard = (judging) =>
  central(judging)
    ? []
    : blocks({
        code: 'expert_opinion_not_needed',
        clause: 'NĐ 331 Đ21.5',
        mark: 'V1',
        vi: 'Chỉ hồ sơ cấp độ 4, cấp độ 5 hoặc trong danh mục quan trọng mới cần ý kiến chuyên môn. Hãy gửi thẩm định luôn.',
        en: 'Only dossiers of levels 4 and 5 or on the critical list need an expert opinion. Submit it for appraisal.',
      });

/** Đ30.7 (OP-17: also at levels 1 and 2, where Luật 116 Đ10.3 leaves measures to need and capability). */
export const regulationIsIssued: Guard = (judging) => {
  const { dossier, context, on } = judging;
  const rule = ruleOf(context, 'LP-A15', dossier, on);
  if (rule === undefined) return [];
  const paper = regulationOf({ ...context, dossier, on });
  if (paper !== undefined && paper.date <= on) return [];
  const note = {
    vi: ' Luật 116 Đ10.3 để cấp độ 1–2 tùy nhu cầu, khả năng; nghị định vẫn yêu cầu.',
    en: ' Law 116 Đ10.3 leaves levels 1 and 2 to need and capability; the decree still asks for it.',
  };
  const low = dossier.track === 'L1-2';
  return blocks({
    code: paper === undefined ? 'regulation_missing' : 'regulation_later',
    clause: rule.clause,
    mark: rule.mark,
    vi: `Quy chế bảo đảm an ninh mạng phải được ban hành trước khi phê duyệt hồ sơ${paper ? ` (quy chế đã ghi đề ngày ${dayInVietnamese(paper.date)})` : ''}. Hãy ghi số, ngày, cơ quan ban hành quy chế.${low ? note.vi : ''}`,
    en: `The cybersecurity regulation has to be issued before the dossier is approved${paper ? ` (the one on record is of ${paper.date})` : ''}. Record its number, day and issuer.${low ? note.en : ''}`,
  });
};

/** Đ24.1b: from level 3 the opinion (Mẫu 04) of the lead body lies with the request and with the decision. */
const missingOpinion = (judging: Judging, found: typeof blocks): Finding[] =>
  !fromLevel3(judging) || judging.dossier.regime === 'ND85'
    ? []
    : found({
        code: 'opinion_not_attached',
        clause: 'NĐ 331 Đ24.1b',
        mark: 'V1',
        vi: 'Từ cấp độ 3, hồ sơ trình phê duyệt phải kèm ý kiến thẩm định (Mẫu số 04) của cơ quan chủ trì thẩm định. Hãy ghi số, ngày văn bản ý kiến thẩm định.',
        en: 'From level 3 the file for approval carries the opinion (Form 04) of the lead appraiser. Record the number and day of that opinion.',
      });
export const opinionIsAttached: Guard = (judging) =>
  judging.dossier.papers.opinion === undefined ? missingOpinion(judging, blocks) : [];
export const opinionHasPaper: Guard = (judging) => {
  const event = eventAs(judging, 'opinion_given');
  return event === undefined || event.paper !== undefined ? [] : missingOpinion(judging, warns);
};

/** Mẫu 04: «chưa phù hợp» lists what is wrong; once appraised only the signed paper may be added. */
export const opinionIsWhole: Guard = (judging) => {
  const event = eventAs(judging, 'opinion_given');
  if (event === undefined) return [];
  const again = judging.dossier.step === 'appraised';
  if (again && (event.conclusion !== 'suitable' || event.paper === undefined))
    return blocks({
      code: 'already_appraised',
      clause: 'NĐ 331 Đ23',
      mark: 'INF',
      vi: 'Hồ sơ đã được kết luận phù hợp. Lúc này chỉ có thể ghi thêm văn bản Mẫu số 04 đã ký.',
      en: 'The dossier has been found suitable. Only the signed Form 04 can be added now.',
    });
  if (event.conclusion !== 'not_suitable' || event.defects.length > 0) return [];
  return blocks({
    code: 'defects_missing',
    clause: 'NĐ 331 Mẫu số 04, Phần 5',
    mark: 'V1',
    vi: 'Kết luận «chưa phù hợp» phải chỉ rõ những nội dung chưa phù hợp. Hãy ghi ít nhất một nội dung.',
    en: 'A conclusion of “not suitable” names what is not. Write at least one point.',
  });
};

export const centralBodyIsNamed: Guard = (judging) => {
  const event = eventAs(judging, 'opinion_given');
  const { dossier } = judging;
  if (event === undefined || !central(judging) || event.centralBody || dossier.regime !== 'ND331') return [];
  return blocks({
    code: 'central_body_missing',
    clause: 'NĐ 331 Đ18.3',
    mark: 'V1',
    vi: 'Hồ sơ theo trình tự cấp độ 4–5 do Bộ Công an thẩm định (Bộ Quốc phòng với hệ thống quân sự, Ban Cơ yếu Chính phủ với hệ thống cơ yếu). Hãy chọn cơ quan đã cho ý kiến.',
    en: 'Dossiers of the procedure of levels 4 and 5 are appraised by the Ministry of Public Security (Defence for military, the Cipher Committee for cipher systems). Choose the body whose opinion this is.',
  });
};

/** Mẫu 06 for levels 3 and 4, Mẫu 07 for the plan of level 5 and of the critical list; levels 1 and 2 have no official form. */
export const decisionFormFits: Guard = (judging) => {
  const event = eventAs(judging, 'approved');
  const { dossier } = judging;
  if (event === undefined || dossier.regime !== 'ND331' || dossier.track === undefined) return [];
  const fitting = FORM_OF[dossier.track];
  if (event.form === fitting.form) return [];
  return blocks({ code: 'wrong_form', mark: 'V1', ...fitting.told });
};

const LEVEL_3_4 = {
  form: 'mau-06',
  told: {
    clause: 'NĐ 331 Đ18.2b, Đ18.3d',
    vi: 'Cấp độ 3 và cấp độ 4 được phê duyệt bằng Quyết định theo Mẫu số 06. Hãy chọn Mẫu số 06.',
    en: 'Levels 3 and 4 are approved by a decision on Form 06. Choose Form 06.',
  },
} as const;
const FORM_OF = {
  'L1-2': {
    form: 'internal',
    told: {
      clause: 'NĐ 331 Đ18.1',
      vi: 'Nghị định không ban hành mẫu quyết định cho cấp độ 1 và cấp độ 2. Hãy dùng mẫu nội bộ của đơn vị chuyên trách.',
      en: 'The decree has no decision form for levels 1 and 2. Use the internal form of the specialised unit.',
    },
  },
  L3: LEVEL_3_4,
  L4: LEVEL_3_4,
  L5: {
    form: 'mau-07',
    told: {
      clause: 'NĐ 331 Đ18.3d–đ, Đ20.4',
      vi: 'Theo trình tự cấp độ 5, chủ quản chỉ phê duyệt phương án bảo đảm an ninh mạng theo Mẫu số 07; danh mục do Thủ tướng Chính phủ quyết định. Hãy chọn Mẫu số 07.',
      en: 'In the procedure of level 5 the owner approves the plan only, on Form 07; the list is decided by the Prime Minister. Choose Form 07.',
    },
  },
} as const;

/** Levels 1 and 2 whose appraiser had to be another unit: that unit's opinion comes first, the approval is another act. */
export const appraisedWhereAppraiserDiffers: Guard = (judging) => {
  const roles = rolesAt(judging);
  const appraiser = appraiserOf(judging.dossier, roles);
  const same = appraiser?.kind === 'unit' && appraiser.id === specialisedUnitOf(roles);
  if (judging.dossier.step !== 'accepted' || appraiser === undefined || same) return [];
  return blocks({
    code: 'opinion_missing',
    ...clauseUnder(judging, 'LP-A7', 'NĐ 331 Đ18.4'),
    vi: 'Hồ sơ này do đơn vị hoặc hội đồng độc lập thẩm định. Hãy chờ ý kiến thẩm định rồi mới phê duyệt.',
    en: 'This dossier is appraised by an independent unit or council. Wait for its opinion before approving.',
  });
};

export const listedFromLevel3: Guard = (judging) => {
  const { dossier, context, on } = judging;
  const level = dossier.proposedLevel;
  if (level === 5) return [];
  const rule = figureOf(context, 'LP-A6', { regime: dossier.regime, level: level ?? 0, on });
  if (rule !== undefined) return [];
  return blocks({
    code: 'not_for_critical_list',
    clause: 'NĐ 331 Đ16.4, Đ20.4',
    mark: 'V1',
    vi: 'Chỉ hệ thống cấp độ 5, hoặc cấp độ 3–4 có căn cứ, được đưa vào danh mục quan trọng về an ninh quốc gia. Hãy kiểm tra lại cấp độ đề xuất.',
    en: 'Only systems of level 5, or of levels 3 and 4 with grounds, are put on the critical list. Check the proposed level.',
  });
};

/** Đ20.4: a system that the register puts on the list does not go up by the shorter way. */
export const listingIsFollowed: Guard = ({ dossier, context, on }) => {
  const listed = context.system.marks?.includes('critical_list') ?? false;
  const { regime, proposedLevel: level, criticalList } = dossier;
  if (!listed || criticalList || figureOf(context, 'LP-A6', { regime, level, on })?.value !== true) return [];
  return blocks({
    code: 'listing_not_followed',
    clause: 'NĐ 331 Đ20.4',
    mark: 'V1',
    vi: 'Thẻ hệ thống ghi hệ thống thuộc danh mục quan trọng về an ninh quốc gia nên hồ sơ phải theo trình tự cấp độ 5. Hãy đề xuất lại cấp độ, hoặc ghi quyết định ở bước «Ghi nhận vào danh mục quan trọng».',
    en: 'The card puts the system on the critical list, so the dossier follows the procedure of level 5. Propose the level again, or record the decision under “Record on the critical list”.',
  });
};

export const owesReport: Guard = ({ dossier }) =>
  dossier.owesReportToOwner
    ? []
    : blocks({
        code: 'no_report_owed',
        clause: 'NĐ 331 Đ18.1',
        mark: 'V1',
        vi: 'Chỉ hồ sơ cấp độ 1–2 vừa được phê duyệt mới phải báo cáo chủ quản; hồ sơ này không còn nợ báo cáo.',
        en: 'Only a dossier of level 1 or 2 that was just approved is reported to the owner; nothing is owed here.',
      });

/** The list of critical systems is decided after the fact for a level 3 or 4: its plan then needs Mẫu 07 (order: OP-32). */
export const listingChangesProcedure: Guard = (judging) => {
  const { dossier } = judging;
  if (dossier.step !== 'approved' || procedureLevel(dossier) === 5) return [];
  return warns({
    code: 'listed_after_approval',
    clause: 'NĐ 331 Đ20.4',
    mark: 'INF',
    vi: 'Hệ thống trong danh mục theo trình tự cấp độ 5: hãy trình chủ quản phê duyệt phương án theo Mẫu số 07. Nghị định không nêu thứ tự giữa hai quyết định.',
    en: 'A listed system follows the procedure of level 5: have the owner approve its plan on Form 07. The decree does not order the two decisions.',
  });
};
