import type { Agency, Dossier, DossierAct, DossierEvent, System } from '@khien/model';
import type { ControlLine, DocumentContext, LevelReportLine } from '../document-context';

const ON = '2026-11-05';
const AT = Date.UTC(2026, 10, 5);

/** Invented bodies of the sample province. */
export const OWNER: Agency = {
  id: 'tinh-hai-van',
  name: { vi: 'Ủy ban nhân dân tỉnh Hải Vân', en: "Hai Van Provincial People's Committee" },
  kind: 'province',
  contact: {
    mandate: 'Luật Tổ chức chính quyền địa phương',
    representative: 'Nguyễn Văn Mẫu',
    representativeTitle: 'Chủ tịch',
    address: 'Số 1 đường Trung Tâm, phường Bến Cảng, tỉnh Hải Vân',
    phone: '0200 000 0001',
    email: 'ubnd@haivan.example',
    symbol: 'UBND',
    place: 'Hải Vân',
  },
};
export const OPERATOR: Agency = {
  id: 'so-khcn',
  name: { vi: 'Sở Khoa học và Công nghệ', en: 'Department of Science and Technology' },
  parent: OWNER.id,
  kind: 'department',
  contact: {
    mandate: 'Quyết định số 10/2025/QĐ-UBND ngày 15/4/2025',
    representative: 'Trần Thị Ví Dụ',
    representativeTitle: 'Giám đốc',
    address: 'Số 2 đường Trung Tâm, phường Bến Cảng, tỉnh Hải Vân',
    phone: '0200 000 0002',
    email: 'skhcn@haivan.example',
    symbol: 'SKHCN',
    place: 'Hải Vân',
  },
};
export const UNIT: Agency = {
  id: 'cong-an-tinh',
  name: { vi: 'Công an tỉnh Hải Vân', en: 'Hai Van Provincial Police' },
  parent: OWNER.id,
  kind: 'department',
};

export const SYSTEM: System = {
  id: 'mot-cua',
  name: {
    vi: 'Hệ thống thông tin giải quyết thủ tục hành chính tỉnh Hải Vân',
    en: 'Administrative procedures system',
  },
  agencyId: OPERATOR.id,
  dossier: { state: 'appraised' },
  networks: ['10.20.1.0/24'],
  hosts: ['mc-app-01', 'mc-db-01'],
  domains: ['motcua.haivan.example'],
  datasets: [
    { id: 'ho-so-tthc', dataClass: 'personal' },
    { id: 'danh-muc-tthc', dataClass: 'public' },
  ],
  ownerId: OWNER.id,
  operatorId: OPERATOR.id,
  specialisedUnitId: UNIT.id,
  stage: 'operating',
  marks: ['shared'],
  purpose: 'Tiếp nhận, giải quyết và trả kết quả thủ tục hành chính của các cơ quan trong tỉnh.',
  boundary:
    'Cổng nộp hồ sơ, phần mềm xử lý và cơ sở dữ liệu hồ sơ; không gồm nền tảng chia sẻ dữ liệu của tỉnh.',
  userGroups: [
    { name: 'Công dân, doanh nghiệp', count: 120000, channel: 'web' },
    { name: 'Cán bộ một cửa', count: 900, channel: 'mạng nội bộ' },
  ],
  subjects: {
    basic: 120000,
    sensitive: 0,
    method: 'Đếm số định danh khác nhau đang lưu',
    countedOn: '2026-10-01',
  },
  connections: [
    { name: 'Nền tảng tích hợp, chia sẻ dữ liệu tỉnh', kind: 'data_sharing', note: 'Tra cứu dân cư' },
  ],
  technicalLayers: ['network', 'application', 'database'],
  hosting: 'provincial_data_centre',
  devices: [
    {
      name: 'Máy chủ ứng dụng',
      location: 'Tủ A2, Trung tâm dữ liệu tỉnh',
      purpose: 'Chạy phần mềm một cửa',
      quantity: 2,
    },
  ],
  services: [
    { name: 'Cổng dịch vụ', server: 'mc-app-01', location: 'Tủ A2', os: 'Linux', purpose: 'Nhận hồ sơ' },
  ],
  zones: [
    {
      name: 'Vùng máy chủ',
      privateRange: '10.20.1.0/24',
      publicRange: '203.0.113.10',
      purpose: 'Máy chủ ứng dụng',
    },
  ],
};

