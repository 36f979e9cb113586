import { impervaWaf } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = impervaWaf.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const cloud = (name: string, act: string) =>
  `CEF:0|Incapsula|SIEMintegration|1|1|${name}|-1| act=${act} src=203.0.113.9 cpt=45208 sip=10.20.4.2 spt=443 cn1=200`;

describe('imperva-waf', () => {
  it.each([
    ['CEF of another maker', 'CEF:0|Maker|Product|1|7|Name|3|src=10.0.0.1'],
    ['words', 'Incapsula'],
    ['a header that ends early', 'CEF:0|Incapsula|SIEM'],
  ])('refuses %s', (_, text) => {
    expect(impervaWaf.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
  });
  it.each([
    ['Normal', 'REQ_PASSED', 'event', ['access', 'allowed'], 'REQ_PASSED'],
    ['SQL Injection', 'REQ_PASSED', 'alert', ['access', 'allowed'], 'REQ_PASSED'],
    ['SQL Injection', 'REQ_BLOCKED_SECURITY', 'alert', ['access', 'denied'], 'blocked'],
    ['Bot', 'REQ_CHALLENGE_CAPTCHA', 'alert', ['access', 'denied'], 'REQ_CHALLENGE_CAPTCHA'],
    ['Normal', 'REQ_BAD_TIMEOUT', 'event', ['access', 'error'], 'REQ_BAD_TIMEOUT'],
  ])('cloud: %s with %s is %s', (name, act, kind, type, action) => {
    const event = eventOf(cloud(name, act));
    expect(event.event).toMatchObject({ kind, type, action });
    expect(event).toMatchObject({
      source: { ip: '203.0.113.9', port: 45208 },
      destination: { ip: '10.20.4.2', port: 443 },
    });
  });
  it.each([
    ['act=Block cat=Alert', { kind: 'alert', action: 'blocked', type: ['access', 'denied'] }],
    ['act=None cat=Alert', { kind: 'alert', action: 'alert', type: ['access', 'allowed'] }],
    ['cat=SystemEvent suser=an msg=User an logged in', { category: ['authentication'], outcome: 'success' }],
    [
      'cat=SystemEvent suser=an msg=Server group DVC changed to simulation',
      { action: 'mode_detection_only' },
    ],
  ])('gateway: «%s» is %j', (extension, expected) => {
    expect(
      eventOf(`CEF:0|Imperva Inc.|SecureSphere|14.7|Signature|Violation|High|${extension}`).event,
    ).toMatchObject(expected);
  });
});
