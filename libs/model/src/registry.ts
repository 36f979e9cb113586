import { z } from 'zod';
import { Bilingual } from './alert';
import { Day } from './chunk';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'lower-case letters, digits and hyphens');

/** Cơ quan, đơn vị: a node of the province's tree. */
export const Agency = z.strictObject({
  id,
  name: Bilingual,
  parent: id.optional(),
  kind: z.enum(['province', 'department', 'commune', 'special_zone', 'party', 'centre']),
});
export type Agency = z.infer<typeof Agency>;

export const DossierState = z.enum(['none', 'drafting', 'submitted', 'appraised', 'approved', 'retired']);
export type DossierState = z.infer<typeof DossierState>;

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

/** Working hours of an agency, `HH:MM` in Asia/Ho_Chi_Minh; weekdays 1 (Monday) to 7. */
export const WorkingHours = z.strictObject({
  days: z.array(z.number().int().min(1).max(7)),
  spans: z.array(z.tuple([z.string(), z.string()])),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** Days off and swapped working days; data that changes every year. */
export const Calendar = z.strictObject({
  timezone: z.literal('Asia/Ho_Chi_Minh'),
  workingHours: WorkingHours,
  holidays: z.array(z.strictObject({ day: Day, name: z.string(), citation: z.string() })),
  workingDays: z.array(z.strictObject({ day: Day, citation: z.string() })),
});
export type Calendar = z.infer<typeof Calendar>;

/** One way a source reaches us. */
export const Transport = z.discriminatedUnion('kind', [
  /** Paths may hold `*` in the last segment. */
  z.strictObject({ kind: z.literal('file'), paths: z.array(z.string()).min(1) }),
  /** SHA-256 (hex) of the bearer token, or the file that holds the token. */
  z.strictObject({
    kind: z.literal('http'),
    tokenSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    tokenFile: z.string().optional(),
  }),
  /** Sender addresses (CIDR) and, where several sources share one sender, the syslog app names. */
  z.strictObject({
    kind: z.literal('syslog'),
    senders: z.array(z.string()).min(1),
    appNames: z.array(z.string()).optional(),
  }),
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
