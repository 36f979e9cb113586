import type { Bilingual, ControlResult, ControlStatus, GapPlan, LayerVerdict, System } from '@khien/model';

import { formalClause } from '../print/formal-clause';

export type Language = 'vi' | 'en';

export const STATUS_WORDS: Record<ControlStatus, Bilingual> = {
  met: { vi: 'Đạt', en: 'Met' },
  partly: { vi: 'Đạt một phần', en: 'Partly met' },
  not_met: { vi: 'Chưa đạt', en: 'Not met' },
  not_applicable: { vi: 'Không áp dụng', en: 'Not applicable' },
  unverifiable: { vi: 'Không kiểm chứng được', en: 'Cannot be verified' },
};

export const BASIS_WORDS: Record<ControlResult['basis'], Bilingual> = {
  live: { vi: 'Kiểm tra tự động', en: 'Live test' },
  attested: { vi: 'Xác nhận của người có trách nhiệm', en: 'Attested' },
  inherited: { vi: 'Kế thừa từ nền tảng', en: 'Inherited' },
  exception: { vi: 'Ngoại lệ đã duyệt', en: 'Approved exception' },
  none: { vi: 'Chưa có chứng cứ', en: 'No evidence' },
};

export const VERDICT_WORDS: Record<LayerVerdict, Bilingual> = {
  met: { vi: 'Đạt', en: 'Met' },
  at_risk: { vi: 'Có nguy cơ', en: 'At risk' },
  not_met: { vi: 'Chưa đạt', en: 'Not met' },
  unverifiable: { vi: 'Không kiểm chứng được', en: 'Cannot be verified' },
  out_of_scope: { vi: 'Ngoài phạm vi áp dụng', en: 'Out of scope' },
};

export const LAYER_WORDS: Record<1 | 2 | 3 | 4, Bilingual> = {
  1: { vi: 'Lớp 1. Lực lượng tại chỗ', en: 'Layer 1. On-site force' },
  2: { vi: 'Lớp 2. Giám sát, bảo vệ chuyên nghiệp', en: 'Layer 2. Professional monitoring' },
  3: { vi: 'Lớp 3. Kiểm tra, đánh giá độc lập', en: 'Layer 3. Independent assessment' },
  4: { vi: 'Lớp 4. Kết nối với hệ thống giám sát quốc gia', en: 'Layer 4. National connection' },
};

export const TECHNICAL_WORDS = {
  network: { vi: 'Mạng', en: 'Network' },
  application: { vi: 'Ứng dụng', en: 'Application' },
  database: { vi: 'Cơ sở dữ liệu', en: 'Database' },
  endpoint: { vi: 'Thiết bị đầu cuối', en: 'Endpoint' },
} as const;

export const DATA_CLASS_WORDS: Record<System['datasets'][number]['dataClass'], Bilingual> = {
  public: { vi: 'Thông tin công cộng', en: 'Public' },
  private: { vi: 'Thông tin riêng', en: 'Private' },
  personal: { vi: 'Thông tin cá nhân', en: 'Personal' },
  state_secret: { vi: 'Bí mật nhà nước', en: 'State secret' },
};

export const STAGE_WORDS: Record<NonNullable<System['stage']>, Bilingual> = {
  planned: { vi: 'Đang lập kế hoạch', en: 'Planned' },
  design: { vi: 'Đang thiết kế', en: 'Design' },
  construction: { vi: 'Đang xây dựng', en: 'Under construction' },
  operating: { vi: 'Đang vận hành', en: 'Operating' },
  upgrading: { vi: 'Đang nâng cấp, mở rộng', en: 'Being upgraded' },
  retired: { vi: 'Đã dừng vận hành', en: 'Retired' },
};

export const HOSTING_WORDS: Record<NonNullable<System['hosting']>, Bilingual> = {
  own: { vi: 'Phòng máy của đơn vị', en: 'Own server room' },
  provincial_data_centre: { vi: 'Trung tâm dữ liệu tỉnh', en: 'Provincial data centre' },
  hired_data_centre: { vi: 'Trung tâm dữ liệu thuê', en: 'Hired data centre' },
  cloud: { vi: 'Điện toán đám mây', en: 'Cloud' },
};

export const CONNECTION_WORDS = {
  connection: { vi: 'Kết nối', en: 'Connection' },
  data_sharing: { vi: 'Chia sẻ dữ liệu', en: 'Data sharing' },
  shared_infrastructure: { vi: 'Dùng chung hạ tầng', en: 'Shared infrastructure' },
} as const;

export const MARK_WORDS: Record<string, Bilingual> = {
  V2: {
    vi: 'theo nguồn thứ cấp, chưa đối chiếu văn bản gốc',
    en: 'from a secondary source, not checked against the official text',
  },
  S: {
    vi: 'theo kế hoạch của tỉnh, không phải quy định của luật',
    en: "from the province's plan, not the law",
  },
  M: { vi: 'theo trí nhớ, chưa đối chiếu văn bản gốc', en: 'from memory, not checked' },
  INF: { vi: 'suy luận của phần mềm, không phải quy định', en: "the product's inference, not a rule" },
};

/** «Đ23.2 (V2)»: a clause with its mark unless it was read in the official wording. */
export const cited = (clause: string, mark: string): string =>
  mark === 'V1' ? clause : `${clause} (${mark})`;

/** The same for papers that go to an authority. */
export const citedInFull = (clause: string, mark: string): string => cited(formalClause(clause), mark);

/** What the marks that occur mean, as one line; nothing when all was read in the official wording. */
export function marksExplained(marks: readonly string[], language: Language): string | undefined {
  const seen = [...new Set(marks)].filter((mark) => MARK_WORDS[mark] !== undefined).sort();
  if (seen.length === 0) return undefined;
  const lead = language === 'vi' ? 'Ký hiệu độ tin cậy của căn cứ' : 'How far a clause can be trusted';
  return `${lead}: ${seen.map((mark) => `${mark}: ${MARK_WORDS[mark]?.[language]}`).join('; ')}.`;
}

/** Open, in time, overdue. */
export function dueWords(plan: GapPlan | undefined, on: string): 'none' | 'open' | 'overdue' {
  if (plan?.dueOn === undefined) return 'none';
  return plan.dueOn < on ? 'overdue' : 'open';
}
