import { z } from 'zod';
import { Actor } from './activity';
import { Day } from './chunk';

const id = z.string().min(1).max(120);
const text = z.string().max(4000);
const day = Day;

/** Thành phần hồ sơ (NĐ 331 Đ21): 1 overview, 2 design, 3 level proposal, 4 plan, 5 expert opinion (levels 4–5). */
export const DossierComponent = z.enum(['overview', 'design', 'level_proposal', 'plan', 'expert_opinion']);
export type DossierComponent = z.infer<typeof DossierComponent>;

/** Trình tự: who appraises and approves (NĐ 331 Đ18). `L5` is also the track of levels 3–4 on the critical list (Đ20.4). */
export const DossierTrack = z.enum(['L1-2', 'L3', 'L4', 'L5']);
export type DossierTrack = z.infer<typeof DossierTrack>;

/**
 * Where a dossier stands. `state` is column 6 of Mẫu 08 (plus `none` and `retired`, for which it has no value); `step` says it to the person
 * who has to act (sub-states are inferences, each edge cites its article: domain table 7.6).
 */
export const DossierStep = z.enum([
  'not_started',
  'drafting',
  'awaiting_expert_opinion',
  'supplementing',
  'revising',
  'submitted',
  'accepted',
  'appraised',
  'approval_requested',
  'approved',
  'replaced',
  'retired',
]);
export type DossierStep = z.infer<typeof DossierStep>;

