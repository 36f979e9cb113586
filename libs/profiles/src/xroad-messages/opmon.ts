import type { JsonObject } from '../decode/read-json';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { sayCall } from './put-service';

/** Fields of an operational-monitoring record (PR-OPMON). Names of 6.x and 7.x. https://docs.x-road.global/OperationalMonitoring/Protocols/ */
const MAP: Record<string, Placing> = {
  clientXRoadInstance: 'xroad.client.instance',
  clientMemberClass: 'xroad.client.member_class',
  clientMemberCode: ['xroad.client.member_code', 'organization.id'],
  clientSubsystemCode: 'xroad.client.subsystem',
  serviceXRoadInstance: 'xroad.service.instance',
  serviceMemberClass: 'xroad.service.member_class',
  serviceMemberCode: 'xroad.service.member_code',
  serviceSubsystemCode: 'xroad.service.subsystem',
  serviceCode: 'xroad.service.service_code',
  serviceVersion: ['xroad.service.service_version', 'service.version'],
  messageId: 'xroad.message_id',
  xRequestId: ['xroad.request_id', 'http.request.id'],
  messageProtocolVersion: 'xroad.protocol_version',
  messageUserId: 'user.name',
  messageIssue: 'access.case_id',
  messagePurpose: 'access.purpose',
  purpose: 'access.purpose',
  agreementId: 'access.agreement_id',
  restMethod: 'http.request.method',
  restPath: 'url.path',
  statusCode: 'http.response.status_code',
  requestSize: 'http.request.bytes',
  requestSoapSize: 'http.request.bytes',
  responseSize: 'http.response.bytes',
  responseSoapSize: 'http.response.bytes',
  faultCode: 'error.code',
  soapFaultCode: 'error.code',
  faultString: 'error.message',
  soapFaultString: 'error.message',
  serviceType: 'service.type',
  xRoadVersion: 'observer.version',
  securityServerInternalIp: putServer,
};
const TAKEN: ReadonlySet<string> = new Set([
  'monitoringDataTs',
  'requestInTs',
  'requestOutTs',
  'responseInTs',
  'responseOutTs',
  'succeeded',
  'securityServerType',
  'representedPartyClass',
  'representedPartyCode',
  'clientSecurityServerAddress',
  'serviceSecurityServerAddress',
]);

export function isOpmon(record: JsonObject): boolean {
  return 'requestInTs' in record && ('securityServerType' in record || 'monitoringDataTs' in record);
}

/** One half of a call, as the client's or the provider's security server saw it. Both carry the same `xroad.request_id`. */
export function putOpmon(draft: Draft, record: JsonObject): boolean {
  const time = record.requestInTs ?? record.monitoringDataTs;
  if (!draft.timeFrom(typeof time === 'string' && /^\d{9,13}$/.test(time) ? Number(time) : time))
    return false;
  draft.place(
    Object.entries(record).filter(([name]) => !TAKEN.has(name)),
    MAP,
  );
  putSide(draft, record);
  const party = [record.representedPartyClass, record.representedPartyCode].filter(
    (part) => typeof part === 'string' && part !== '',
  );
  if (party.length > 0) draft.put('access.on_behalf_of', party.join(':'));
  putDurations(draft, record);
  sayCall(draft, {
    succeeded: succeededOf(record.succeeded),
    fault: String(record.faultCode ?? record.soapFaultCode ?? ''),
    method: String(record.restMethod ?? ''),
    service: typeof record.serviceCode === 'string' ? record.serviceCode : undefined,
  });
  draft.put('event.reason', draft.get('error.message'));
  return true;
}

function putServer(draft: Draft, value: unknown): void {
  if (typeof value === 'string') draft.put('observer.ip', [value]);
}

function putSide(draft: Draft, record: JsonObject): void {
  const [side] = /^(?:client|producer)$/.exec(String(record.securityServerType ?? '').toLowerCase()) ?? [];
  const producer = side === 'producer';
  draft.put('xroad.role', side);
  const { clientSecurityServerAddress: client, serviceSecurityServerAddress: server } = record;
  draft.put('xroad.security_server', producer ? server : client);
  // Between the servers: on either side the client's server is where the request came from.
  putAddress(draft, 'source', client);
  putAddress(draft, 'destination', server);
}

function succeededOf(value: unknown): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  return value === true || value === 1 || /^(?:true|1|t)$/i.test(String(value));
}

/** Milliseconds since the epoch: the whole call, and how long the other side took. */
function putDurations(draft: Draft, record: JsonObject): void {
  const at = (name: string): number => Number(record[name] ?? Number.NaN);
  const whole = at('responseOutTs') - at('requestInTs');
  if (whole >= 0) draft.put('event.duration', whole * 1e6);
  const beyond = at('responseInTs') - at('requestOutTs');
  if (beyond >= 0) draft.keep('beyond_ms', beyond);
  draft.put('event.start', record.requestInTs);
  draft.put('event.end', record.responseOutTs);
}
