import { ECS_VERSION, type EventDraft } from '@khien/model';
import { isJsonObject, readJsonObject } from '../decode/read-json';
import { relatedOf } from '../decode/related';
import { isoOf } from '../decode/timestamp';
import { defineProfile, type ParseResult, type ProfileContext } from '../profile';
import { type BusRecord, readBusRecord } from './record';

/** Access records of the data-sharing bus's gateway, in the form README.md defines. */
export const lgspAccess = defineProfile({
  id: 'lgsp-access',
  version: 1,
  title: { vi: 'Nhật ký truy cập LGSP', en: 'Data-sharing bus (LGSP) access log' },
  layer: 'application',
  logsource: { category: 'data_sharing', product: 'lgsp' },
  recognise,
  toEvent,
});

function recognise(text: string): number {
  if (text.trimStart().charAt(0) !== '{') return 0;
  const read = readJsonObject(text, {});
  if (!read.ok) return 0;
  return isJsonObject(read.value.consumer) && isJsonObject(read.value.provider) ? 0.95 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const read = readJsonObject(text, context);
  if (!read.ok) return read;
  const record = readBusRecord(read.value, context);
  if ('ok' in record) return record;
  return { ok: true, event: draftOf(record, context), timeQuality: record.time.quality };
}

const TYPES = {
  read: 'access',
  search: 'access',
  export: 'access',
  write: 'change',
  delete: 'deletion',
} as const;

function draftOf(record: BusRecord, context: ProfileContext): EventDraft {
  const { consumer, optional, vendor } = record;
  const operation = optional.operation ?? 'read';
  const denied = optional.authorisation === 'denied' || record.status === 401 || record.status === 403;
  const failed = denied || record.status >= 400;
  if (consumer.subsystem !== undefined) vendor.keep('consumer_subsystem', consumer.subsystem);
  const left = vendor.fields();
  const tags = vendor.tags();
  const related = relatedOf({
    ip: [optional.client_ip],
    user: [consumer.account],
    hosts: [optional.gateway],
  });
  return {
    '@timestamp': isoOf(record.time.ms),
    ecs: { version: ECS_VERSION },
    event: {
      kind: 'event',
      category: ['api', 'database'],
      type: denied ? [TYPES[operation], 'denied'] : [TYPES[operation]],
      action: `data_${operation}`,
      outcome: failed ? 'failure' : 'success',
      dataset: 'lgsp.access',
      id: record.requestId,
      ...(optional.error !== undefined && { reason: optional.error }),
      ...(optional.duration_ms !== undefined && { duration: Math.round(optional.duration_ms * 1e6) }),
    },
    organization: { id: consumer.agency },
    ...(consumer.account !== undefined && { user: { name: consumer.account, domain: consumer.agency } }),
    ...(optional.client_ip !== undefined && {
      source: { ip: optional.client_ip, address: optional.client_ip },
      client: { ip: optional.client_ip },
    }),
    service: {
      name: record.service,
      ...(optional.service_version !== undefined && { version: optional.service_version }),
    },
    http: {
      request: { id: record.requestId },
      response: {
        status_code: record.status,
        ...(optional.bytes !== undefined && { body: { bytes: optional.bytes } }),
      },
    },
    ...(optional.gateway !== undefined && { observer: { name: optional.gateway } }),
    access: accessOf(record),
    xroad: xroadOf(record),
    ...(related && { related }),
    ...(left && { vendor: left }),
    ...(tags.length > 0 && { tags }),
    ...(context.truncated && { log: { flags: ['truncated'] } }),
  };
}

function accessOf({ consumer, optional }: BusRecord): NonNullable<EventDraft['access']> {
  const { purpose, legal_basis, agreement_id, case_id, on_behalf_of, rows, dataset } = optional;
  const { authentication, authorisation } = optional;
  return {
    channel: optional.channel ?? 'lgsp',
    ...(purpose !== undefined && { purpose }),
    ...(legal_basis !== undefined && { legal_basis }),
    ...(agreement_id !== undefined && { agreement_id }),
    ...(case_id !== undefined && { case_id }),
    ...(on_behalf_of !== undefined && { on_behalf_of }),
    ...(rows !== undefined && { rows }),
    ...(dataset !== undefined && { dataset }),
    ...(authentication !== undefined && { authentication }),
    ...(authorisation !== undefined && { authorisation }),
    ...(consumer.accountType !== undefined && { account_type: consumer.accountType }),
  };
}

function xroadOf({
  consumer,
  provider,
  service,
  requestId,
  optional,
}: BusRecord): NonNullable<EventDraft['xroad']> {
  return {
    client: {
      member_code: consumer.agency,
      ...(consumer.system !== undefined && { subsystem: consumer.system }),
    },
    service: {
      member_code: provider.agency,
      subsystem: provider.system,
      service_code: service,
      ...(optional.service_version !== undefined && { service_version: optional.service_version }),
    },
    request_id: requestId,
    ...(optional.side !== undefined && { role: optional.side === 'consumer' ? 'client' : 'producer' }),
    ...(optional.gateway !== undefined && { security_server: optional.gateway }),
  };
}
