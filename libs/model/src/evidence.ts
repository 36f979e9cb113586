import { z } from 'zod';
import { Actor } from './activity';
import { Bilingual } from './alert';
import { Day } from './chunk';
import { PaperRef } from './dossier';

const id = z.string().min(1).max(120);
const name = z.string().min(1).max(300);
const count = z.number().int().nonnegative();

/** What a piece of evidence says, by kind. Units are in the names; days are Vietnamese calendar days. */
export const EvidenceFact = z.discriminatedUnion('kind', [
  /** Layer 1, §4.2: who holds a legal role, by which decision. `person` only where the law asks for a named one. */
  z.strictObject({
    kind: z.literal('designation'),
    role: z.enum([
      'owner',
      'operator',
      'specialised_unit',
      'appraiser',
      'on_site_force',
      'data_lead',
      'data_protection',
      'self_assessor',
      'incident_team',
      'national_link',
    ]),
    unit: id.optional(),
    person: name.optional(),
    title: name.optional(),
    decision: PaperRef,
    /** Reachable day and night, as written in the decision. */
    contact24x7: z.string().max(200).optional(),
    certificate: z.strictObject({ name, number: z.string().max(100).optional(), validTo: Day }).optional(),
  }),
  /** Layer 2: who monitors. */
  z.strictObject({
    kind: z.literal('monitoring_service'),
    provider: name,
    providerId: id.optional(),
    providerKind: z.enum(['province_soc', 'data_centre_soc', 'hired']),
    /** Licence of a hired provider (Luật 116 Đ28–29). */
    licence: PaperRef.optional(),
    contract: PaperRef.optional(),
    coverage: z.enum(['24x7', 'office_hours']),
    rosterUntil: Day.optional(),
  }),
  /** Layer 3 and column 12 of Mẫu 08. */
  z.strictObject({
    kind: z.literal('assessment'),
    purpose: z.enum(['pre_use', 'periodic', 'after_incident', 'after_change', 'on_request', 'conditions']),
    assessor: name,
    assessorId: id.optional(),
    assessorKind: z.enum(['independent_unit', 'professional_body', 'operator']),
    licence: PaperRef.optional(),
    methods: z
      .array(z.enum(['review', 'interview', 'test', 'black_box', 'grey_box', 'white_box']))
      .default([]),
    on: Day,
    result: z.enum(['pass', 'pass_with_findings', 'fail']),
    openFindings: z.strictObject({ critical: count, high: count, medium: count, low: count }),
    findingsDueOn: Day.optional(),
    report: PaperRef.optional(),
  }),
  /** Layer 4: the connection to a national or provincial centre (Luật 116 Đ40.1b). `endpoint` is an id of the alias table. */
  z.strictObject({
    kind: z.literal('national_link'),
    endpoint: id,
    planApproved: PaperRef.optional(),
    connectedOn: Day.optional(),
    state: z.enum(['planned', 'connected', 'down']),
    lastSentAt: z.number().int().optional(),
    lagSeconds: z.number().nonnegative().optional(),
  }),
  z.strictObject({
    kind: z.literal('anti_malware'),
    machines: count,
    covered: count,
    edrCovered: count,
    connected: z.boolean(),
    product: name.optional(),
  }),
  z.strictObject({
    kind: z.literal('backup'),
    lastGoodOn: Day,
    copies: count,
    media: count,
    offsite: z.boolean(),
    immutable: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('restore_test'),
    on: Day,
    result: z.enum(['pass', 'fail']),
    minutes: count.optional(),
  }),
  z.strictObject({
    kind: z.literal('vulnerability_scan'),
    on: Day,
    tool: name.optional(),
    open: z.strictObject({ critical: count, high: count, medium: count, low: count }),
  }),
  z.strictObject({
    kind: z.literal('penetration_test'),
    on: Day,
    by: name,
    inside: z.boolean(),
    outside: z.boolean(),
    openCritical: count,
  }),
  z.strictObject({ kind: z.literal('drill'), on: Day, title: name, report: PaperRef.optional() }),
  z.strictObject({ kind: z.literal('training'), on: Day, topic: name, people: count, ofPeople: count }),
  /** Đ30.7: Quy chế bảo đảm an ninh mạng. */
  z.strictObject({ kind: z.literal('regulation'), paper: PaperRef }),
  z.strictObject({
    kind: z.literal('risk_assessment'),
    on: Day,
    independent: z.boolean(),
    highest: z.enum(['low', 'medium', 'high', 'very_high']),
    nextOn: Day.optional(),
    paper: PaperRef.optional(),
  }),
  z.strictObject({ kind: z.literal('account_review'), on: Day, accounts: count, removed: count }),
  z.strictObject({ kind: z.literal('mfa'), accounts: count, withMfa: count }),
  z.strictObject({ kind: z.literal('time_sync'), on: Day, maxSkewMs: z.number().nonnegative() }),
  z.strictObject({ kind: z.literal('log_retention'), days: count }),
  z.strictObject({ kind: z.literal('contract'), title: name, paper: PaperRef, validTo: Day }),
  /** A person says how a control stands. */
  z.strictObject({
    kind: z.literal('attestation'),
    controlId: id,
    result: z.enum(['met', 'partly', 'not_met']),
    method: z.enum(['review', 'interview', 'test']),
    statement: z.string().min(1).max(4000),
    paper: PaperRef.optional(),
  }),
  /** Không áp dụng: counts only once `approvedBy` (an account other than the requester) and until effectiveTo. */
  z.strictObject({
    kind: z.literal('exception'),
    controlId: id,
    reason: z.string().min(5).max(4000),
    compensating: z.string().max(4000).optional(),
    state: z.enum(['requested', 'approved', 'refused', 'revoked']),
    decidedBy: z.string().optional(),
    requestId: z.string().optional(),
  }),
  /** A report that was sent (§9), with its proof. */
  z.strictObject({
    kind: z.literal('report_sent'),
    report: id,
    period: z.string().max(40),
    on: Day,
    channel: z.enum(['document_system', 'bca_software', 'email', 'other']),
    paper: PaperRef.optional(),
  }),
]);
export type EvidenceFact = z.infer<typeof EvidenceFact>;
export type EvidenceKind = EvidenceFact['kind'];
export type EvidenceOf<K extends EvidenceKind> = Evidence & { fact: Extract<EvidenceFact, { kind: K }> };

