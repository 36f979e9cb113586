import { linuxAuth } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(app: string, message: string) {
  const result = linuxAuth.toEvent(`Nov 20 08:15:30 dw-sql-01 ${app}: ${message}`, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('linux-auth', () => {
  it.each([
    [
      'sshd[1]',
      'Connection reset by authenticating user root 203.0.113.5 port 5 [preauth]',
      'ssh_disconnect',
      'failure',
      { user: { name: 'root' } },
    ],
    [
      'sshd[1]',
      'Received disconnect from 203.0.113.5 port 5:11: Bye Bye [preauth]',
      'ssh_disconnect',
      'success',
      { event: { reason: 'Bye Bye' } },
    ],
    [
      'sshd[1]',
      'Did not receive identification string from 203.0.113.5 port 5',
      'ssh_connect',
      'failure',
      { source: { ip: '203.0.113.5' } },
    ],
    [
      'sshd[1]',
      'User an from 203.0.113.5 not allowed because not listed in AllowUsers',
      'ssh_login',
      'failure',
      { user: { name: 'an' } },
    ],
    [
      'sshd[1]',
      'Failed none for invalid user  from 203.0.113.5 port 5 ssh2',
      'ssh_login',
      'failure',
      { source: { port: 5 } },
    ],
    [
      'sshd[1]',
      'Disconnecting authenticating user root 203.0.113.5 port 5: Too many authentication failures [preauth]',
      'ssh_disconnect',
      'failure',
      { event: { reason: 'Too many authentication failures' } },
    ],
    [
      'sudo',
      'an : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh',
      'sudo_command',
      'failure',
      { vendor: { attempts: '3' } },
    ],
    ['su', '(to root) an on pts/0', 'su', 'success', { user: { name: 'an', effective: { name: 'root' } } }],
    ['su[3]', '- pts/0 an:root', 'su', 'failure', { user: { name: 'an' } }],
    ['crontab[2]', '(an) REPLACE (an)', 'crontab_replace', 'success', { user: { name: 'an' } }],
    ['userdel[2]', "delete user 'tam'", 'user_deleted', 'success', { user: { target: { name: 'tam' } } }],
    [
      'gpasswd[2]',
      'user tam added by root to group wheel',
      'group_member_added',
      'success',
      { user: { name: 'root', target: { name: 'tam' } } },
    ],
    [
      'usermod[2]',
      "lock user 'tam' password",
      'password_locked',
      'success',
      { user: { target: { name: 'tam' } } },
    ],
    [
      'login[2]',
      "FAILED LOGIN (1) on '/dev/tty1' FOR 'root', Authentication failure",
      'console_login',
      'failure',
      { user: { name: 'root' } },
    ],
    [
      'sshd[1]',
      'PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.5  user=root',
      'pam_authentication',
      'failure',
      { vendor: { more_failures: 2 } },
    ],
    ['systemd-logind[1]', 'Removed session 42.', 'session_closed', 'success', {}],
    ['sshd[1]', 'a form nobody has seen', 'sshd', 'unknown', { event: { category: ['host'] } }],
    ['nginx', 'words', 'nginx', 'unknown', { message: 'words' }],
  ])('%s: %s', (app, message, action, outcome, more) => {
    const event = eventOf(app, message);
    expect(event.event).toMatchObject({ action, outcome });
    expect(event).toMatchObject(more);
  });
  it('keeps the header’s host and the sender', () => {
    const result = linuxAuth.toEvent('Nov 20 08:15:30 dw-sql-01 su: x', {
      ...CONTEXT,
      peer: '::ffff:10.20.9.1',
    });
    expect(result).toMatchObject({ event: { host: { name: 'dw-sql-01' }, observer: { ip: ['10.20.9.1'] } } });
  });

  it.each([
    [
      ' Accepted password for le.hoa from 203.0.113.5 port 51826 ssh2',
      'ssh_login',
      'success',
      { source: { ip: '203.0.113.5' }, user: { name: 'le.hoa' } },
    ],
    [
      'error: maximum authentication attempts exceeded for root from 203.0.113.5 port 6 ssh2 [preauth]',
      'ssh_attempts_exceeded',
      'failure',
      {},
    ],
    ['fatal: userauth_finish: send failure packet: Broken pipe [preauth]', 'ssh_disconnect', 'failure', {}],
    [
      'pam_unix(sshd:session): session opened for user an by (uid=0)',
      'session_opened',
      'success',
      { process: { name: 'sshd' } },
    ],
    ['pam_faillock(sshd:auth): User unknown', 'pam_authentication', 'failure', {}],
    [
      'Connection from 203.0.113.5 port 5 on 10.0.0.2 port 22',
      'ssh_connect',
      'success',
      { destination: { ip: '10.0.0.2', port: 22 } },
    ],
    [
      'Starting session: command for an from 203.0.113.5 port 4 id 0',
      'session_opened',
      'success',
      { user: { name: 'an' } },
    ],
    [
      'an : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/an ; USER=root ; COMMAND=/bin/sh',
      'sudo_command',
      'failure',
      { event: { reason: 'not_in_sudoers' } },
    ],
  ])('is told by its message alone: %s', (text, action, outcome, more) => {
    expect(linuxAuth.recognise(text)).toBeGreaterThan(0.5);
    expect(linuxAuth.toEvent(text, CONTEXT)).toMatchObject({
      event: { event: { action, outcome }, ...more },
      timeQuality: 'receive_time',
    });
  });

  it.each(['Connection from the office was slow', 'Failed', 'a : b', '{"Accepted password for":1}'])(
    'does not take %s for a message of sshd or sudo',
    (text) => {
      expect(linuxAuth.recognise(text)).toBe(0);
    },
  );
});
