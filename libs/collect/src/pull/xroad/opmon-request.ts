import type { XroadOpmonTransport } from '@khien/model';

/** The question of PR-OPMON for the records from one second to another, both inclusive. https://docs.x-road.global/OperationalMonitoring/Protocols/ */
export function opmonRequest(
  { client, server }: XroadOpmonTransport,
  { id, from, to }: { id: string; from: number; to: number },
): string {
  const member = (of: XroadOpmonTransport['client'] | XroadOpmonTransport['server']): string =>
    `<id:xRoadInstance>${escaped(of.instance)}</id:xRoadInstance><id:memberClass>${escaped(of.memberClass)}</id:memberClass><id:memberCode>${escaped(of.memberCode)}</id:memberCode>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:id="http://x-road.eu/xsd/identifiers" xmlns:xrd="http://x-road.eu/xsd/xroad.xsd" xmlns:om="http://x-road.eu/xsd/op-monitoring.xsd">',
    '<SOAP-ENV:Header>',
    `<xrd:client id:objectType="SUBSYSTEM">${member(client)}<id:subsystemCode>${escaped(client.subsystemCode)}</id:subsystemCode></xrd:client>`,
    `<xrd:service id:objectType="SERVICE">${member(server)}<id:serviceCode>getSecurityServerOperationalData</id:serviceCode></xrd:service>`,
    `<xrd:securityServer id:objectType="SERVER">${member(server)}<id:serverCode>${escaped(server.serverCode)}</id:serverCode></xrd:securityServer>`,
    `<xrd:id>${escaped(id)}</xrd:id>`,
    '<xrd:protocolVersion>4.0</xrd:protocolVersion>',
    '</SOAP-ENV:Header>',
    '<SOAP-ENV:Body><om:getSecurityServerOperationalData><om:searchCriteria>',
    `<om:recordsFrom>${from}</om:recordsFrom><om:recordsTo>${to}</om:recordsTo>`,
    '</om:searchCriteria></om:getSecurityServerOperationalData></SOAP-ENV:Body>',
    '</SOAP-ENV:Envelope>',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
