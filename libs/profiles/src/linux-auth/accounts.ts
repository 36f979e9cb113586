import { readKeyValues } from '../decode/key-values';
import { account, acting, extra, type Form, from, said } from './fields';

const IAM = ['iam'];

/** useradd, userdel, usermod, groupadd, groupdel, gpasswd, passwd, chpasswd, chage. */
export const ACCOUNTS: readonly Form[] = [
  {
    pattern: /^new (user|group): (.*)$/s,
    read: ([kind = '', pairs = '']) => {
      const named = readKeyValues(pairs);
      return {
        event: said(IAM, [kind, 'creation'], `${kind}_created`, 'success'),
        ...(kind === 'user' ? target(named.get('name'), named.get('UID')) : {}),
        ...extra({
          group: kind === 'group' ? named.get('name') : undefined,
          gid: named.get('GID'),
          home: named.get('home'),
          shell: named.get('shell'),
        }),
      };
    },
  },
  {
    pattern: /^group added to \S+: name=([^,\s]+)/,
    read: ([group]) => ({
      event: said(IAM, ['group', 'creation'], 'group_created', 'success'),
      ...extra({ group }),
    }),
  },
  {
    pattern: /^(?:failed adding user|failed to add user) '?([^\s',]+)'?/,
    read: ([user]) => ({
      event: said(IAM, ['user', 'creation'], 'user_created', 'failure'),
      ...target(user),
    }),
  },
  {
    pattern: /^delete user '([^']+)'/,
    read: ([user]) => ({
      event: said(IAM, ['user', 'deletion'], 'user_deleted', 'success'),
      ...target(user),
    }),
  },
  {
    pattern: /^(?:removed group '([^']+)'|group '([^']+)' removed)/,
    read: ([first, second]) => ({
      event: said(IAM, ['group', 'deletion'], 'group_deleted', 'success'),
      ...extra({ group: first ?? second }),
    }),
  },
  {
    pattern: /^add '([^']+)' to (?:shadow )?group '([^']+)'/,
    read: ([user, group]) => ({
      event: said(IAM, ['group', 'change'], 'group_member_added', 'success'),
      ...target(user),
      ...extra({ group }),
    }),
  },
  {
    pattern: /^user (\S+) (added|removed) by (\S+) (?:to|from) group (\S+)$/,
    read: ([user, what, by, group]) => ({
      event: said(IAM, ['group', 'change'], `group_member_${what}`, 'success'),
      ...acting(by, user),
      ...extra({ group }),
    }),
  },
  {
    pattern: /^(change|lock|unlock) user '([^']+)' (\w+)/,
    read: ([verb = '', user, what]) => ({
      event: said(
        IAM,
        ['user', 'change'],
        what === 'password' ? `password_${verb}${verb.endsWith('e') ? 'd' : 'ed'}` : 'user_changed',
        'success',
      ),
      ...target(user),
      ...extra({ changed: what }),
    }),
  },
  {
    pattern: /^password for '([^']+)' changed by '([^']+)'$/,
    read: ([user, by]) => ({
      event: said(IAM, ['user', 'change'], 'password_changed', 'success'),
      ...acting(by, user),
    }),
  },
  {
    pattern: /^changed password expiry for (\S+)$/,
    read: ([user]) => ({
      event: said(IAM, ['user', 'change'], 'password_expiry_changed', 'success'),
      ...target(user),
    }),
  },
];

function target(name: string | undefined, id?: string) {
  return name ? { user: { target: { name, ...(id && { id }) } } } : {};
}

/** login(1) and systemd-logind. */
export const LOGIN: readonly Form[] = [
  {
    pattern: /^FAILED LOGIN \(\d+\) on '([^']*)'(?: from '([^']*)')? FOR '([^']*)', (.*)$/,
    read: ([tty, address, user, reason = '']) => ({
      event: { ...said(['authentication'], ['start'], 'console_login', 'failure'), reason },
      ...account(user),
      ...from(address),
      ...extra({ tty }),
    }),
  },
  {
    pattern: /^(?:(ROOT) LOGIN {1,2}[Oo][Nn] (\S+)|LOGIN ON (\S+) BY (\S+))(?: FROM (\S+))?/,
    read: ([root, rootTty, tty, user, address]) => ({
      event: said(['authentication'], ['start'], 'console_login', 'success'),
      ...account(root ? 'root' : user),
      ...from(address),
      ...extra({ tty: rootTty ?? tty }),
    }),
  },
  {
    pattern: /^New session '?(\S+?)'? of user '?([^\s'.]+(?:\.[^\s'.]+)*)'?(?: with .*)?\.?$/,
    read: ([session, user]) => ({
      event: said(['session'], ['start'], 'session_opened', 'success'),
      ...account(user),
      ...extra({ session }),
    }),
  },
  {
    pattern: /^(?:Removed session|Session) '?(\w+)'?(?: logged out.*)?\.?/,
    read: ([session]) => ({
      event: said(['session'], ['end'], 'session_closed', 'success'),
      ...extra({ session }),
    }),
  },
];
