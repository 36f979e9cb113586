import { type Logger, silentLogger } from '@khien/model';
import { sourceOf } from '../test/recording-intake';
import { createSenders } from './senders';
import { appNameOf } from './syslog/app-name';

it.each([
  ['<34>1 2026-11-21T10:00:00.003Z host.example su - ID47 - failed', 'su'],
  ['<34>1 - - sshd 12 - - x', 'sshd'],
  ['<34>1 - - - - - - x', undefined],
  ['<34>Nov 21 10:00:00 host sshd[123]: Failed password', 'sshd'],
  ['<34>Nov  1 10:00:00 host CRON: x', 'CRON'],
  ['<34>Nov 21 10:00:00 host postfix/smtpd[9]: x', 'postfix/smtpd'],
  ['<34>Nov 21 10:00:00 2001:db8::1 sshd[1]: x', 'sshd'],
  ['<34>Nov 21 2026 10:00:00 host app: x', 'app'],
  ['<34>Nov 21 10:00:00 sshd[123]: no host', 'sshd'],
  ['<34>2026-11-21T10:00:00+07:00 host sshd[1]: x', 'sshd'],
  ['<34>sshd[1]: neither time nor host', 'sshd'],
  ['Nov 21 10:00:00 host sshd: no PRI', 'sshd'],
  ['<189>date=2026-11-21 time=10:00:00 devname="FG"', undefined],
  ['', undefined],
])('app name of %j is %s', (message, name) => {
  expect(appNameOf(Buffer.from(message))).toBe(name);
});

const SSHD = '<34>Nov 21 10:00:00 h sshd[1]: x';
const NGINX = '<34>Nov 21 10:00:00 h nginx: x';
const OTHER = '<34>Nov 21 10:00:00 h other: x';

describe('which source a sender is', () => {
  const senders = createSenders(
    [
      sourceOf('firewalls', { kind: 'syslog', senders: ['10.0.0.0/8', '2001:db8:1::/48'] }),
      sourceOf('firewall-1', { kind: 'syslog', senders: ['10.1.2.3', '::ffff:198.51.100.0/120'] }),
      sourceOf('auth', { kind: 'syslog', senders: ['192.0.2.0/24'], appNames: ['sshd', 'postfix'] }),
      sourceOf('web', { kind: 'syslog', senders: ['192.0.2.0/24'], appNames: ['NGINX'] }),
      sourceOf('rest', { kind: 'syslog', senders: ['192.0.2.128/25'] }),
      sourceOf('twin-a', { kind: 'syslog', senders: ['203.0.113.1'] }),
      sourceOf('twin-b', { kind: 'syslog', senders: ['203.0.113.1'] }),
      sourceOf('file', { kind: 'file', paths: ['/x'] }),
    ],
    silentLogger,
  );
  it.each([
    ['10.200.0.1', OTHER, { sourceId: 'firewalls' }],
    ['10.1.2.3', OTHER, { sourceId: 'firewall-1' }],
    ['2001:db8:1::7', OTHER, { sourceId: 'firewalls' }],
    ['198.51.100.9', OTHER, { sourceId: 'firewall-1' }],
    ['192.0.2.1', SSHD, { sourceId: 'auth' }],
    ['192.0.2.1', '<34>Nov 21 10:00:00 h postfix/smtpd[9]: x', { sourceId: 'auth' }],
    ['192.0.2.1', NGINX, { sourceId: 'web' }],
    ['192.0.2.1', OTHER, { refused: 'unknown app name' }],
    ['192.0.2.1', 'no header', { refused: 'unknown app name' }],
    ['192.0.2.200', OTHER, { sourceId: 'rest' }],
    ['192.0.2.200', SSHD, { sourceId: 'auth' }],
    ['203.0.113.1', OTHER, { refused: 'unknown app name' }],
    ['203.0.113.9', OTHER, { refused: 'unknown sender' }],
    ['2001:db8:2::7', OTHER, { refused: 'unknown sender' }],
    ['not an address', OTHER, { refused: 'unknown sender' }],
  ])('%s with %j', (address, message, want) => {
    for (let time = 0; time < 2; time++)
      expect(senders.sourceOf({ address }, Buffer.from(message))).toEqual(want);
  });

  it.each(['10.0.0.0/33', 'host.example', '10.0.0.0/x', '2001:db8::/129', ''])(
    'names a sender that is none: %j',
    (sender) => {
      const errors: unknown[] = [];
      const log: Logger = { ...silentLogger, error: (_message, fields) => void errors.push(fields) };
      const some = createSenders([sourceOf('a', { kind: 'syslog', senders: [sender, '10.0.0.1'] })], log);
      expect(errors).toEqual([{ sourceId: 'a', sender }]);
      expect(some.sourceOf({ address: '10.0.0.1' }, Buffer.from(OTHER))).toEqual({ sourceId: 'a' });
    },
  );
});
