import { acting, extra, type Form, said } from './fields';

const REFUSED = new Map([
  ['command not allowed', 'command_not_allowed'],
  ['user NOT in sudoers', 'not_in_sudoers'],
  ['user NOT authorized on host', 'not_authorised_on_host'],
  ['a password is required', 'password_required'],
]);

export const SUDO: readonly Form[] = [
  {
    pattern: /^\s*(\S+) : (?:([^=;]+?) ; )?((?:TTY|PWD|USER|GROUP|HOST|ENV|TSID|CHROOT)=.*)$/s,
    read: ([user, refusal, detail = '']) => {
      const [settings = '', command] = splitCommand(detail);
      const named = new Map(settings.split(' ; ').map((pair) => splitPair(pair)));
      const effective = named.get('USER');
      return {
        event: {
          ...said(
            ['process'],
            refusal ? ['start', 'denied'] : ['start'],
            'sudo_command',
            refusal ? 'failure' : 'success',
          ),
          ...(refusal && {
            reason: REFUSED.get(refusal) ?? refusal.replace(/^\d+ /, '').replaceAll(' ', '_'),
          }),
        },
        user: { ...(user && { name: user }), ...(effective && { effective: { name: effective } }) },
        process: {
          ...(command !== undefined && {
            command_line: command,
            executable: command.split(' ', 1)[0] ?? command,
          }),
          ...(named.get('PWD') && { working_directory: named.get('PWD') }),
        },
        ...extra({
          tty: named.get('TTY'),
          group: named.get('GROUP'),
          attempts: /^(\d+) /.exec(refusal ?? '')?.[1],
        }),
      };
    },
  },
];

/** COMMAND is the last field and may itself contain « ; ». */
function splitCommand(detail: string): [string, string | undefined] {
  const at = detail.indexOf('COMMAND=');
  return at < 0 ? [detail, undefined] : [detail.slice(0, at), detail.slice(at + 8)];
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

export const SU: readonly Form[] = [
  {
    pattern: /^(Successful|FAILED) su for (\S+) by (\S+)$/,
    read: ([result, target, by]) => switched(result === 'Successful', by, target),
  },
  {
    pattern: /^(FAILED SU )?\(to (\S+)\) (\S+) on (\S+)$/,
    read: ([failed, target, by, tty]) => ({ ...switched(!failed, by, target), ...extra({ tty }) }),
  },
  {
    pattern: /^([+-]) (\S+) (\S+?):(\S+)$/,
    read: ([sign, tty, by, target]) => ({ ...switched(sign === '+', by, target), ...extra({ tty }) }),
  },
];

function switched(success: boolean, by: string | undefined, target: string | undefined) {
  return {
    event: said(['authentication'], ['start'], 'su', success ? 'success' : 'failure'),
    user: { ...acting(by, undefined).user, ...(target && { effective: { name: target } }) },
  };
}

export const CRON: readonly Form[] = [
  {
    pattern: /^\((\S+)\) CMD \((.*)\)$/s,
    read: ([user, command]) => ({
      event: said(['process'], ['start'], 'cron_command', 'unknown'),
      ...acting(user, undefined),
      ...(command && { process: { command_line: command } }),
    }),
  },
  {
    pattern: /^\((\S+)\) (BEGIN EDIT|END EDIT|REPLACE|DELETE|LIST) \((\S+)\)$/,
    read: ([user, what = '', target]) => ({
      event: said(
        ['configuration'],
        [what === 'REPLACE' ? 'change' : what === 'DELETE' ? 'deletion' : 'access'],
        `crontab_${what.toLowerCase().replace(' ', '_')}`,
        'success',
      ),
      ...acting(user, target),
    }),
  },
];
