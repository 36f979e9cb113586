import { xroadMessages } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = xroadMessages.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const opmon = (more: object) =>
  JSON.stringify({
    securityServerType: 'Client',
    requestInTs: 1795137330123,
    clientMemberCode: 'H32',
    serviceCode: 's',
    ...more,
  });

describe('xroad-messages', () => {
  it.each([
    [
      { succeeded: true, restMethod: 'GET' },
      {
        event: { action: 'data_read', outcome: 'success' },
        access: { dataset: 's', authorisation: 'granted', channel: 'lgsp' },
      },
    ],
    [{ succeeded: true, restMethod: 'DELETE' }, { event: { action: 'data_delete', type: ['deletion'] } }],
    [
      { succeeded: 'false', faultCode: 'Server.ServerProxy.AccessDenied' },
      { event: { type: ['access', 'denied'], outcome: 'failure' }, access: { authorisation: 'denied' } },
    ],
    [
      { succeeded: false, faultCode: 'Server.ServerProxy.ServiceFailed.HttpError', statusCode: 503 },
      {
        event: { type: ['access', 'error'] },
        http: { response: { status_code: 503 } },
        xroad: { service: { service_code: 's' } },
      },
    ],
    [{ succeeded: true, serviceCode: 'getWsdl' }, { event: { action: 'metadata_read', category: ['api'] } }],
    [
      { messageUserId: 'an', messageIssue: 'H-1', messagePurpose: 'p' },
      { user: { name: 'an' }, access: { case_id: 'H-1', purpose: 'p' }, event: { outcome: 'unknown' } },
    ],
    [{ representedPartyClass: 'GOV', representedPartyCode: 'H1' }, { access: { on_behalf_of: 'GOV:H1' } }],
  ])('reads the half %j', (more, expected) => {
    expect(eventOf(opmon(more))).toMatchObject({ ...expected, organization: { id: 'H32' } });
  });
  it('gives both halves of a call the same request id and different roles', () => {
    const [client, producer] = ['Client', 'Producer'].map((side) =>
      eventOf(opmon({ securityServerType: side, xRequestId: 'x' })),
    );
    expect(client?.xroad).toMatchObject({ request_id: 'x', role: 'client' });
    expect(producer?.xroad).toMatchObject({ request_id: 'x', role: 'producer' });
  });
  it('takes no side for a server that does not say which it is', () => {
    const text = JSON.stringify({ monitoringDataTs: 1, requestInTs: 1795137330123, clientMemberCode: 'H32' });
    expect(eventOf(text).xroad).toEqual({ client: { member_code: 'H32' } });
  });
  it.each([
    ['the asking end', { membercode: 'H32', subsystemcode: 'mot-cua' }, 'G01', 'client'],
    ['the answering end', { membercode: 'G01', subsystemcode: 'ho-tich' }, 'G01', 'producer'],
    ['neither', { membercode: 'H99' }, 'G01', undefined],
    ['an end that could be both', { membercode: 'H32' }, 'H32', undefined],
  ])('knows the side by the member a message log was kept for: %s', (_, row, provider, role) => {
    const text = JSON.stringify({
      ...{ queryid: 'm-1', time: 1795137330123, memberclass: 'GOV', ...row },
      message: `GET /r1/VN/GOV/${provider}/ho-tich/tim\r\nX-Road-Client: VN/GOV/H32/mot-cua\r\n\r\n`,
    });
    expect(eventOf(text).xroad?.role).toBe(role);
  });
  it('keeps the names of administrative acts as the rules wait for them', () => {
    const event = eventOf(
      '{"event":"Add access rights to subject","user":"a","ipaddress":"10.0.0.9","data":{}}',
    );
    expect(event.event).toMatchObject({ action: 'Add access rights to subject', outcome: 'success' });
    expect(xroadMessages.logsource(event)).toEqual({ category: 'data_sharing', product: 'x-road' });
    expect(
      eventOf('{"event":"Add access rights to subject failed","user":"a","data":{}}').event.outcome,
    ).toBe('failure');
  });
  it('never reads the body of a message: it is the data itself', () => {
    const soap =
      '<e:Envelope xmlns:e="x"><e:Header/><e:Body><hoTen>NGUYEN VAN GIA</hoTen></e:Body></e:Envelope>';
    const record = JSON.stringify({
      queryid: 'q',
      membercode: 'H32',
      time: 1795137330123,
      response: true,
      message: soap,
    });
    expect(JSON.stringify(eventOf(record))).not.toContain('NGUYEN VAN GIA');
  });
  it.each([
    ['text', 'hello', 'unrecognised'],
    ['JSON of another kind', '{"a":1}', 'unrecognised'],
    ['a time that is none', '{"securityServerType":"Client","requestInTs":"soon"}', 'bad_field'],
  ])('refuses %s', (_, text, reason) => {
    expect(xroadMessages.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
