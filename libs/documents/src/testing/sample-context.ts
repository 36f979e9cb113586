import type { Agency, Dossier, DossierAct, DossierEvent, System } from '@khien/model';
import type { DocumentContext, LevelReportLine } from '../document-context';

export const ON = '2026-11-05';
export const AT = Date.UTC(2026, 10, 5);

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

/** Level 3 on the list of critical systems. */
export const CRITICAL_3 = contextOf(3, { dossier: dossierOf(3, { critical: true }) });
/** Level 3, sent, found suitable, with the numbers of all its papers. */
export const APPRAISED = contextOf(3, {
  dossier: dossierOf(3, { papers: true }),
  acts: actsOf([
    { on: '2026-10-05', event: { kind: 'submitted', paper: { number: '15/SKHCN-CĐS', date: '2026-10-05' } } },
    { on: '2026-10-23', event: SUITABLE },
  ]),
});
export const WITH_REPORT = contextOf(undefined, { system: undefined, report: REPORT(23) });
