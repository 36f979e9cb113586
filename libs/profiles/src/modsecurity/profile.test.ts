import { modsecurity } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => modsecurity.toEvent(text, CONTEXT);
function eventOf(record: object) {
  const result = parse(JSON.stringify(record));
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const details = (ruleId: string, severity: string) => ({
  ruleId,
  severity,
  data: 'x',
  tags: ['attack-sqli'],
});
const third = (code: number, engine: string, messages: object[]) => ({
  transaction: {
    client_ip: '203.0.113.9',
    request: { method: 'GET', uri: '/a?b=1', http_version: 1.1 },
    response: { http_code: code },
    producer: { secrules_engine: engine },
    messages,
  },
});

describe('modsecurity', () => {
  it.each([
    ['JSON of others', '{"transaction":"T1","amount":7}', 'unrecognised'],
    ['a section A that says nothing', '--a1b2c3d4-A--\nxin chào\n--a1b2c3d4-Z--', 'bad_field'],
    ['a line of something else', 'Nov 20 08:15:30 h sshd[1]: x', 'unrecognised'],
  ])('refuses %s', (_, text, reason) => {
    expect(parse(text)).toMatchObject({ ok: false, reason });
  });
  it.each([
    [403, 'Enabled', [{ message: 'm', details: details('942100', '2') }], 'blocked', 'failure', 'alert'],
    [200, 'Enabled', [{ message: 'm', details: details('942100', '2') }], 'alert', 'success', 'alert'],
    [403, 'DetectionOnly', [{ message: 'm', details: details('942100', '2') }], 'alert', 'failure', 'alert'],
    [403, 'Enabled', [], 'passed', 'failure', 'event'],
  ])('answer %s under engine %s is %s', (code, engine, messages, action, outcome, kind) => {
    expect(eventOf(third(code, engine, messages as object[])).event).toMatchObject({ action, outcome, kind });
  });
  it('names the gravest rule, not the one that adds up', () => {
    const event = eventOf(
      third(403, 'Enabled', [
        { message: 'Host header is an address', details: details('920350', '4') },
        { message: 'SQL injection', details: details('942100', '2') },
        { message: 'Inbound anomaly score exceeded', details: details('949110', '0') },
      ]),
    );
    expect(event.rule).toMatchObject({ id: '942100', name: 'SQL injection', category: 'attack-sqli' });
    expect(event.log?.level).toBe('critical');
  });
  it.each([
    [
      {
        transaction: { client_ip: '203.0.113.9', is_interrupted: true, request: { method: 'GET', uri: '/' } },
        messages: [{ message: 'm', data: { id: 942100, msg: 'SQL', severity: 2 } }],
      },
      'blocked',
    ],
    [
      {
        transaction: { remote_address: '203.0.113.9' },
        request: { request_line: 'GET / HTTP/1.1' },
        audit_data: { messages: ['Warning. [id "942100"] [msg "SQL"]'], action: { intercepted: true } },
      },
      'blocked',
    ],
    [
      {
        transaction: { remote_address: '203.0.113.9' },
        request: { request_line: 'GET / HTTP/1.1' },
        audit_data: { messages: ['Warning. [id "942100"] [msg "SQL"]'] },
      },
      'alert',
    ],
  ])('reads the shapes of Coraza and of version 2', (record, action) => {
    expect(eventOf(record)).toMatchObject({
      event: { action },
      rule: { id: '942100', name: 'SQL' },
      source: { ip: '203.0.113.9' },
    });
  });
  it('withholds what opens a session', () => {
    const record = third(200, 'Enabled', []);
    const request = {
      ...record.transaction.request,
      headers: { Cookie: 'phien=bi-mat', Authorization: 'Bearer bi-mat' },
    };
    const event = eventOf({ transaction: { ...record.transaction, request } });
    expect(JSON.stringify(event)).not.toContain('bi-mat');
  });
});
