import { dovecot } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => dovecot.toEvent(text, CONTEXT);

describe('dovecot', () => {
  it.each([
    ['Postfix', 'Nov 20 08:15:30 m postfix/smtpd[1]: connect from unknown[203.0.113.5]'],
    ['sshd', 'Nov 20 08:15:30 m sshd[1]: Accepted password for an from 203.0.113.5 port 22 ssh2'],
    ['words', 'imap is a protocol'],
  ])('does not take %s for its own', (_, text) => {
    expect(dovecot.recognise(text)).toBe(0);
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
  });

  it.each([
    [
      'imap-login: Aborted login (auth failed, 1 attempts): user=<an>, method=PLAIN, rip=203.0.113.5, lip=10.0.0.2',
      'mailbox_login',
      'failure',
    ],
    [
      'imap-login: Aborted login (no auth attempts): rip=203.0.113.5, lip=10.0.0.2',
      'mailbox_disconnect',
      'unknown',
    ],
    [
      'managesieve-login: Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10): user=<an>, rip=203.0.113.5',
      'mailbox_login',
      'failure',
    ],
    ['auth: ldap(an,203.0.113.5): invalid credentials', 'mailbox_auth_check', 'failure'],
    ['auth: sql(an,203.0.113.5): Password query failed: connection refused', 'mailbox_auth_check', 'unknown'],
    ['imap(an)<1><s>: delete: box=INBOX, uid=1, msgid=<a@b>, size=10', 'mail_delete', 'success'],
    ["lda(an): sieve: msgid=<a@b>: stored mail into mailbox 'Spam'", 'mail_delivered', 'success'],
    ['stats: a line of a later release', 'dovecot_stats', 'unknown'],
  ])('%s', (message, action, outcome) => {
    expect(parse(`Nov 20 08:15:30 m dovecot: ${message}`)).toMatchObject({
      ok: true,
      event: { event: { action, outcome } },
    });
  });

  it('has the words of mail-old-protocol-from-internet and mail-password-guessing', () => {
    const result = parse(
      'Nov 20 08:15:30 m dovecot: pop3-login: Login: user=<an>, method=PLAIN, rip=203.0.113.5, lip=10.0.0.2, session=<x>',
    );
    expect(result).toMatchObject({
      event: {
        event: { category: ['authentication'], outcome: 'success', dataset: 'mail.dovecot' },
        network: { protocol: 'pop3' },
        source: { ip: '203.0.113.5' },
      },
    });
    if (result.ok)
      expect(dovecot.logsource(result.event)).toContainEqual({
        category: 'authentication',
        product: 'dovecot',
      });
  });
});
