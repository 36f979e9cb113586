import type { Bilingual } from '@khien/model';
import type { ControlAtLevel, ParameterValue } from './control';
import { periodWords } from './period';

/** What each figure of the catalogue is called. */
const NAMES: Record<string, Bilingual> = {
  steps_count: { vi: 'số bước', en: 'steps' },
  interval: { vi: 'chu kỳ', en: 'interval' },
  sensitivity_levels_count: { vi: 'số mức nhạy cảm', en: 'levels of sensitivity' },
  encryption_layers_count: { vi: 'số lớp mã hóa', en: 'layers of encryption' },
  user_device_idle_max: { vi: 'khóa máy người dùng sau', en: 'user device locks after' },
  admin_session_idle_max: { vi: 'khóa phiên quản trị sau', en: 'administration session locks after' },
  mobile_device_idle_max: { vi: 'khóa thiết bị di động sau', en: 'mobile device locks after' },
  important_business_app_idle_max: {
    vi: 'khóa ứng dụng nghiệp vụ quan trọng sau',
    en: 'important application locks after',
  },
  device_attempts_max: { vi: 'số lần sai tối đa trên thiết bị', en: 'failures allowed on a device' },
  important_business_app_attempts_max: {
    vi: 'số lần sai tối đa ở ứng dụng nghiệp vụ quan trọng',
    en: 'failures allowed in an important application',
  },
  lockout_duration_min: { vi: 'khóa ít nhất', en: 'locked for at least' },
  lockout_duration_max: { vi: 'khóa nhiều nhất', en: 'locked for at most' },
  with_mfa_min_characters: {
    vi: 'số ký tự khi có xác thực đa yếu tố',
    en: 'characters with a second factor',
  },
  without_mfa_min_characters: {
    vi: 'số ký tự khi không có xác thực đa yếu tố',
    en: 'characters without a second factor',
  },
  without_mfa_character_classes_count: { vi: 'số loại ký tự', en: 'kinds of characters' },
  max_age: { vi: 'thời hạn', en: 'longest age' },
  remembered_passwords_count: { vi: 'số mật khẩu cũ không dùng lại', en: 'passwords not reused' },
  max_inactivity: { vi: 'không hoạt động tối đa', en: 'longest inactivity' },
  required_fields_count: { vi: 'số trường bắt buộc', en: 'required fields' },
  retention: { vi: 'thời gian lưu tối thiểu', en: 'kept for at least' },
  data_kinds: { vi: 'loại dữ liệu', en: 'kinds of data' },
  must_define: { vi: 'phải quy định', en: 'must define' },
  independent_infrastructure: { vi: 'hạ tầng độc lập', en: 'independent infrastructure' },
  hot_recovery: { vi: 'khôi phục nóng', en: 'hot recovery' },
  copies: { vi: 'số bản', en: 'copies' },
  media_types: { vi: 'số loại phương tiện lưu', en: 'kinds of media' },
  offsite_copies: { vi: 'số bản ở nơi khác', en: 'copies elsewhere' },
  data_classes: { vi: 'loại dữ liệu', en: 'classes of data' },
  min_links: { vi: 'số đường kết nối tối thiểu', en: 'links at least' },
  parts: { vi: 'các phần', en: 'parts' },
  hot_standby: { vi: 'dự phòng nóng', en: 'hot standby' },
  load_balancing: { vi: 'cân bằng tải', en: 'load balancing' },
  min_paths: { vi: 'số hướng kết nối tối thiểu', en: 'paths at least' },
  min_distance_km: { vi: 'khoảng cách tối thiểu (km)', en: 'distance at least (km)' },
  zones: { vi: 'các vùng', en: 'zones' },
  nac_solution: { vi: 'phải có giải pháp', en: 'a solution is required' },
  metrics: { vi: 'chỉ số', en: 'metrics' },
  mfa_named_in_clause: { vi: 'nêu rõ xác thực đa yếu tố', en: 'a second factor is named' },
  owner: { vi: 'giao cho', en: 'given to' },
  objects: { vi: 'đối tượng', en: 'objects' },
  hours_per_week: { vi: 'số giờ mỗi tuần', en: 'hours a week' },
  functions: { vi: 'chức năng', en: 'functions' },
  form: { vi: 'hình thức', en: 'form' },
  rights: { vi: 'các quyền', en: 'rights' },
  supplier_kinds: { vi: 'loại nhà cung cấp', en: 'kinds of suppliers' },
  contents: { vi: 'nội dung', en: 'contents' },
  contents_added: { vi: 'nội dung thêm', en: 'added contents' },
  min_deputies: { vi: 'số người dự phòng tối thiểu', en: 'deputies at least' },
  verification_interval: { vi: 'chu kỳ kiểm tra liên hệ', en: 'contacts verified every' },
  coordinate_with: { vi: 'phối hợp với', en: 'together with' },
  substitutes: { vi: 'bảo đảm thay thế', en: 'in its place' },
  frequency_choices: { vi: 'tần suất có thể chọn', en: 'frequencies to choose from' },
  approved_items: { vi: 'nội dung phê duyệt', en: 'what is approved' },
  avoid: { vi: 'tránh', en: 'avoid' },
  gate: { vi: 'lối vào', en: 'gate' },
  min_factors: { vi: 'số yếu tố xác thực tối thiểu', en: 'factors at least' },
  photoelectric_or_equivalent: {
    vi: 'cảm biến quang điện hoặc tương đương',
    en: 'photoelectric or equivalent',
  },
  scope: { vi: 'phạm vi', en: 'scope' },
  devices: { vi: 'thiết bị', en: 'devices' },
  shield_for_important_area: { vi: 'che chắn khu vực quan trọng', en: 'important area shielded' },
  separation: { vi: 'hình thức tách biệt', en: 'separation' },
};

const YES: Bilingual = { vi: 'có', en: 'yes' };
const NO: Bilingual = { vi: 'không bắt buộc', en: 'not required' };

/** The figures a control has at a level, as a person reads them: «chu kỳ: 6 tháng». */
export function parameterSentences({ parameters, suggested }: ControlAtLevel): Bilingual[] {
  const mark = suggested ? { vi: ' (số gợi ý)', en: ' (suggested)' } : { vi: '', en: '' };
  return Object.entries(parameters).map(([name, value]) => {
    const called = NAMES[name] ?? { vi: name, en: name };
    const said = valueWords(value);
    return { vi: `${called.vi}: ${said.vi}${mark.vi}`, en: `${called.en}: ${said.en}${mark.en}` };
  });
}

/** Names of figures that have words; every figure of a shipped catalogue is one of them. */
export const PARAMETER_NAMES: ReadonlySet<string> = new Set(Object.keys(NAMES));

function valueWords(value: ParameterValue): Bilingual {
  if (typeof value === 'boolean') return value ? YES : NO;
  if (typeof value === 'number') return { vi: `${value}`, en: `${value}` };
  return 'iso' in value ? periodWords(value) : value;
}
