import type { ControlLine, DocumentContext } from '../document-context';
import { AT, contextOf, dossierOf, ON, OPERATOR, OWNER, SYSTEM } from './sample-context';

export function controlLine(index: number, change: Partial<ControlLine> = {}): ControlLine {
  return {
    id: `net-${index}`,
    title: {
      vi: `Kiểm soát truy cập giữa các vùng mạng theo chính sách đã được phê duyệt (${index})`,
      en: `Access between zones (${index})`,
    },
    group: { id: 'network', title: { vi: 'Bảo đảm an ninh mạng', en: 'Network' } },
    clause: 'TCVN 14423:2026 mục 5.12',
    mark: 'V2',
    ...change,
  };
}

type Result = NonNullable<ControlLine['result']>;
const STATUSES: readonly Result['status'][] = ['met', 'partly', 'not_met', 'unverifiable', 'not_applicable'];
const GROUPS = [
  { id: 'network', title: { vi: 'Bảo đảm an ninh mạng', en: 'Network' } },
  { id: 'server', title: { vi: 'Bảo đảm an ninh máy chủ', en: 'Servers' } },
  { id: 'data', title: { vi: 'Bảo vệ dữ liệu', en: 'Data' } },
];

/** Controls of several groups in every status, with evidence. */
export function controlsOf(count: number): ControlLine[] {
  return Array.from({ length: count }, (_, index) => {
    const status = STATUSES[index % STATUSES.length] ?? 'met';
    return controlLine(index + 1, {
      group: GROUPS[Math.floor((index * GROUPS.length) / count)] ?? {
        id: 'x',
        title: { vi: 'Khác', en: 'Other' },
      },
      result: {
        controlId: `net-${index + 1}`,
        status,
        basis: status === 'met' ? 'live' : status === 'unverifiable' ? 'none' : 'attested',
        reasons: [
          { vi: 'Chưa có biên bản rà soát trong 12 tháng gần đây.', en: 'No review in the last 12 months.' },
        ],
        evidence:
          status === 'unverifiable'
            ? []
            : [
                {
                  id: 'e1',
                  collectedAt: AT,
                  effectiveFrom: '2026-10-01',
                  effectiveTo: '2026-12-31',
                  fresh: status === 'met',
                },
              ],
      },
    });
  });
}

export const GAPS: DocumentContext['gaps'] = [
  {
    _id: 'mot-cua:net-3',
    version: 1,
    systemId: SYSTEM.id,
    agencyId: OPERATOR.id,
    controlId: 'net-3',
    owner: 'Phòng Hạ tầng số',
    dueOn: '2026-10-31',
    note: 'Chờ bố trí kinh phí quý IV',
    costMillionVnd: 350,
    milestones: [
      { title: 'Phê duyệt cấu hình', dueOn: '2026-09-30', doneOn: '2026-09-28' },
      { title: 'Triển khai tường lửa', dueOn: '2026-10-31' },
    ],
    updatedAt: AT,
    updatedBy: 'an',
  },
];

const LAYERS = [1, 2, 3, 4] as const;
export const SHEET: NonNullable<DocumentContext['sheet']> = {
  _id: SYSTEM.id,
  agencyId: OPERATOR.id,
  computedAt: AT,
  on: ON,
  level: 3,
  layers: LAYERS.map((layer) => ({
    layer,
    verdict: layer === 1 ? 'met' : layer === 2 ? 'at_risk' : layer === 3 ? 'not_met' : 'unverifiable',
    reasons: [
      {
        check: `check-${layer}`,
        verdict: layer === 1 ? 'met' : 'not_met',
        text: { vi: 'Có quyết định chỉ định đầu mối còn hiệu lực.', en: 'A designation is in force.' },
        clause: 'NĐ 331 Đ31.1b',
        mark: layer === 4 ? 'INF' : 'V1',
        evidence: [
          { id: 'e', collectedAt: AT, effectiveFrom: '2026-01-10', effectiveTo: '2027-01-10', fresh: true },
        ],
      },
    ],
    ...(layer === 2 ? { expiresOn: '2026-11-30' } : {}),
  })),
  technical: [
    {
      layer: 'network',
      verdict: 'met',
      text: { vi: 'Có nguồn nhật ký đang hoạt động.', en: 'A source is alive.' },
      evidence: [],
    },
  ],
  controls: [],
  counts: { met: 4, partly: 4, not_met: 4, not_applicable: 4, unverifiable: 4 },
  changes: [
    {
      kind: 'internet_exposure',
      text: { vi: 'Hệ thống bắt đầu nhận kết nối từ Internet.', en: 'Reached from the Internet.' },
      clause: 'NĐ 331 Đ10.2c',
      mark: 'INF',
      seenAt: AT,
      evidence: [],
    },
  ],
};

