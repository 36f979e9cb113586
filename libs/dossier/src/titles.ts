import type { Bilingual, DossierEventKind, DossierStep } from '@khien/model';

/** What a step is called on screen. */
export const STEP_TITLES: Record<DossierStep, Bilingual> = {
  not_started: { vi: 'Chưa lập', en: 'Not started' },
  drafting: { vi: 'Đang dự thảo', en: 'Being drafted' },
  awaiting_expert_opinion: { vi: 'Đang dự thảo, chờ ý kiến chuyên môn', en: 'Awaiting the expert opinion' },
  supplementing: { vi: 'Đang dự thảo, bổ sung hồ sơ', en: 'Being supplemented' },
  revising: { vi: 'Đang dự thảo, chỉnh sửa', en: 'Being revised' },
  submitted: { vi: 'Đã gửi thẩm định', en: 'Submitted for appraisal' },
  accepted: { vi: 'Đã gửi thẩm định, hồ sơ hợp lệ', en: 'Accepted as valid' },
  appraised: { vi: 'Đã thẩm định', en: 'Appraised' },
  approval_requested: { vi: 'Đã thẩm định, đang trình phê duyệt', en: 'Approval requested' },
  approved: { vi: 'Đã được phê duyệt', en: 'Approved' },
  replaced: { vi: 'Đã được thay bằng lần xác định mới', en: 'Replaced by a newer determination' },
  retired: { vi: 'Kết thúc', en: 'Ended' },
};

/** What can be done, as a button says it. */
export const EVENT_TITLES: Record<DossierEventKind, Bilingual> = {
  started: { vi: 'Bắt đầu lập hồ sơ', en: 'Start the dossier' },
  level_proposed: { vi: 'Đề xuất cấp độ', en: 'Propose the level' },
  risk_assessed: { vi: 'Ghi nhận đánh giá rủi ro', en: 'Record the risk assessment' },
  regulation_issued: { vi: 'Ghi nhận quy chế đã ban hành', en: 'Record the regulation' },
  appraiser_assigned: { vi: 'Giao đơn vị thẩm định độc lập', en: 'Assign an independent appraiser' },
  expert_opinion_requested: { vi: 'Xin ý kiến chuyên môn', en: 'Ask for the expert opinion' },
  expert_opinion_given: { vi: 'Cho ý kiến chuyên môn', en: 'Give the expert opinion' },
  submitted: { vi: 'Gửi thẩm định', en: 'Submit for appraisal' },
  found_incomplete: { vi: 'Đề nghị bổ sung hồ sơ', en: 'Ask for supplements' },
  accepted: { vi: 'Xác nhận hồ sơ hợp lệ', en: 'Accept as valid' },
  opinion_given: { vi: 'Cho ý kiến thẩm định', en: 'Give the appraisal opinion' },
  approval_requested: { vi: 'Trình phê duyệt', en: 'Request approval' },
  approved: { vi: 'Phê duyệt', en: 'Approve' },
  approval_refused: { vi: 'Trả lại, chưa phê duyệt', en: 'Return without approval' },
  reported_to_owner: { vi: 'Báo cáo chủ quản', en: 'Report to the owner' },
  listed_critical: { vi: 'Ghi nhận vào danh mục quan trọng', en: 'Record on the critical list' },
  replaced: { vi: 'Thay bằng lần xác định mới', en: 'Replace by a newer version' },
  retired: { vi: 'Kết thúc hồ sơ', en: 'End the dossier' },
  deployment_declared: { vi: 'Cập nhật mức triển khai phương án', en: 'Declare the deployment' },
  approval_expected: { vi: 'Ghi ngày dự kiến phê duyệt', en: 'Set the expected day of approval' },
  went_live: { vi: 'Đưa vào vận hành', en: 'Go live' },
};
