import { postfix } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => postfix.toEvent(text, CONTEXT);

describe('postfix', () => {
  it.each([
    ['another daemon', 'Nov 20 08:15:30 h sshd[1]: Invalid user x from 203.0.113.5 port 22'],
    ['another daemon’s sign-in', 'Nov 20 08:15:30 h dovecot: imap-login: Login: user=<an>, rip=203.0.113.5'],
    ['words', 'not a line of mail'],
    ['JSON', '{"to":"a"}'],
  ])('does not take %s for its own', (_, text) => {
    expect(postfix.recognise(text)).toBe(0);
  });

  it.each([
    ['words', 'not a line of mail'],
    ['nothing', '   '],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
  });

  it.each([
    ['connect from unknown[203.0.113.5]', 'smtp_connect', 'success', { source: { ip: '203.0.113.5' } }],
    [
      'lost connection after AUTH (1 bytes) from mx.example[203.0.113.5]',
      'smtp_connection_lost',
      'failure',
      { source: { domain: 'mx.example' } },
    ],
    [
      'disconnect from unknown[203.0.113.5] ehlo=1 auth=0/3 quit=1 commands=2/5',
      'smtp_disconnect',
      'success',
      { event: { reason: 'auth=0/3' } },
    ],
    [
      'connect to mx.example[203.0.113.5]:25: No route to host',
      'smtp_connection_failed',
      'failure',
      { destination: { ip: '203.0.113.5', port: 25 } },
    ],
    ['4Fh2Xk1wR7z3Q: removed', 'mail_removed', 'success', { email: { local_id: '4Fh2Xk1wR7z3Q' } }],
    [
      'A1B2C3D4E5: from=<>, size=3021, nrcpt=1 (queue active)',
      'mail_queued',
      'success',
      { email: { recipient_count: 1 } },
    ],
    [
      'A1B2C3D4E5: to=<"a, b"@mail.example>, relay=none, delay=1, delays=0/0/0/0, dsn=5.4.4, status=bounced (Host not found)',
      'mail_bounced',
      'failure',
      {
        email: { to: { address: ['"a, b"@mail.example'] } },
        event: { code: '5.4.4', reason: 'Host not found' },
      },
    ],
    [
      'PREGREET 11 after 0.1 from [203.0.113.5]:4711: EHLO spam',
      'postscreen_suspected',
      'success',
      { source: { port: 4711 } },
    ],
    [
      'warning: Connection rate limit exceeded: 61 from unknown[203.0.113.5] for service smtp',
      'smtp_rate_limited',
      'success',
      {},
    ],
    ['fatal: no SASL authentication mechanisms', 'mail_fatal', 'failure', { log: { level: 'fatal' } }],
    ['words of a later release', 'mail_notice', 'unknown', { event: { category: ['email'] } }],
  ])('%s', (message, action, outcome, more) => {
    const result = parse(`Nov 20 08:15:30 mail01 postfix/smtpd[1]: ${message}`);
    expect(result).toMatchObject({ ok: true, event: { event: { action, outcome }, ...more } });
  });

  it('has the words rules on guessing read (mail-password-guessing)', () => {
    const result = parse(
      'Nov 20 08:15:30 m postfix/smtpd[1]: warning: unknown[203.0.113.5]: SASL PLAIN authentication failed:',
    );
    expect(result).toMatchObject({
      event: {
        event: { category: ['authentication', 'email'], outcome: 'failure' },
        network: { protocol: 'smtp' },
        source: { ip: '203.0.113.5' },
      },
    });
    if (result.ok)
      expect(postfix.logsource(result.event)).toContainEqual({
        category: 'authentication',
        product: 'postfix',
      });
  });

  it('has the words of mail-forged-agency-sender and mail-disguised-attachment', () => {
    expect(
      parse(
        'policyd-spf[7]: prepend Received-SPF: Fail (mailfrom) identity=mailfrom; client-ip=203.0.113.5; helo=x; envelope-from=a@haivan.gov.vn; receiver=b@haivan.gov.vn',
      ),
    ).toMatchObject({
      event: {
        event: { category: ['email'], reason: 'spf=fail', outcome: 'success' },
        email: { direction: 'inbound', from: { address: ['a@haivan.gov.vn'] } },
      },
    });
    expect(
      parse(
        'Nov 20 08:15:30 m postfix/cleanup[1]: A1B2C3D4E5: warning: header Content-Type: application/x; name="cong-van.pdf.scr" from mx[203.0.113.5]; from=<a@x.example> to=<b@y.example>',
      ),
    ).toMatchObject({
      event: { event: { category: ['email'] }, file: { name: 'cong-van.pdf.scr', extension: 'scr' } },
    });
  });
});