/**
 * Chứng cứ: a dated fact with where it comes from. Append-only; a correction is a new one that names the old in `supersedes`.
 * Stale evidence (past `effectiveTo`, or older than its control's freshness) never counts as green.
 */
export const Evidence = z.strictObject({
  _id: z.string(),
  /** Of one system, else of a whole agency, else (neither) of the province. */
  systemId: id.optional(),
  agencyId: id.optional(),
  collectedAt: z.number().int().nonnegative(),
  effectiveFrom: Day,
  effectiveTo: Day.optional(),
  origin: z.enum(['person', 'import', 'telemetry']),
  by: Actor,
  /** For telemetry and imports: what was asked, so that it can be asked again. */
  query: z.string().max(2000).optional(),
  fact: EvidenceFact,
  /** SHA-256 (hex) of the canonical JSON of `fact`. */
  resultHash: z.string(),
  note: z.string().max(2000).optional(),
  supersedes: z.string().optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** Đạt / Đạt một phần / Chưa đạt / Không áp dụng / Không kiểm chứng được. */
export const ControlStatus = z.enum(['met', 'partly', 'not_met', 'not_applicable', 'unverifiable']);
export type ControlStatus = z.infer<typeof ControlStatus>;

export const EvidenceUse = z.strictObject({
  /** Evidence id, or `telemetry:<test id>`. */
  id: z.string(),
  collectedAt: z.number().int(),
  effectiveFrom: Day.optional(),
  effectiveTo: Day.optional(),
  fresh: z.boolean(),
  query: z.string().optional(),
  resultHash: z.string().optional(),
});
export type EvidenceUse = z.infer<typeof EvidenceUse>;

export const ControlResult = z.strictObject({
  controlId: z.string(),
  status: ControlStatus,
  /** What decided: a live test on what Khiên sees, a person's word, the platform it stands on, an exception, nothing. */
  basis: z.enum(['live', 'attested', 'inherited', 'exception', 'none']),
  reasons: z.array(Bilingual),
  evidence: z.array(EvidenceUse),
  expiresOn: Day.optional(),
  inheritedFrom: z.string().optional(),
});
export type ControlResult = z.infer<typeof ControlResult>;

/** Lớp 1 tại chỗ, 2 giám sát chuyên nghiệp, 3 kiểm tra độc lập, 4 kết nối quốc gia. */
export const ProtectionLayer = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type ProtectionLayer = z.infer<typeof ProtectionLayer>;
/** R16: recommended from level 3, a separate advisory list. */
export const TechnicalLayer = z.enum(['network', 'application', 'database', 'endpoint']);
export type TechnicalLayer = z.infer<typeof TechnicalLayer>;

/** `at_risk`: protected today, but something expires soon or is weak. `out_of_scope`: the province's plan does not ask for it (K1, K5). */
export const LayerVerdict = z.enum(['met', 'at_risk', 'not_met', 'unverifiable', 'out_of_scope']);
export type LayerVerdict = z.infer<typeof LayerVerdict>;

export const LayerReason = z.strictObject({
  /** Check of config/legal/four-layers.yml. */
  check: z.string(),
  verdict: LayerVerdict,
  text: Bilingual,
  clause: z.string(),
  mark: z.string(),
  evidence: z.array(EvidenceUse),
});
export type LayerReason = z.infer<typeof LayerReason>;

export const LayerStatus = z.strictObject({
  layer: ProtectionLayer,
  verdict: LayerVerdict,
  reasons: z.array(LayerReason),
  /** Day on which it stops being so by itself. */
  expiresOn: Day.optional(),
});
export type LayerStatus = z.infer<typeof LayerStatus>;

/** How one system stands: derived, recomputed, never edited. `_id` is the system's id. */
export const ComplianceSheet = z.strictObject({
  _id: z.string(),
  agencyId: id,
  computedAt: z.number().int(),
  on: Day,
  level: z.number().int().min(1).max(5).optional(),
  layers: z.array(LayerStatus).length(4),
  technical: z.array(
    z.strictObject({
      layer: TechnicalLayer,
      verdict: LayerVerdict,
      text: Bilingual,
      evidence: z.array(EvidenceUse),
    }),
  ),
  controls: z.array(ControlResult),
  counts: z.record(ControlStatus, count),
  /** Material changes seen: reasons to determine the level again. */
  changes: z.array(
    z.strictObject({
      kind: z.enum([
        'internet_exposure',
        'data_class',
        'subjects_threshold',
        'control_drift',
        'new_connection',
        'level_below_criteria',
        'unregistered',
      ]),
      text: Bilingual,
      clause: z.string(),
      mark: z.string(),
      seenAt: z.number().int(),
      evidence: z.array(EvidenceUse),
    }),
  ),
});
export type ComplianceSheet = z.infer<typeof ComplianceSheet>;

/** A status that changed; append-only. */
export const StatusChange = z.strictObject({
  /** `<systemId>|<subject>|<at padded>` */
  _id: z.string(),
  systemId: id,
  agencyId: id,
  /** `layer:1`…`layer:4`, `control:<id>`, `dossier`, `deployment`. */
  subject: z.string(),
  from: z.string(),
  to: z.string(),
  worse: z.boolean(),
  at: z.number().int(),
  reasons: z.array(Bilingual),
});
export type StatusChange = z.infer<typeof StatusChange>;

/** Kế hoạch khắc phục (POA&M): a gap's owner, due day and milestones. `_id` `<systemId>:<controlId>`. */
export const GapPlan = z.strictObject({
  _id: z.string(),
  version: z.number().int(),
  systemId: id,
  agencyId: id,
  controlId: id,
  owner: z.string().max(200).optional(),
  dueOn: Day.optional(),
  note: z.string().max(4000).optional(),
  costMillionVnd: z.number().nonnegative().optional(),
  milestones: z.array(z.strictObject({ title: name, dueOn: Day, doneOn: Day.optional() })).max(50),
  updatedAt: z.number().int(),
  updatedBy: z.string(),
});
export type GapPlan = z.infer<typeof GapPlan>;
