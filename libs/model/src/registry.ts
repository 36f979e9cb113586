import { z } from 'zod';
import { Bilingual } from './alert';
import { Day } from './chunk';
import { TechnicalLayer } from './evidence';
import { RestTransport, SqlTransport, XroadOpmonTransport } from './pull-transports';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'lower-case letters, digits and hyphens');

/** Working hours of an agency, `HH:MM` in Asia/Ho_Chi_Minh; weekdays 1 (Monday) to 7. */
export const WorkingHours = z.strictObject({
  days: z.array(z.number().int().min(1).max(7)),
  spans: z.array(z.tuple([z.string(), z.string()])),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** Cơ quan, đơn vị: a node of the province's tree. */
export const Agency = z.strictObject({
  id,
  name: Bilingual,
  parent: id.optional(),
  kind: z.enum(['province', 'department', 'commune', 'special_zone', 'party', 'centre']),
  /** Addresses its offices work from (CIDR, v6 or v4): who comes from there acts for it. */
  networks: z.array(z.string()).max(500).optional(),
  /** Mail domains and directory (AD) domains of its accounts. */
  domains: z.array(z.string()).max(100).optional(),
  /** Where they differ from the calendar's. */
  workingHours: WorkingHours.optional(),
  /** What the official forms ask of a body (NĐ 331 Đ22.3, Mẫu 08 section 2). */
  contact: z
    .strictObject({
      /** Văn bản quy định chức năng, nhiệm vụ, quyền hạn. */
      mandate: z.string().max(500).optional(),
      representative: z.string().max(200).optional(),
      representativeTitle: z.string().max(200).optional(),
      address: z.string().max(500).optional(),
      phone: z.string().max(50).optional(),
      email: z.string().max(200).optional(),
      /** Ký hiệu of the body in document numbers, e.g. `UBND`, and the place written before the date. */
      symbol: z.string().max(40).optional(),
      place: z.string().max(100).optional(),
    })
    .optional(),
});
export type Agency = z.infer<typeof Agency>;

export const DossierState = z.enum(['none', 'drafting', 'submitted', 'appraised', 'approved', 'retired']);
export type DossierState = z.infer<typeof DossierState>;

const words = z.string().max(4000);
const Row = <T extends z.ZodRawShape>(shape: T) => z.array(z.strictObject(shape)).max(2000).optional();

/** Giai đoạn vòng đời (R7). */
export const SystemStage = z.enum(['planned', 'design', 'construction', 'operating', 'upgrading', 'retired']);
export type SystemStage = z.infer<typeof SystemStage>;

/** What plans and laws count a system among (K1, K4, K5): flags, because each plan draws its circle differently. */
export const SystemMark = z.enum([
  /** Nền tảng, CSDL dùng chung. */
  'shared',
  /** CSDL chuyên ngành. */
  'specialised',
  /** Dữ liệu quan trọng. */
  'important_data',
  'national_database_link',
  'data_centre',
  'digital_government',
  /** Danh mục quan trọng về an ninh quốc gia. */
  'critical_list',
]);
export type SystemMark = z.infer<typeof SystemMark>;

/** Hệ thống thông tin. `level` is the cấp độ 1..5 of its dossier, proposed or approved as `dossier.state` says. */
export const System = z.strictObject({
  id,
  name: Bilingual,
  agencyId: id,
  level: z.number().int().min(1).max(5).optional(),
  dossier: z.strictObject({
    state: DossierState,
    approvedOn: Day.optional(),
    decision: z.string().optional(),
  }),
  /** Addresses (CIDR, v6 or v4), host names and domains by which its traffic is known. */
  networks: z.array(z.string()).default([]),
  hosts: z.array(z.string()).default([]),
  domains: z.array(z.string()).default([]),
  /** Datasets it holds, with their class (công cộng, riêng, cá nhân, bí mật nhà nước). */
  datasets: z
    .array(
      z.strictObject({
        id: z.string(),
        dataClass: z.enum(['public', 'private', 'personal', 'state_secret']),
      }),
    )
    .default([]),
  // The register card. Everything below may be missing: what is missing is shown, not guessed.
  /** Chủ quản (Đ4), đơn vị vận hành (Đ5; the agency itself unless said), đơn vị chuyên trách về ANM (Đ3.2), thẩm định độc lập (Đ18.4): agency ids. */
  ownerId: id.optional(),
  operatorId: id.optional(),
  specialisedUnitId: id.optional(),
  appraiserId: id.optional(),
  stage: SystemStage.optional(),
  marks: z.array(SystemMark).optional(),
  purpose: words.optional(),
  /** Phạm vi: what is inside and what is left outside, with the reason. */
  boundary: words.optional(),
  userGroups: Row({
    name: z.string().max(300),
    count: z.number().int().nonnegative().optional(),
    channel: z.string().max(100).optional(),
  }),
  subjects: z
    .strictObject({
      basic: z.number().int().nonnegative().optional(),
      sensitive: z.number().int().nonnegative().optional(),
      method: words.optional(),
      countedOn: Day.optional(),
    })
    .optional(),
  /** Systems it depends on or shares with: id where registered, else a name. */
  connections: Row({
    systemId: id.optional(),
    name: z.string().max(300).optional(),
    kind: z.enum(['connection', 'data_sharing', 'shared_infrastructure']),
    note: z.string().max(1000).optional(),
  }),
  technicalLayers: z.array(TechnicalLayer).optional(),
  /** Platform it stands on, whose sections and controls it inherits. */
  hostedOn: id.optional(),
  hosting: z.enum(['own', 'provincial_data_centre', 'hired_data_centre', 'cloud']).optional(),
  devices: Row({
    name: z.string().max(300),
    location: z.string().max(300).optional(),
    purpose: words.optional(),
    quantity: z.number().int().positive().optional(),
  }),
  services: Row({
    name: z.string().max(300),
    server: z.string().max(300).optional(),
    location: z.string().max(300).optional(),
    os: z.string().max(100).optional(),
    purpose: words.optional(),
  }),
  zones: Row({
    name: z.string().max(300),
    privateRange: z.string().max(300).optional(),
    publicRange: z.string().max(300).optional(),
    purpose: words.optional(),
  }),
  constructionStartedOn: Day.optional(),
  wentLiveOn: Day.optional(),
  /** Chuyển tiếp (LP-T1…T6): the level and decree of before, and the rule chosen for it. */
  transition: z
    .strictObject({
      levelLegacy: z.number().int().min(1).max(5).optional(),
      regimeOfApproval: z.string().max(40).optional(),
      rule: z.string().max(20).optional(),
    })
    .optional(),
  /** Facts for the level calculator, in the words of `khien level FILE.yml`; read by its schema where it is used. */
  levelFacts: z.record(z.string(), z.unknown()).optional(),
});
export type System = z.infer<typeof System>;

/** Thỏa thuận chia sẻ dữ liệu: who may ask for what, why, how much, until when. */
export const Agreement = z.strictObject({
  id: z.string(),
  consumer: z.string(),
  provider: z.string(),
  datasets: z.array(z.string()).min(1),
  purposes: z.array(z.string()).min(1),
  validFrom: Day,
  validTo: Day,
  maxRowsPerDay: z.number().int().positive().optional(),
  citation: z.string(),
});
export type Agreement = z.infer<typeof Agreement>;

/** Days off and swapped working days; data that changes every year. */
export const Calendar = z.strictObject({
  timezone: z.literal('Asia/Ho_Chi_Minh'),
  workingHours: WorkingHours,
  holidays: z.array(z.strictObject({ day: Day, name: z.string(), citation: z.string() })),
  workingDays: z.array(z.strictObject({ day: Day, citation: z.string() })),
});
export type Calendar = z.infer<typeof Calendar>;

/** Common names or DNS names of client certificates that the collector's authority signed. A source that has some is heard over TLS with such a certificate only. */
const clientNames = z.array(z.string().min(1).max(253)).min(1).optional();

/** One way a source reaches us. */
export const Transport = z.discriminatedUnion('kind', [
  /** Paths may hold `*` in the last segment. */
  z.strictObject({ kind: z.literal('file'), paths: z.array(z.string()).min(1) }),
  /** SHA-256 (hex) of the bearer token, the file that holds the token, the file that holds the key of signed requests, or client certificates. */
  z.strictObject({
    kind: z.literal('http'),
    tokenSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    tokenFile: z.string().optional(),
    hmacKeyFile: z.string().optional(),
    clientNames,
  }),
  /** Sender addresses (CIDR), client certificates, or both; where several sources share one sender, the syslog app names. */
  z.strictObject({
    kind: z.literal('syslog'),
    senders: z.array(z.string()).default([]),
    clientNames,
    appNames: z.array(z.string()).optional(),
  }),
  /** Beats' output to Logstash (Lumberjack, version 2), known by address, certificate or both. */
  z.strictObject({ kind: z.literal('lumberjack'), senders: z.array(z.string()).default([]), clientNames }),
  /** GELF over UDP or TCP, known by address; GELF over HTTP is a source of kind `http`. */
  z.strictObject({ kind: z.literal('gelf'), senders: z.array(z.string()).min(1) }),
  SqlTransport,
  RestTransport,
  XroadOpmonTransport,
  /** Only read by `khien replay`. */
  z.strictObject({ kind: z.literal('replay') }),
]);
export type Transport = z.infer<typeof Transport>;

/** Nguồn nhật ký: one stream of records of one kind from one system. One file each under `config/sources/`. */
export const Source = z.strictObject({
  id,
  name: Bilingual,
  profile: z.string(),
  systemId: id,
  transport: Transport,
  /** Zone of timestamps that name none. */
  timezone: z.string().default('Asia/Ho_Chi_Minh'),
  encoding: z.enum(['utf-8', 'utf-16le', 'windows-1258']).default('utf-8'),
  /** Minutes without a record after which the source counts as silent. */
  silenceMinutes: z.number().positive().default(30),
  /** What it may send on average; above it is asked to wait (HTTP 429, TCP not read on), over UDP what is too much is shed and counted. */
  quota: z
    .strictObject({
      recordsPerSecond: z.number().int().positive().optional(),
      bytesPerSecond: z.number().int().positive().optional(),
    })
    .optional(),
});
export type Source = z.infer<typeof Source>;

/** The registry as one value: what enrichment and compliance look things up in. */
export interface Registry {
  agencies: Agency[];
  systems: System[];
  agreements: Agreement[];
  sources: Source[];
  calendar: Calendar;
}
