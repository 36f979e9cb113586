import type { Agency, Bilingual, System } from '@khien/model';
import type { DocumentContext } from '../document-context';
import { levelOf } from '../forms/roles';
import { BLANK, type Block, type Row } from '../print/blocks';
import { shortDay } from '../print/vietnamese-day';
import { countsInWords } from './control-table';
import type { Explanation } from './explanation';
import { needsSystem } from './explanation';
import { opening } from './opening';
import {
  CONNECTION_WORDS,
  DATA_CLASS_WORDS,
  HOSTING_WORDS,
  LAYER_WORDS,
  type Language,
  STAGE_WORDS,
  VERDICT_WORDS,
} from './words';

/** Lý lịch hệ thống: everything the register knows of one system, on a few pages. */
export const SYSTEM_PROFILE: Explanation = {
  id: 'system-profile',
  fileStem: 'ly-lich-he-thong',
  title: { vi: 'Lý lịch hệ thống thông tin', en: 'System profile' },
  official: false,
  citation: 'NĐ 331 Đ22.3',
  mark: 'INF',
  notes: [],
  followsLanguage: true,
  whyNot: needsSystem,
  sections: (context) => [
    { orientation: 'portrait', blocks: context.system === undefined ? [] : blocks(context, context.system) },
  ],
};

function blocks(context: DocumentContext, system: System): Block[] {
  const { language } = context;
  const say = (vi: string, en: string): string => (language === 'vi' ? vi : en);
  return [
    ...opening(context, {
      label: say(
        'Mẫu nội bộ, không phải biểu mẫu pháp định',
        'Internal sheet (mẫu nội bộ, không phải biểu mẫu pháp định)',
      ),
      issuer: context.operator ?? context.agency,
      name: SYSTEM_PROFILE.title[language],
      summary: system.name[language],
    }),
    heading(say('1. Thông tin chung', '1. General')),
    facts(generalFacts(context, system), language),
    heading(say('2. Cơ quan, đơn vị có trách nhiệm', '2. Responsible bodies')),
    bodies(context),
    heading(say('3. Phạm vi, người dùng, dữ liệu', '3. Scope, users, data')),
    facts(scopeFacts(system, language), language),
    ...rowsTable(say('Nhóm người dùng', 'User groups'), [
      [say('Nhóm', 'Group'), say('Số lượng', 'Number'), say('Kênh truy cập', 'Access by')],
      ...(system.userGroups ?? []).map(({ name, count, channel }) => [
        name,
        count?.toLocaleString('vi-VN'),
        channel,
      ]),
    ]),
    ...rowsTable(say('Dữ liệu', 'Data'), [
      [say('Bộ dữ liệu', 'Dataset'), say('Phân loại', 'Class')],
      ...system.datasets.map(({ id, dataClass }) => [id, DATA_CLASS_WORDS[dataClass][language]]),
    ]),
    ...rowsTable(say('Kết nối với hệ thống khác', 'Connections'), [
      [say('Hệ thống', 'System'), say('Hình thức', 'Kind'), say('Ghi chú', 'Note')],
      ...(system.connections ?? []).map(({ name, systemId, kind, note }) => [
        name ?? systemId,
        CONNECTION_WORDS[kind][language],
        note,
      ]),
    ]),
    heading(say('4. Thành phần kỹ thuật', '4. Technical parts')),
    ...rowsTable(say('Thiết bị', 'Devices'), [
      [
        say('Tên thiết bị/chủng loại', 'Device'),
        say('Vị trí', 'Location'),
        say('Mục đích', 'Purpose'),
        say('Số lượng', 'Number'),
      ],
      ...(system.devices ?? []).map(({ name, location, purpose, quantity }) => [
        name,
        location,
        purpose,
        quantity?.toString(),
      ]),
    ]),
    ...rowsTable(say('Dịch vụ', 'Services'), [
      [
        say('Tên dịch vụ', 'Service'),
        say('Máy chủ', 'Server'),
        say('Vị trí', 'Location'),
        say('Hệ điều hành', 'System'),
        say('Mục đích', 'Purpose'),
      ],
      ...(system.services ?? []).map(({ name, server, location, os, purpose }) => [
        name,
        server,
        location,
        os,
        purpose,
      ]),
    ]),
    ...rowsTable(say('Vùng mạng', 'Zones'), [
      [
        say('Vùng mạng', 'Zone'),
        say('IP nội bộ', 'Private'),
        say('IP công khai', 'Public'),
        say('Mục đích', 'Purpose'),
      ],
      ...(system.zones ?? []).map(({ name, privateRange, publicRange, purpose }) => [
        name,
        privateRange,
        publicRange,
        purpose,
      ]),
    ]),
    facts(
      [
        [{ vi: 'Máy chủ, tên máy', en: 'Hosts' }, system.hosts.join(', ')],
        [{ vi: 'Dải địa chỉ', en: 'Networks' }, system.networks.join(', ')],
        [{ vi: 'Tên miền', en: 'Domains' }, system.domains.join(', ')],
      ],
      language,
    ),
    ...standing(context),
  ];
}

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text });
type Fact = [Bilingual, string | undefined];

