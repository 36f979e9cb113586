import { lgspAccess } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const RECORD = {
  time: '2026-11-20T08:15:30+07:00',
  request_id: 'r-1',
  consumer: { agency: 'vp-ubnd' },
  provider: { agency: 'so-khcn', system: 'kho-du-lieu' },
  service: 'tra-cuu',
  status: 200,
};
const parse = (record: unknown) => lgspAccess.toEvent(JSON.stringify(record), CONTEXT);

describe('lgsp-access', () => {
  it.each([
    ['time', { ...RECORD, time: undefined }],
    ['time', { ...RECORD, time: 'hôm qua' }],
    ['request_id', { ...RECORD, request_id: '' }],
    ['consumer.agency', { ...RECORD, consumer: undefined }],
    ['consumer.agency', { ...RECORD, consumer: { account: 'an' } }],
    ['provider.agency', { ...RECORD, provider: { system: 'x' } }],
    ['provider.system', { ...RECORD, provider: { agency: 'x' } }],
    ['service', { ...RECORD, service: null }],
    ['status', { ...RECORD, status: '200' }],
    ['status', { ...RECORD, status: 99 }],
  ])('refuses a record without a good %s, by name', (field, record) => {
    expect(parse(record)).toMatchObject({
      ok: false,
      reason: 'bad_field',
      detail: expect.stringContaining(`${field}:`),
    });
  });
  it.each([
    [
      'the least there can be',
      {},
      { event: { outcome: 'success', action: 'data_read', type: ['access'] }, access: { channel: 'lgsp' } },
    ],
    ['a refusal', { authorisation: 'denied' }, { event: { outcome: 'failure', type: ['access', 'denied'] } }],
    ['an error of the provider', { status: 500 }, { event: { outcome: 'failure', type: ['access'] } }],
    ['a deletion', { operation: 'delete' }, { event: { action: 'data_delete', type: ['deletion'] } }],
    [
      'an unknown operation',
      { operation: 'peek' },
      { event: { action: 'data_read' }, vendor: { operation: 'peek' } },
    ],
    ['the end that asked', { side: 'consumer' }, { xroad: { role: 'client' } }],
    ['the end that answered', { side: 'provider' }, { xroad: { role: 'producer' } }],
    ['an end that is none', { side: 'middle' }, { vendor: { side: 'middle' } }],
    ['a case number written as a number', { case_id: 42 }, { access: { case_id: '42' } }],
  ])('reads %s', (_, more, expected) => {
    expect(parse({ ...RECORD, ...more })).toMatchObject({ ok: true, event: expected });
  });
  it('takes nothing for a purpose that is empty', () => {
    const result = parse({ ...RECORD, purpose: '  ', agreement_id: null });
    expect(result.ok && result.event.access).toEqual({ channel: 'lgsp' });
  });
});