const FIELD = { clause: 'NĐ 331 Đ22.3', mark: 'V1' } as const;
/** Two pages of each explanatory component: every type of question, answered and not. */
export const PARTS: DocumentContext['parts'] = [
  {
    spec: {
      id: 'overview',
      component: 'overview',
      title: { vi: 'Cơ quan và phạm vi', en: 'Bodies and scope' },
      clause: 'NĐ 331 Đ22.3',
      mark: 'V1',
    },
    fields: [
      {
        field: { id: 'owner_name', label: { vi: 'Tên chủ quản', en: 'Owner' }, type: 'text', ...FIELD },
        answer: OWNER.name.vi,
      },
      {
        field: {
          id: 'basis',
          label: { vi: 'Căn cứ xác định chủ quản', en: 'Basis' },
          type: 'long',
          ...FIELD,
        },
      },
      {
        field: { id: 'scope', label: { vi: 'Phạm vi', en: 'Scope' }, type: 'long', ...FIELD },
        answer: 'Cổng nộp hồ sơ.\nPhần mềm xử lý.',
      },
      {
        field: {
          id: 'served',
          label: { vi: 'Đối tượng phục vụ', en: 'Served' },
          type: 'table',
          columns: [
            { id: 'name', label: { vi: 'Nhóm người dùng', en: 'Group' } },
            { id: 'count', label: { vi: 'Số lượng', en: 'Number' } },
          ],
          ...FIELD,
        },
        answer: ['{"name":"Công dân","count":"120000"}', 'not a row'],
      },
      {
        field: { id: 'since', label: { vi: 'Ngày đưa vào sử dụng', en: 'Since' }, type: 'date', ...FIELD },
        answer: '2025-03-01',
      },
      {
        field: {
          id: 'tthc',
          label: { vi: 'Giải quyết thủ tục hành chính', en: 'TTHC' },
          type: 'yesno',
          ...FIELD,
        },
        answer: true,
      },
      {
        field: {
          id: 'size',
          label: { vi: 'Số giao dịch mỗi ngày', en: 'Transactions' },
          type: 'number',
          ...FIELD,
        },
        answer: 12500,
      },
    ],
  },
  {
    spec: {
      id: 'design',
      component: 'design',
      title: { vi: 'Tài liệu thiết kế', en: 'Design' },
      clause: 'NĐ 331 Đ21.2',
      mark: 'V1',
    },
    section: {
      _id: 'mot-cua.v1:design',
      version: 1,
      dossierId: 'mot-cua.v1',
      systemId: SYSTEM.id,
      agencyId: OPERATOR.id,
      section: 'design',
      answers: {},
      files: [{ name: 'Thiết kế thi công.pdf', sha256: 'a'.repeat(64), bytes: 10 }],
      inheritedFrom: 'ttdl-tinh',
      updatedAt: AT,
      updatedBy: 'an',
    },
    fields: [
      {
        field: {
          id: 'kind',
          label: { vi: 'Loại thiết kế', en: 'Kind' },
          type: 'choice',
          choices: [{ value: 'detailed', label: { vi: 'Thiết kế thi công đã phê duyệt', en: 'Detailed' } }],
          ...FIELD,
        },
        answer: 'detailed',
      },
      {
        field: { id: 'document', label: { vi: 'Tệp thiết kế', en: 'File' }, type: 'file', ...FIELD },
        answer: ['a'.repeat(64)],
      },
    ],
  },
  {
    spec: {
      id: 'plan',
      component: 'plan',
      title: { vi: 'Phương án bảo đảm an ninh mạng', en: 'Plan' },
      clause: 'NĐ 331 Đ29.2',
      mark: 'V2',
    },
    fields: [
      {
        field: { id: 'monitoring', label: { vi: 'Giám sát', en: 'Monitoring' }, type: 'long', ...FIELD },
        answer: 'Kết nối trung tâm giám sát của tỉnh.',
      },
    ],
  },
];

export const LEVEL: NonNullable<DocumentContext['level']> = {
  level: 3,
  regime: 'ND331',
  reasons: [
    { clause: 'Đ13.2b', criterion: 'Hệ thống giải quyết thủ tục hành chính', level: 3, mark: 'V1' },
    { clause: 'Đ12.2a', criterion: 'Dịch vụ trực tuyến ngoài danh mục có điều kiện', level: 2, mark: 'V2' },
  ],
  proposed: 3,
  undecided: [],
  floor: null,
  candidates: [3],
  warnings: [],
};
export const UNDECIDED: NonNullable<DocumentContext['level']> = {
  ...LEVEL,
  level: null,
  undecided: ['U-COND'],
  floor: 2,
  candidates: [2, 3],
  warnings: ['Chưa tra cứu danh mục ngành nghề đầu tư kinh doanh có điều kiện (Đ12.2a, Đ13.2a).'],
};

/** Everything a level-3 dossier may hold. */
export const richContext = (change: Partial<DocumentContext> = {}): DocumentContext =>
  contextOf(3, {
    dossier: dossierOf(3, { papers: true }),
    parts: PARTS,
    controls: controlsOf(15),
    gaps: GAPS,
    sheet: SHEET,
    level: LEVEL,
    ...change,
  });
