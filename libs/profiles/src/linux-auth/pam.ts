import { readKeyValues } from '../decode/key-values';
import { account, extra, type Form, from, said } from './fields';

/** Messages of PAM modules, whatever program they speak for. */
export const PAM: readonly Form[] = [
  {
    pattern:
      /^pam_\w+\(([\w.@-]+):session\): session (opened|closed) for user ([^\s(]+)(?:\(uid=(\d+)\))?(?: by ([^\s(]*)(?:\(uid=(\d+)\))?)?/,
    read: ([service, state, user, id, by]) => ({
      event: said(['session'], [state === 'opened' ? 'start' : 'end'], `session_${state}`, 'success'),
      user: { ...(user && { name: user }), ...(id && { id }) },
      ...extra({ pam_service: service, by }),
    }),
  },
  {
    pattern: /^pam_\w+\(([\w.@-]+):auth\): authentication failure; (.*)$/s,
    read: ([service, pairs = '']) => ({
      ...failure(pairs, service),
      event: {
        ...said(['authentication'], ['start'], 'pam_authentication', 'failure'),
        reason: 'authentication_failure',
      },
    }),
  },
  {
    pattern: /^PAM (\d+) more authentication failures?; (.*)$/s,
    read: ([times, pairs = '']) => {
      const reading = failure(pairs, undefined);
      return {
        ...reading,
        event: {
          ...said(['authentication'], ['start'], 'pam_authentication', 'failure'),
          reason: 'authentication_failure',
        },
        vendor: { ...reading.vendor, ...(times && { more_failures: Number(times) }) },
      };
    },
  },
  {
    pattern: /^pam_\w+\(([\w.@-]+):session\): (Failed to create session: .*|.*failed.*)$/s,
    read: ([service, reason = '']) => ({
      event: { ...said(['session'], ['start'], 'session_opened', 'failure'), reason },
      ...extra({ pam_service: service }),
    }),
  },
  {
    pattern:
      /^pam_\w+\(([\w.@-]+):auth\): (check pass; user unknown|User unknown|conversation failed|auth could not identify password.*)$/s,
    read: ([service, reason = '']) => ({
      event: { ...said(['authentication'], ['start'], 'pam_authentication', 'failure'), reason },
      ...extra({ pam_service: service }),
    }),
  },
  {
    pattern: /^pam_\w+\(([\w.@-]+):chauthtok\): password changed for (\S+)$/,
    read: ([service, user]) => ({
      event: said(['iam'], ['user', 'change'], 'password_changed', 'success'),
      ...(user && { user: { target: { name: user } } }),
      ...extra({ pam_service: service }),
    }),
  },
  {
    pattern:
      /^pam_(?:faillock|tally2?)\(([\w.@-]+):auth\): (?:Consecutive login failures for user (\S+) account temporarily locked|user (\S+).*)$/,
    read: ([service, locked, user]) => ({
      event: {
        ...said(['authentication'], ['denied'], 'account_locked', 'failure'),
        reason: 'too_many_attempts',
      },
      ...account(locked ?? user?.split('(')[0]),
      ...extra({ pam_service: service }),
    }),
  },
];

function failure(pairs: string, service: string | undefined) {
  const named = readKeyValues(pairs);
  return {
    ...account(named.get('user') || named.get('logname')),
    ...from(named.get('rhost')),
    ...extra({ pam_service: service, tty: named.get('tty'), ruser: named.get('ruser') }),
  };
}
