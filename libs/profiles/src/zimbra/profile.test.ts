import { zimbra } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => zimbra.toEvent(text, CONTEXT);
const line = (rest: string) =>
  parse(`2026-11-20 08:15:30,120 INFO  [t-1] [name=an@haivan.gov.vn;oip=203.0.113.5;] ${rest}`);

describe('zimbra', () => {
  it.each([
    ['a log4j line of something else', '2026-11-20 08:15:30,120 INFO  [main] org.example.Thing - started'],
    [
      'an error of nginx',
      '2026/11/20 08:15:30 [error] 1#0: *5 open() "/x" failed, client: 203.0.113.5, server: x',
    ],
    ['words', 'zimbra'],
  ])('does not take %s', (_, text) => {
    expect(zimbra.recognise(text)).toBe(0);
  });
  it('refuses what is no line of it', () => {
    expect(parse('zimbra')).toMatchObject({ ok: false, reason: 'unrecognised' });
  });

  it.each([
    ['security - cmd=SetPassword; name=binh@haivan.gov.vn;', 'password_changed', 'success'],
    [
      'security - cmd=GrantRight; type=account; name=binh@haivan.gov.vn; right=viewMail;',
      'mailbox_permission_granted',
      'success',
    ],
    ['security - cmd=Something; x=1;', 'zimbra_something', 'success'],
    ['security - cmd=Auth; account=an; protocol=soap; error=account lockout;', 'mailbox_login', 'failure'],
    ['mailop - Deleted message (id=1)', 'mail_deleted', 'success'],
    ['account - Authentication failed for [an]', 'mailbox_login', 'failure'],
    ['datasource - words', 'zimbra_datasource', 'unknown'],
  ])('%s', (rest, action, outcome) => {
    expect(line(rest)).toMatchObject({
      ok: true,
      event: { event: { action, outcome }, source: { ip: '203.0.113.5' } },
    });
  });

  it('has the words of mail-forwarding-outside and mail-mailbox-opened-to-other', () => {
    expect(
      line(
        'security - cmd=ModifyAccount; name=an@haivan.gov.vn; zimbraPrefMailForwardingAddress=x@ngoai.example;',
      ),
    ).toMatchObject({
      event: {
        event: { action: 'mailbox_forwarding_set', outcome: 'success', category: ['email', 'iam'] },
        email: { to: { address: ['x@ngoai.example'] } },
      },
    });
    const result = line('security - cmd=DelegateAuth; accountName=gd@haivan.gov.vn;');
    expect(result).toMatchObject({ event: { event: { action: 'mailbox_delegated', outcome: 'success' } } });
    if (result.ok) expect(zimbra.logsource(result.event)).toEqual([{ category: 'email', product: 'zimbra' }]);
  });

  it('has the words mail-mass-sending counts by', () => {
    expect(
      line(
        'smtp - Sending message to MTA at mail01: Message-ID=<s@x>, replyType=w, rcpts=a@ngoai.example,b@haivan.gov.vn',
      ),
    ).toMatchObject({
      event: {
        event: { category: ['email'] },
        email: {
          direction: 'outbound',
          sender: { address: 'an@haivan.gov.vn' },
          to: { address: ['a@ngoai.example', 'b@haivan.gov.vn'] },
        },
      },
    });
  });
});
