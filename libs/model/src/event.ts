import { z } from 'zod';
import { Endpoint, File, instant, keyword, keywords, long, ProcessBrief, User } from './ecs-objects';

/** The schema the field names come from: Elastic Common Schema 9. https://www.elastic.co/guide/en/ecs/current/ */
export const ECS_VERSION = '9.1.0';

/** Answer to one of the six questions of R17. */
export const Answer = z.enum(['yes', 'no', 'not_stated']);
export type Answer = z.infer<typeof Answer>;

/**
 * Why somebody looked: ECS has no field for it, and it is what this product is about.
 * `questions` are the six sub-checks of R17 («phân quyền, xác thực, ghi nhận nhật ký, truy vết, kiểm soát truy cập, kiểm soát mục đích sử dụng»).
 */
export const Access = z.strictObject({
  purpose: keyword.optional(),
  legal_basis: keyword.optional(),
  agreement_id: keyword.optional(),
  /** What the registry says of `agreement_id` at the event's time. */
  agreement_state: z.enum(['valid', 'expired', 'not_yet_valid', 'unknown', 'none']).optional(),
  /** Whether the registered agreement covers this consumer, dataset and purpose. */
  agreement_covers: Answer.optional(),
  case_id: keyword.optional(),
  on_behalf_of: keyword.optional(),
  /** Records returned or touched. */
  rows: long.nonnegative().optional(),
  dataset: keyword.optional(),
  data_class: keyword.optional(),
  /** How the caller came: over the province's bus, or straight to the provider (rule family B-1). */
  channel: z.enum(['lgsp', 'direct']).optional(),
  /** Method by which the caller proved who it is (`mtls`, `oidc`, …); `none` when it did not. */
  authentication: keyword.optional(),
  /** What the provider's access control decided. */
  authorisation: z.enum(['granted', 'denied']).optional(),
  account_type: z.enum(['person', 'service', 'contractor']).optional(),
  questions: z
    .strictObject({
      authenticated: Answer,
      authorised: Answer,
      logged: Answer,
      traceable: Answer,
      access_controlled: Answer,
      purpose_controlled: Answer,
    })
    .optional(),
});
export type Access = z.infer<typeof Access>;

const XroadMember = z.strictObject({
  instance: keyword.optional(),
  member_class: keyword.optional(),
  member_code: keyword.optional(),
  subsystem: keyword.optional(),
});

/** What Khiên itself knows about the event: where it came from and what it belongs to. */
const Khien = z.strictObject({
  source_id: keyword,
  system_id: keyword.optional(),
  system_level: long.optional(),
  /** Mẫu 08 column 6 of NĐ 331/2026, or `none` when the system has no dossier. */
  dossier_state: z.enum(['none', 'drafting', 'submitted', 'appraised', 'approved', 'retired']).optional(),
  agency_id: keyword.optional(),
  /** Agency that the acting account belongs to or whose network it comes from: the account's domain first. */
  actor_agency_id: keyword.optional(),
  /** System whose address or host the event comes from. */
  actor_system_id: keyword.optional(),
  /** Which of the four technical layers (R16) the event speaks for. */
  technical_layer: z.enum(['network', 'application', 'database', 'endpoint']).optional(),
  chunk_id: keyword,
  position: keyword,
  /** When the collector had the record. `event.ingested` is when the worker stored it. */
  received_at: instant,
  /** Profile id and version that made this event. */
  parser: keyword,
  /** Where `@timestamp` comes from. */
  time_quality: z.enum(['device', 'inferred_zone', 'inferred_year', 'receive_time']).optional(),
  /** Vietnamese working hours at the event's time (the agency's calendar). */
  working_time: z.boolean().optional(),
  /** Field of the event that an indicator of a threat list matched. */
  indicator_field: keyword.optional(),
  /** How many pieces of personal data were replaced by pseudonyms. */
  masked: long.optional(),
});

/**
 * A normalised event: a closed subset of ECS 9 plus `access`, `xroad`, `khien`, and `vendor` for what is left of the record.
 * Unknown fields are an error (a silent miss at 3 a.m. otherwise). Times are UTC with milliseconds.
 */