/** A dossier that went all the way; `events` replaces its acts. */
export function dossierOf(level: number, options: { critical?: boolean; papers?: boolean } = {}): Dossier {
  const paper = (number: string, date: string) => ({ number, date });
  return {
    _id: 'mot-cua.v1',
    version: 1,
    systemId: SYSTEM.id,
    agencyId: SYSTEM.agencyId,
    determination: 1,
    state: 'appraised',
    step: 'appraised',
    seq: 5,
    regime: 'ND331',
    track: options.critical || level === 5 ? 'L5' : level === 4 ? 'L4' : level === 3 ? 'L3' : 'L1-2',
    proposedLevel: level,
    criticalList: options.critical ?? false,
    drafters: ['an'],
    appraisers: ['binh'],
    approvers: [],
    toSupplement: [],
    papers: options.papers
      ? {
          submission: paper('15/SKHCN-CĐS', '2026-10-05'),
          opinion: paper('210/CAT-ANM', '2026-10-23'),
          approvalRequest: paper('31/TTr-SKHCN', '2026-10-26'),
          decision: paper('1805/QĐ-UBND', '2026-11-02'),
          regulation: paper('1700/QĐ-UBND', '2026-09-30'),
        }
      : {},
    clocks: [],
    deployment: 'some',
    owesReportToOwner: false,
    updatedAt: AT,
  } as Dossier;
}

export function actsOf(events: ReadonlyArray<{ on: string; event: DossierEvent }>): DossierAct[] {
  return events.map(({ on, event }, index) => ({
    _id: `mot-cua.v1#${String(index + 1).padStart(8, '0')}`,
    dossierId: 'mot-cua.v1',
    systemId: SYSTEM.id,
    agencyId: SYSTEM.agencyId,
    seq: index + 1,
    at: AT,
    on,
    actor: { kind: 'person', name: 'an' } as unknown as DossierAct['actor'],
    event,
  }));
}

export const SUITABLE: DossierEvent = {
  kind: 'opinion_given',
  conclusion: 'suitable',
  form: 'both',
  opinion:
    'Đề xuất cấp độ phù hợp với tiêu chí.\nPhương án trong thiết kế phù hợp.\nPhương án trong vận hành phù hợp.',
  defects: [],
  coordinating: ['Sở Tư pháp', 'Văn phòng Ủy ban nhân dân tỉnh'],
};
export const NOT_SUITABLE: DossierEvent = {
  ...SUITABLE,
  conclusion: 'not_suitable',
  defects: ['Chưa mô tả phương án sao lưu', 'Chưa có quy hoạch địa chỉ của vùng quản trị'],
};

/** Everything known, unless `change` says otherwise. */
export function contextOf(level: number | undefined, change: Partial<DocumentContext> = {}): DocumentContext {
  return {
    system: SYSTEM,
    agency: OPERATOR,
    owner: OWNER,
    operator: OPERATOR,
    specialisedUnit: UNIT,
    agencies: [OWNER, OPERATOR, UNIT],
    ...(level === undefined ? {} : { dossier: dossierOf(level) }),
    acts: [],
    parts: [],
    controls: [],
    gaps: [],
    evidence: [],
    on: ON,
    language: 'vi',
    ...change,
  };
}

export function reportRow(index: number, change: Partial<LevelReportLine> = {}): LevelReportLine {
  return {
    name: `Hệ thống thông tin mẫu số ${index}`,
    owner: OWNER.name.vi,
    operator: OPERATOR.name.vi,
    proposedLevel: (index % 3) + 1,
    status: 'Đã được phê duyệt',
    decision: `${index}/QĐ-UBND ngày 02/11/2026, UBND tỉnh Hải Vân`,
    regulation: '1700/QĐ-UBND ngày 30/09/2026, UBND tỉnh Hải Vân',
    deployment: 'Đã triển khai một số hạng mục',
    expectedDeployment: '06/2027',
    assessed: 'Trước khi đưa vào sử dụng; Định kỳ',
    ...change,
  };
}

export const REPORT = (rows: number): NonNullable<DocumentContext['report']> => ({
  year: 2026,
  counters: { C1: rows, C2: rows, C3: rows, C4: rows, C5: rows, C6: 0, C7: 'tháng 6 năm 2027' },
  bodies: [{ owner: OWNER, specialisedUnit: UNIT }],
  rows: Array.from({ length: rows }, (_, index) => reportRow(index + 1)),
});

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
