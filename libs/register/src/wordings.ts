import type { Agency, DossierState, System, SystemMark, SystemStage, TechnicalLayer } from '@khien/model';
import type { Choice } from './cell-format';

/** Code → [Vietnamese, English]; the type makes sure that every code of the model has its words. */
function words<C extends string>(texts: Record<C, [vi: string, en: string]>): Choice[] {
  return Object.entries<[string, string]>(texts).map(([value, [vi, en]]) => ({ value, text: { vi, en } }));
}

/** Column 6 of Mẫu 08; «Chưa lập» and «Đã dừng hoạt động» are ours, the form has no value for them. */
export const DOSSIER_STATES = words<DossierState>({
  none: ['Chưa lập', 'Not started'],
  drafting: ['Đang dự thảo', 'Drafting'],
  submitted: ['Đã gửi thẩm định', 'Submitted for appraisal'],
  appraised: ['Đã thẩm định', 'Appraised'],
  approved: ['Đã được phê duyệt', 'Approved'],
  retired: ['Đã dừng hoạt động', 'Retired'],
});

/** R7. */
export const STAGES = words<SystemStage>({
  planned: ['Dự kiến xây dựng', 'Planned'],
  design: ['Đang thiết kế', 'In design'],
  construction: ['Đang xây dựng', 'Under construction'],
  operating: ['Đang vận hành', 'Operating'],
  upgrading: ['Đang nâng cấp, mở rộng', 'Being upgraded'],
  retired: ['Đã dừng hoạt động', 'Retired'],
});

export const MARKS = words<SystemMark>({
  shared: ['Nền tảng, CSDL dùng chung', 'Shared platform or database'],
  specialised: ['CSDL chuyên ngành', 'Specialised database'],
  important_data: ['Dữ liệu quan trọng', 'Important data'],
  national_database_link: ['Kết nối CSDL quốc gia', 'Linked to a national database'],
  data_centre: ['Trung tâm dữ liệu', 'Data centre'],
  digital_government: ['Phục vụ chính quyền số', 'Serves digital government'],
  critical_list: ['Danh mục quan trọng về an ninh quốc gia', 'On the list critical to national security'],
});

export const TECHNICAL_LAYERS = words<TechnicalLayer>({
  network: ['Mạng', 'Network'],
  application: ['Ứng dụng', 'Application'],
  database: ['Cơ sở dữ liệu', 'Database'],
  endpoint: ['Thiết bị đầu cuối', 'Endpoint'],
});

export const HOSTINGS = words<NonNullable<System['hosting']>>({
  own: ['Tại cơ quan', 'On own premises'],
  provincial_data_centre: ['Trung tâm dữ liệu tỉnh', 'Provincial data centre'],
  hired_data_centre: ['Thuê trung tâm dữ liệu', 'Hired data centre'],
  cloud: ['Điện toán đám mây', 'Cloud'],
});

export const DATA_CLASSES = words<System['datasets'][number]['dataClass']>({
  public: ['Công cộng', 'Public'],
  private: ['Riêng', 'Private'],
  personal: ['Cá nhân', 'Personal'],
  state_secret: ['Bí mật nhà nước', 'State secret'],
});

export const CONNECTION_KINDS = words<NonNullable<System['connections']>[number]['kind']>({
  connection: ['Kết nối', 'Connection'],
  data_sharing: ['Chia sẻ dữ liệu', 'Data sharing'],
  shared_infrastructure: ['Dùng chung hạ tầng', 'Shared infrastructure'],
});

export const AGENCY_KINDS = words<Agency['kind']>({
  province: ['Tỉnh, thành phố', 'Province'],
  department: ['Sở, ban, ngành', 'Department'],
  commune: ['Xã, phường', 'Commune or ward'],
  special_zone: ['Đặc khu', 'Special zone'],
  party: ['Cơ quan Đảng, đoàn thể', 'Party or mass organisation'],
  centre: ['Trung tâm, đơn vị sự nghiệp', 'Centre or public service unit'],
});