export const Event = z.strictObject({
  '@timestamp': instant,
  ecs: z.strictObject({ version: z.literal(ECS_VERSION) }),
  message: z.string().max(65536).optional(),
  tags: keywords.optional(),
  labels: z.record(z.string(), keyword).optional(),
  event: z.strictObject({
    kind: z.enum(['event', 'alert', 'metric', 'state', 'pipeline_error', 'signal']),
    category: keywords.optional(),
    type: keywords.optional(),
    action: keyword.optional(),
    outcome: z.enum(['success', 'failure', 'unknown']).optional(),
    code: keyword.optional(),
    dataset: keyword.optional(),
    module: keyword.optional(),
    provider: keyword.optional(),
    reason: keyword.optional(),
    id: keyword.optional(),
    duration: z.number().optional(),
    sequence: long.optional(),
    severity: long.optional(),
    risk_score: z.number().optional(),
    timezone: keyword.optional(),
    created: instant.optional(),
    ingested: instant.optional(),
    start: instant.optional(),
    end: instant.optional(),
    /** SHA-256 of the raw octets in the journal, hex. */
    hash: keyword.optional(),
  }),
  source: Endpoint.optional(),
  destination: Endpoint.optional(),
  client: Endpoint.optional(),
  server: Endpoint.optional(),
  user: User.optional(),
  organization: z.strictObject({ id: keyword.optional(), name: keyword.optional() }).optional(),
  host: z
    .strictObject({
      name: keyword.optional(),
      hostname: keyword.optional(),
      id: keyword.optional(),
      ip: keywords.optional(),
      mac: keywords.optional(),
      os: z
        .strictObject({
          name: keyword.optional(),
          type: keyword.optional(),
          version: keyword.optional(),
          platform: keyword.optional(),
          family: keyword.optional(),
          full: keyword.optional(),
          kernel: keyword.optional(),
        })
        .optional(),
    })
    .optional(),
  observer: z
    .strictObject({
      vendor: keyword.optional(),
      product: keyword.optional(),
      type: keyword.optional(),
      name: keyword.optional(),
      hostname: keyword.optional(),
      ip: keywords.optional(),
      version: keyword.optional(),
      serial_number: keyword.optional(),
      ingress: z
        .strictObject({
          interface: z.strictObject({ name: keyword.optional() }).optional(),
          zone: keyword.optional(),
        })
        .optional(),
      egress: z
        .strictObject({
          interface: z.strictObject({ name: keyword.optional() }).optional(),
          zone: keyword.optional(),
        })
        .optional(),
    })
    .optional(),
  service: z
    .strictObject({
      name: keyword.optional(),
      type: keyword.optional(),
      version: keyword.optional(),
      id: keyword.optional(),
    })
    .optional(),
  network: z
    .strictObject({
      transport: keyword.optional(),
      protocol: keyword.optional(),
      application: keyword.optional(),
      direction: keyword.optional(),
      type: keyword.optional(),
      bytes: long.optional(),
      packets: long.optional(),
      community_id: keyword.optional(),
      name: keyword.optional(),
    })
    .optional(),
  url: z
    .strictObject({
      original: keyword.optional(),
      path: keyword.optional(),
      query: keyword.optional(),
      domain: keyword.optional(),
      scheme: keyword.optional(),
      port: long.optional(),
      extension: keyword.optional(),
      full: keyword.optional(),
      fragment: keyword.optional(),
      username: keyword.optional(),
    })
    .optional(),
  http: z
    .strictObject({
      version: keyword.optional(),
      request: z
        .strictObject({
          method: keyword.optional(),
          referrer: keyword.optional(),
          bytes: long.optional(),
          id: keyword.optional(),
          mime_type: keyword.optional(),
          body: z.strictObject({ bytes: long.optional() }).optional(),
        })
        .optional(),
      response: z
        .strictObject({
          status_code: long.optional(),
          bytes: long.optional(),
          mime_type: keyword.optional(),
          body: z.strictObject({ bytes: long.optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
  user_agent: z
    .strictObject({
      original: keyword.optional(),
      name: keyword.optional(),
      version: keyword.optional(),
      device: z.strictObject({ name: keyword.optional() }).optional(),
      os: z.strictObject({ name: keyword.optional(), version: keyword.optional() }).optional(),
    })
    .optional(),
  process: z.strictObject({ ...ProcessBrief.shape, parent: ProcessBrief.optional() }).optional(),
  file: File.optional(),
  registry: z
    .strictObject({
      path: keyword.optional(),
      key: keyword.optional(),
      value: keyword.optional(),
      hive: keyword.optional(),
      data: z.strictObject({ strings: keywords.optional(), type: keyword.optional() }).optional(),
    })
    .optional(),
  dns: z
    .strictObject({
      question: z
        .strictObject({ name: keyword.optional(), type: keyword.optional(), class: keyword.optional() })
        .optional(),
      response_code: keyword.optional(),
      type: keyword.optional(),
      id: keyword.optional(),
      resolved_ip: keywords.optional(),
      answers: z
        .array(
          z.strictObject({ data: keyword.optional(), type: keyword.optional(), name: keyword.optional() }),
        )
        .optional(),
    })
    .optional(),
  tls: z
    .strictObject({
      version: keyword.optional(),
      cipher: keyword.optional(),
      client: z
        .strictObject({
          server_name: keyword.optional(),
          ja3: keyword.optional(),
          subject: keyword.optional(),
        })
        .optional(),
      server: z.strictObject({ subject: keyword.optional(), issuer: keyword.optional() }).optional(),
    })
    .optional(),
  email: z
    .strictObject({
      from: z.strictObject({ address: keywords.optional() }).optional(),
      to: z.strictObject({ address: keywords.optional() }).optional(),
      subject: keyword.optional(),
      message_id: keyword.optional(),
      direction: keyword.optional(),
      local_id: keyword.optional(),
      sender: z.strictObject({ address: keyword.optional() }).optional(),
      /** Not of ECS: for how many receivers the message is, where the record gives their number and not their names. */
      recipient_count: long.nonnegative().optional(),
    })
    .optional(),
  rule: z
    .strictObject({
      id: keyword.optional(),
      name: keyword.optional(),
      category: keyword.optional(),
      description: keyword.optional(),
      ruleset: keyword.optional(),
      uuid: keyword.optional(),
      reference: keyword.optional(),
    })
    .optional(),
  threat: z
    .strictObject({
      indicator: z
        .strictObject({
          name: keyword.optional(),
          type: keyword.optional(),
          /** `High`, `Medium`, `Low`, `None` or `Not Specified`. */
          confidence: keyword.optional(),
          provider: keyword.optional(),
          description: keyword.optional(),
          reference: keyword.optional(),
        })
        .optional(),
      /** The list that an indicator came from. */
      feed: z.strictObject({ name: keyword.optional() }).optional(),
      technique: z.strictObject({ id: keywords.optional(), name: keywords.optional() }).optional(),
    })
    .optional(),
  error: z
    .strictObject({ code: keyword.optional(), message: keyword.optional(), type: keyword.optional() })
    .optional(),
  log: z
    .strictObject({
      level: keyword.optional(),
      logger: keyword.optional(),
      offset: long.optional(),
      file: z.strictObject({ path: keyword.optional() }).optional(),
      flags: keywords.optional(),
      syslog: z
        .strictObject({
          priority: long.optional(),
          appname: keyword.optional(),
          procid: keyword.optional(),
          msgid: keyword.optional(),
          hostname: keyword.optional(),
          version: keyword.optional(),
          facility: z.strictObject({ code: long.optional(), name: keyword.optional() }).optional(),
          severity: z.strictObject({ code: long.optional(), name: keyword.optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
  related: z
    .strictObject({
      ip: keywords.optional(),
      user: keywords.optional(),
      hosts: keywords.optional(),
      hash: keywords.optional(),
    })
    .optional(),
  access: Access.optional(),
  xroad: z
    .strictObject({
      client: XroadMember.optional(),
      service: z
        .strictObject({
          ...XroadMember.shape,
          service_code: keyword.optional(),
          service_version: keyword.optional(),
        })
        .optional(),
      request_id: keyword.optional(),
      message_id: keyword.optional(),
      protocol_version: keyword.optional(),
      security_server: keyword.optional(),
      role: keyword.optional(),
    })
    .optional(),
  khien: Khien.optional(),
  /** What is left of the vendor's record: flat, not indexed, personal data masked like everything else. */
  vendor: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
export type Event = z.infer<typeof Event>;

/** What a profile makes of a record, before enrichment: no `khien` yet. */
export type EventDraft = Omit<Event, 'khien'>;

/** An event as it is stored: its id derives from source and natural position, so storing it twice stores it once. */
export type StoredEvent = Event & { _id: string; khien: NonNullable<Event['khien']> };
