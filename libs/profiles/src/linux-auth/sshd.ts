import { account, extra, type Form, from, said } from './fields';

const AUTH = ['authentication'];

/**
 * One attempt is one `ssh_login`: sshd also announces an unknown user and a reached limit on lines of their own, and those have other actions.
 * OpenSSH 6 to 10 (`sshd`, `sshd-session`, `sshd-auth`). User names are greedy and addresses anchored at the end: a name may contain « from 192.0.2.1 port 22».
 */
export const SSHD: readonly Form[] = [
  {
    pattern: /^Accepted (\S+) for (.*) from (\S+) port (\d+)(?: ssh2?\d?)?(?:: (.*))?$/s,
    read: ([method, user, address, port, key]) => ({
      event: said(AUTH, ['start'], 'ssh_login', 'success'),
      ...account(user),
      ...from(address, port),
      ...extra({ auth_method: method, key }),
    }),
  },
  {
    pattern: /^Failed (\S+) for (invalid user )?(.*) from (\S+) port (\d+)(?: ssh2?\d?)?(?:: (.*))?$/s,
    read: ([method, invalid, user, address, port, key]) => ({
      event: {
        ...said(AUTH, ['start'], 'ssh_login', 'failure'),
        reason: invalid ? 'invalid_user' : `failed_${method}`,
      },
      ...account(user),
      ...from(address, port),
      ...extra({ auth_method: method, key }),
    }),
  },
  {
    pattern: /^(?:Invalid|Illegal) user (.*) from (\S+?)(?: port (\d+))?$/s,
    read: ([user, address, port]) => ({
      event: { ...said(AUTH, ['info'], 'ssh_invalid_user', 'failure'), reason: 'invalid_user' },
      ...account(user),
      ...from(address, port),
    }),
  },
  {
    pattern: /^input_userauth_request: invalid user (.*) \[preauth\]$/s,
    read: ([user]) => ({
      event: { ...said(AUTH, ['info'], 'ssh_invalid_user', 'failure'), reason: 'invalid_user' },
      ...account(user),
    }),
  },
  {
    pattern:
      /^(?:error: )?maximum authentication attempts exceeded for (invalid user )?(.*) from (\S+) port (\d+)(?: ssh2?\d?)?(?: \[preauth\])?$/s,
    read: ([, user, address, port]) => ({
      event: { ...said(AUTH, ['info'], 'ssh_attempts_exceeded', 'failure'), reason: 'too_many_attempts' },
      ...account(user),
      ...from(address, port),
    }),
  },
  {
    pattern: /^Disconnecting (?:(?:authenticating|invalid) user (.*) )?(\S+) port (\d+): (.*)$/s,
    read: ([user, address, port, reason]) => ({
      event: {
        ...said(AUTH, ['end'], 'ssh_disconnect', 'failure'),
        ...(reason && { reason: reason.replace(/ \[preauth\]$/, '') }),
      },
      ...account(user),
      ...from(address, port),
    }),
  },
  {
    pattern: /^User (\S+) from (\S+) not allowed because (.*)$/s,
    read: ([user, address, reason = '']) => ({
      event: { ...said(AUTH, ['start', 'denied'], 'ssh_login', 'failure'), reason },
      ...account(user),
      ...from(address),
    }),
  },
  {
    pattern:
      /^(Connection closed|Connection reset|Disconnected|Timeout, client not responding)(?: by| from)? (?:(authenticating |invalid )?user (.*) )?(\S+) port (\d+)( \[preauth\])?$/s,
    read: ([, state, user, address, port, preauth]) => ({
      event: said(
        ['network'],
        ['connection', 'end'],
        'ssh_disconnect',
        preauth || state ? 'failure' : 'success',
      ),
      ...account(user),
      ...from(address, port),
    }),
  },
  {
    // Code 11 is SSH_DISCONNECT_BY_APPLICATION: the client ended it as it should (RFC 4253 §11.1).
    pattern: /^(?:error: )?Received disconnect from (\S+?)(?: port (\d+))?: ?(\d+): ?(.*)$/s,
    read: ([address, port, code, reason = '']) => ({
      event: {
        ...said(['network'], ['connection', 'end'], 'ssh_disconnect', code === '11' ? 'success' : 'failure'),
        reason: reason.replace(/ \[preauth\]$/, ''),
      },
      ...from(address, port),
    }),
  },
  {
    pattern: /^Connection from (\S+) port (\d+)(?: on (\S+) port (\d+).*)?$/s,
    read: ([address, port, own, ownPort]) => ({
      event: said(['network'], ['connection', 'start'], 'ssh_connect', 'success'),
      ...from(address, port),
      ...(own !== undefined && { destination: from(own, ownPort).source }),
    }),
  },
  {
    pattern:
      /^(Starting|Close) session: (.{0,200}?)(?:user )?(?:for )?(\S+) from (\S+) port (\d+) id (\d+)$/s,
    read: ([state, what = '', user, address, port, id]) => ({
      event: said(
        ['session'],
        [state === 'Close' ? 'end' : 'start'],
        state === 'Close' ? 'session_closed' : 'session_opened',
        'success',
      ),
      ...account(user),
      ...from(address, port),
      ...extra({ session_kind: what.trim(), session_id: id }),
    }),
  },
  {
    pattern: /^subsystem request for (\S+) by user (\S+)/,
    read: ([subsystem, user]) => ({
      event: said(['session'], ['info'], 'ssh_subsystem', 'success'),
      ...account(user),
      ...extra({ subsystem }),
    }),
  },
  {
    pattern: /^(?:Postponed|Partial) (\S+) for (invalid user )?(.*) from (\S+) port (\d+)/s,
    read: ([method, , user, address, port]) => ({
      event: said(AUTH, ['info'], 'ssh_step', 'unknown'),
      ...account(user),
      ...from(address, port),
      ...extra({ auth_method: method }),
    }),
  },
  {
    pattern: /^fatal: (?:Timeout before authentication for (\S+) port (\d+)|(.*))$/s,
    read: ([address, port, reason]) => ({
      event: {
        ...said(['network'], ['connection', 'end'], 'ssh_disconnect', 'failure'),
        reason: reason?.replace(/ \[preauth\]$/, '') ?? 'timeout_before_authentication',
      },
      ...from(address, port),
    }),
  },
  {
    pattern:
      /^(?:error: )?(?:kex_exchange_identification|banner exchange|ssh_dispatch_run_fatal): Connection from (\S+) port (\d+): (.*)$/s,
    read: ([address, port, reason = '']) => ({
      event: { ...said(['network'], ['connection', 'protocol'], 'ssh_connect', 'failure'), reason },
      ...from(address, port),
    }),
  },
  {
    pattern:
      /^(Did not receive identification string|Unable to negotiate with|Bad protocol version identification) ?(.*)$/s,
    read: ([what = '', detail = '']) => ({
      event: { ...said(['network'], ['connection', 'protocol'], 'ssh_connect', 'failure'), reason: what },
      ...peerIn(detail),
    }),
  },
  {
    pattern: /^reverse mapping checking getaddrinfo for (\S+) \[(\S+)\] failed/,
    read: ([, address]) => ({
      event: {
        ...said(['network'], ['connection'], 'ssh_connect', 'unknown'),
        reason: 'reverse_mapping_failed',
      },
      ...from(address),
    }),
  },
];

/** The address before the last « port N » of a probe's message, or its last word. */
function peerIn(detail: string) {
  const found = /(\S+) port (\d+)(?:[: ]|$)/.exec(detail) ?? /^(?:from )?(\S+)$/.exec(detail);
  return from(found?.[1], found?.[2]);
}
