import type {
  AlertRule,
  Bilingual,
  ComplianceSheet,
  LayerVerdict,
  ProtectionLayer,
  Severity,
} from '@khien/model';

/** Lớp 1..4, as a sentence names them. */
const LAYERS: Readonly<Record<ProtectionLayer, Bilingual>> = {
  1: { vi: 'Lớp 1 (lực lượng tại chỗ)', en: 'Layer 1 (on-site force)' },
  2: { vi: 'Lớp 2 (giám sát, bảo vệ chuyên nghiệp)', en: 'Layer 2 (professional monitoring)' },
  3: { vi: 'Lớp 3 (kiểm tra, đánh giá độc lập)', en: 'Layer 3 (independent assessment)' },
  4: { vi: 'Lớp 4 (kết nối với hệ thống giám sát quốc gia)', en: 'Layer 4 (national connection)' },
};

const FALLEN: Readonly<Partial<Record<LayerVerdict, Bilingual & { level: Severity }>>> = {
  not_met: { vi: 'không còn đạt', en: 'is not met any more', level: 'high' },
  at_risk: { vi: 'có nguy cơ không đạt', en: 'is at risk', level: 'medium' },
  unverifiable: { vi: 'không còn kiểm chứng được', en: 'cannot be verified any more', level: 'medium' },
};

/** The rule behind «a layer got worse»; undefined for a verdict that is no fall. */
export function layerRule(layer: ProtectionLayer, to: LayerVerdict): AlertRule | undefined {
  const fallen = FALLEN[to];
  if (!fallen) return undefined;
  return {
    id: `four-layers-${layer}-${to.replace('_', '-')}`,
    kind: 'compliance',
    title: { vi: `${LAYERS[layer].vi} ${fallen.vi}`, en: `${LAYERS[layer].en} ${fallen.en}` },
    level: fallen.level,
    author: 'Khiên',
    license: 'Apache-2.0',
    tags: [],
    triage: {
      vi: 'Mở trang hệ thống, xem lý do và chứng cứ của lớp; bổ sung chứng cứ còn hiệu lực hoặc lập kế hoạch khắc phục.',
      en: 'Open the system, see the reasons and the evidence of the layer; add evidence that is in force or plan what to do.',
    },
    citations: ['R12', 'R13'],
  };
}

type ChangeKind = ComplianceSheet['changes'][number]['kind'];

const MATERIAL: Readonly<Record<ChangeKind, Bilingual & { level: Severity }>> = {
  internet_exposure: { vi: 'mới tiếp xúc với Internet', en: 'newly exposed to the Internet', level: 'high' },
  data_class: { vi: 'có loại dữ liệu mới', en: 'holds a new class of data', level: 'high' },
  subjects_threshold: {
    vi: 'số chủ thể dữ liệu vượt ngưỡng',
    en: 'the number of data subjects crossed a threshold',
    level: 'high',
  },
  control_drift: { vi: 'biện pháp bảo vệ suy giảm', en: 'controls are drifting', level: 'medium' },
  new_connection: { vi: 'có kết nối mới', en: 'has a new connection', level: 'medium' },
  level_below_criteria: {
    vi: 'cấp độ thấp hơn tiêu chí',
    en: 'the level is below the criteria',
    level: 'high',
  },
  unregistered: { vi: 'có thành phần chưa đăng ký', en: 'has parts nobody registered', level: 'medium' },
};

/** The rule behind «cần xác định lại cấp độ», by what changed. */
export function materialRule(kind: ChangeKind, clause: string): AlertRule {
  const { vi, en, level } = MATERIAL[kind];
  return {
    id: `material-change-${kind.replaceAll('_', '-')}`,
    kind: 'compliance',
    title: {
      vi: `Cần xem xét xác định lại cấp độ: ${vi}`,
      en: `The level may have to be determined again: ${en}`,
    },
    level,
    author: 'Khiên',
    license: 'Apache-2.0',
    tags: [],
    triage: {
      vi: 'Đối chiếu chứng cứ với thẻ đăng ký của hệ thống; nếu đúng, cập nhật thẻ và bắt đầu lần xác định cấp độ mới.',
      en: 'Hold the evidence against the card of the system; if it is so, correct the card and start a new determination.',
    },
    citations: [clause],
  };
}