/** Văn bản: a document by its number, day and issuer; `sha256` when its signed file was imported. */
export const PaperRef = z.strictObject({
  number: z.string().min(1).max(120),
  date: day,
  issuer: z.string().max(300).optional(),
  title: z.string().max(500).optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type PaperRef = z.infer<typeof PaperRef>;

/** What people do with a dossier. One event is one row of domain table 7.6; `on` (in DossierRecord) is the legal day of the act. */
export const DossierEvent = z.discriminatedUnion('kind', [
  /** 2: Chưa lập → Đang dự thảo. `previous` is the version that is being determined again (13). */
  z.strictObject({ kind: z.literal('started'), reason: text.optional() }),
  /** The level that is proposed, with its clauses; may be repeated while drafting. */
  z.strictObject({
    kind: z.literal('level_proposed'),
    level: z.number().int().min(1).max(5),
    /** What the calculator said: never stored as a bare level when it is not concluded. */
    computed: z.strictObject({
      level: z.number().int().min(1).max(5).nullable(),
      floor: z.number().int().min(1).max(5).nullable(),
      candidates: z.array(z.number().int()),
      undecided: z.array(z.string()),
      clauses: z.array(z.string()),
      regime: z.string(),
    }),
    rationale: text.optional(),
    criticalList: z.boolean().optional(),
  }),
  /** Đ10.2a: the risk assessment behind the proposal. */
  z.strictObject({
    kind: z.literal('risk_assessed'),
    paper: PaperRef.optional(),
    independent: z.boolean(),
    summary: text.optional(),
  }),
  /** Đ30.7: Quy chế bảo đảm an ninh mạng, issued before approval. */
  z.strictObject({ kind: z.literal('regulation_issued'), paper: PaperRef }),
  /** Đ18.4: the independent unit or council that appraises in place of a specialised unit that operates the system. */
  z.strictObject({
    kind: z.literal('appraiser_assigned'),
    appraiser: z.string().min(1).max(300),
    appraiserId: id.optional(),
    paper: PaperRef,
  }),
  /** 3a: Mẫu 03 (levels 4–5). */
  z.strictObject({ kind: z.literal('expert_opinion_requested'), paper: PaperRef.optional() }),
  z.strictObject({
    kind: z.literal('expert_opinion_given'),
    favourable: z.boolean(),
    opinion: text,
    paper: PaperRef.optional(),
  }),
  /** 3b: Mẫu 01 or 02. Starts LP-A8. */
  z.strictObject({ kind: z.literal('submitted'), paper: PaperRef.optional() }),
  /** 4: incomplete: what has to be supplemented. */
  z.strictObject({
    kind: z.literal('found_incomplete'),
    missing: z.array(z.string().min(1).max(1000)).min(1),
    paper: PaperRef.optional(),
  }),
  /** 5: valid; starts LP-A10/A11. */
  z.strictObject({ kind: z.literal('accepted') }),
  /** 6, 7: Mẫu 04, «phù hợp» or «chưa phù hợp» (then what has to be revised). */
  z.strictObject({
    kind: z.literal('opinion_given'),
    conclusion: z.enum(['suitable', 'not_suitable']),
    form: z.enum(['meeting', 'in_writing', 'both']),
    opinion: text,
    defects: z.array(z.string().min(1).max(1000)).default([]),
    coordinating: z.array(z.string().max(300)).default([]),
    /** Mẫu 04 Phần 4.1: what the coordinating units said, summed up (Đ18.3: levels 4–5 and the critical list). */
    coordinatingOpinions: text.optional(),
    /** Mẫu 04 Phần 4.3. */
    otherOpinion: text.optional(),
    /** Cơ quan thẩm định trung ương (levels 4–5) whose opinion is recorded here. */
    centralBody: z.enum(['BCA', 'BQP', 'BCY']).optional(),
    paper: PaperRef.optional(),
  }),
  /** 8: Mẫu 05. Starts LP-A12. */
  z.strictObject({ kind: z.literal('approval_requested'), paper: PaperRef.optional() }),
  /** 9: Mẫu 06 (levels 3–4), Mẫu 07 (plan of level 5); no official form for 1–2. Pins the snapshot. */
  z.strictObject({
    kind: z.literal('approved'),
    form: z.enum(['mau-06', 'mau-07', 'internal']),
    paper: PaperRef,
    validUntil: day.optional(),
  }),
  /** 10: back to drafting with a reason. */
  z.strictObject({
    kind: z.literal('approval_refused'),
    reason: z.string().min(5).max(4000),
    paper: PaperRef.optional(),
  }),
  /** 11: Đ18.1, levels 1–2: report to the chủ quản. */
  z.strictObject({ kind: z.literal('reported_to_owner'), paper: PaperRef.optional() }),
  /** 12: put on the Prime Minister's list (level 5; 3–4 on the critical list). */
  z.strictObject({ kind: z.literal('listed_critical'), paper: PaperRef }),
  /** 13: a newer version was approved; this one no longer counts. */
  z.strictObject({ kind: z.literal('replaced'), by: id }),
  /** 14 */
  z.strictObject({
    kind: z.literal('retired'),
    reason: z.string().min(5).max(4000),
    paper: PaperRef.optional(),
  }),
  /** Parallel track, Mẫu 08 column 10. */
  z.strictObject({
    kind: z.literal('deployment_declared'),
    deployment: z.enum(['none', 'some', 'full']),
    expectedOn: day.optional(),
  }),
  /** Expected day of approval, Mẫu 08 column 9. */
  z.strictObject({ kind: z.literal('approval_expected'), on: day }),
  /** Go-live, guarded by Đ30.6 (and the condition assessment, Đ28.3). */
  z.strictObject({ kind: z.literal('went_live') }),
]);
export type DossierEvent = z.infer<typeof DossierEvent>;
export type DossierEventKind = DossierEvent['kind'];

/**
 * One act on a dossier, append-only. `seq` counts from 1 per dossier and is part of the id, so that two people acting on
 * the same state at once yield one act, and the other is told.
 */
export const DossierAct = z.strictObject({
  /** `<dossierId>#00000001` */
  _id: z.string(),
  dossierId: id,
  systemId: id,
  agencyId: id,
  seq: z.number().int().positive(),
  /** When it was recorded, epoch ms. */
  at: z.number().int().nonnegative(),
  /** Legal day of the act (day of receipt, of signature), Vietnamese calendar. */
  on: day,
  actor: Actor,
  /** Unit (agency id) on whose behalf the actor acted. */
  unit: id.optional(),
  event: DossierEvent,
  /** SHA-256 of the contents of all components as they stood: at `submitted`, `opinion_given` and `approved`. */
  snapshot: z.string().optional(),
});
export type DossierAct = z.infer<typeof DossierAct>;

/** Đồng hồ: a legal or local limit that runs, stands or has ended. Days only; hours belong to incidents. */
export const DossierClock = z.strictObject({
  /** Parameter of config/legal: LP-A8, LP-A10, LP-A11, LP-A12, local.* */
  parameter: z.string(),
  startedOn: day,
  limit: z.number().int().nonnegative().nullable(),
  unit: z.enum(['working_day', 'day']),
  /** Last day in time; undefined where the law gives no limit. */
  dueOn: day.optional(),
  /** `paused` while the dossier is returned; `ended` with the day it was answered. */
  state: z.enum(['running', 'paused', 'ended']),
  endedOn: day.optional(),
  clause: z.string(),
  mark: z.string(),
});
export type DossierClock = z.infer<typeof DossierClock>;

/** Hồ sơ đề xuất cấp độ, one version: the fold of its acts (and of nothing else). */
export const Dossier = z.strictObject({
  /** `<systemId>.v<version of the determination>` */
  _id: z.string(),
  /** For compare-and-set in the store. */
  version: z.number().int(),
  systemId: id,
  agencyId: id,
  /** Lần xác định cấp độ: 1 first, more after Đ25. */
  determination: z.number().int().positive(),
  state: z.enum(['none', 'drafting', 'submitted', 'appraised', 'approved', 'retired']),
  step: DossierStep,
  /** Number of the last act. */
  seq: z.number().int().nonnegative(),
  regime: z.string(),
  track: DossierTrack.optional(),
  proposedLevel: z.number().int().min(1).max(5).optional(),
  approvedLevel: z.number().int().min(1).max(5).optional(),
  criticalList: z.boolean(),
  /** Accounts that drafted, gave the opinion, approved: kept apart (drafter ≠ appraiser ≠ approver). */
  drafters: z.array(z.string()),
  appraisers: z.array(z.string()),
  approvers: z.array(z.string()),
  appraiserId: id.optional(),
  /** Reasons of the last return, until it is submitted again. */
  toSupplement: z.array(z.string()),
  papers: z.strictObject({
    submission: PaperRef.optional(),
    expertOpinion: PaperRef.optional(),
    opinion: PaperRef.optional(),
    approvalRequest: PaperRef.optional(),
    decision: PaperRef.optional(),
    regulation: PaperRef.optional(),
    appraiserAssignment: PaperRef.optional(),
    criticalList: PaperRef.optional(),
  }),
  clocks: z.array(DossierClock),
  deployment: z.enum(['none', 'some', 'full']),
  deploymentExpectedOn: day.optional(),
  approvalExpectedOn: day.optional(),
  approvedOn: day.optional(),
  validUntil: day.optional(),
  wentLiveOn: day.optional(),
  /** Đ10.2a: day of the risk assessment behind the proposal. */
  riskAssessedOn: day.optional(),
  /** Đ21.5: day of the expert opinion on the level that is proposed now (levels 4–5). */
  expertOpinionOn: day.optional(),
  /** Legal day of the last act: no later act may have an earlier one. */
  lastOn: day.optional(),
  /** Open task «gửi báo cáo chủ quản» (Đ18.1). */
  owesReportToOwner: z.boolean(),
  /** Snapshot pinned at approval. */
  approvedSnapshot: z.string().optional(),
  startedAt: z.number().int().optional(),
  updatedAt: z.number().int(),
});
export type Dossier = z.infer<typeof Dossier>;

/**
 * What a person typed into one component: answers by field id, files by hash. Version for If-Match; autosaved.
 * `inherited` names the platform's system whose section stands in for this one (data centre).
 */
export const DossierSection = z.strictObject({
  /** `<dossierId>:<section id>` */
  _id: z.string(),
  version: z.number().int(),
  dossierId: id,
  systemId: id,
  agencyId: id,
  section: z.string().min(1).max(80),
  answers: z.record(
    z.string().regex(/^[a-z0-9_-]{1,80}$/),
    z.union([z.string().max(20000), z.number(), z.boolean(), z.array(z.string().max(2000)).max(500)]),
  ),
  files: z
    .array(z.strictObject({ name: z.string().max(300), sha256: z.string(), bytes: z.number().int() }))
    .max(50),
  inheritedFrom: id.optional(),
  updatedAt: z.number().int(),
  updatedBy: z.string(),
});
export type DossierSection = z.infer<typeof DossierSection>;

export const dossierIdOf = (systemId: string, determination: number): string =>
  `${systemId}.v${determination}`;
export const actIdOf = (dossierId: string, seq: number): string =>
  `${dossierId}#${String(seq).padStart(8, '0')}`;