/** Label and value, without a heading row of its own. */
function facts(rows: readonly Fact[], language: Language): Block {
  const [what, value] = language === 'vi' ? ['Nội dung', 'Thông tin'] : ['Item', 'Value'];
  return {
    kind: 'table',
    columns: [
      { heading: what ?? '', width: 1.2 },
      { heading: value ?? '', width: 2.6 },
    ],
    rows: rows.map(([label, said]) => [label[language], said === undefined || said === '' ? BLANK : said]),
  };
}

function generalFacts(context: DocumentContext, system: System): Fact[] {
  const { dossier, language } = context;
  const level = levelOf(context);
  const decision = dossier?.papers.decision;
  const paper =
    decision === undefined
      ? system.dossier.decision
      : `${decision.number}, ${shortDay(decision.date)}${decision.issuer === undefined ? '' : `, ${decision.issuer}`}`;
  return [
    [{ vi: 'Mã', en: 'Code' }, system.id],
    [{ vi: 'Chức năng, mục đích', en: 'Purpose' }, system.purpose],
    [{ vi: 'Giai đoạn', en: 'Stage' }, system.stage && STAGE_WORDS[system.stage][language]],
    [{ vi: 'Cấp độ', en: 'Level' }, level === undefined ? undefined : String(level)],
    [{ vi: 'Quyết định phê duyệt', en: 'Decision' }, paper],
    [{ vi: 'Đặt tại', en: 'Hosting' }, system.hosting && HOSTING_WORDS[system.hosting][language]],
    [{ vi: 'Ngày đưa vào sử dụng', en: 'In use since' }, system.wentLiveOn && shortDay(system.wentLiveOn)],
  ];
}

function scopeFacts({ boundary, subjects }: System, language: Language): Fact[] {
  const counted = (count: number | undefined): string | undefined => count?.toLocaleString('vi-VN');
  const on =
    subjects?.countedOn === undefined
      ? ''
      : ` (${language === 'vi' ? 'đếm ngày' : 'counted on'} ${shortDay(subjects.countedOn)})`;
  const basic = counted(subjects?.basic);
  const sensitive = counted(subjects?.sensitive);
  return [
    [{ vi: 'Phạm vi', en: 'Boundary' }, boundary],
    [{ vi: 'Chủ thể dữ liệu cá nhân cơ bản', en: 'Subjects, basic data' }, basic && `${basic}${on}`],
    [
      { vi: 'Chủ thể dữ liệu cá nhân nhạy cảm', en: 'Subjects, sensitive data' },
      sensitive && `${sensitive}${on}`,
    ],
    [{ vi: 'Cách đếm', en: 'How counted' }, subjects?.method],
  ];
}

function bodies({ language, owner, operator, agency, specialisedUnit, appraiser }: DocumentContext): Block {
  const say = (vi: string, en: string): string => (language === 'vi' ? vi : en);
  const row = (role: string, body: Agency | undefined): Row => [
    role,
    body?.name[language] ?? BLANK,
    [body?.contact?.representative, body?.contact?.representativeTitle?.replaceAll('\n', ' ')]
      .filter(Boolean)
      .join(', ') || BLANK,
    [body?.contact?.phone, body?.contact?.email].filter(Boolean).join('\n') || BLANK,
  ];
  return {
    kind: 'table',
    columns: [
      say('Vai trò', 'Role'),
      say('Tên', 'Name'),
      say('Người đại diện', 'Representative'),
      say('Liên hệ', 'Contact'),
    ].map((text, index) => ({ heading: text, width: [1, 1.2, 1, 1.4][index] ?? 1 })),
    rows: [
      row(say('Chủ quản', 'Owner'), owner),
      row(say('Đơn vị vận hành', 'Operator'), operator ?? agency),
      row(say('Đơn vị chuyên trách về an ninh mạng', 'Specialised unit'), specialisedUnit),
      ...(appraiser === undefined ? [] : [row(say('Đơn vị thẩm định', 'Appraiser'), appraiser)]),
    ],
  };
}

/** First row are the headings; nothing is printed when there is no other. */
function rowsTable(title: string, [headings = [], ...rows]: (string | undefined)[][]): Block[] {
  if (rows.length === 0)
    return [{ kind: 'paragraph', text: [{ text: `${title}: `, bold: true }, { text: BLANK }] }];
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'table',
      size: 11,
      columns: headings.map((text) => ({ heading: text ?? '', width: 1 })),
      rows: rows.map((row) => row.map((cell) => cell ?? '')),
    },
  ];
}

function standing({ sheet, controls, language }: DocumentContext): Block[] {
  if (sheet === undefined) return [];
  const title = language === 'vi' ? '5. Hiện trạng bảo vệ' : '5. How it stands';
  const layers: Fact[] = sheet.layers.map(({ layer, verdict }) => [
    LAYER_WORDS[layer],
    VERDICT_WORDS[verdict][language],
  ]);
  return [
    heading(`${title} (${shortDay(sheet.on)})`),
    facts(layers, language),
    ...(controls.length === 0
      ? []
      : [{ kind: 'paragraph', text: `${countsInWords(controls, language)}.` } as const]),
  ];
}
