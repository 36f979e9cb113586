import { ACCOUNTS, LOGIN } from './accounts';
import { type Form, type Reading, said } from './fields';
import { PAM } from './pam';
import { CRON, SU, SUDO } from './privilege';
import { SSHD } from './sshd';

/** Message forms by program name. PAM speaks for any of them, and is tried first when the message begins with its name. */
const PROGRAMS: ReadonlyMap<string, readonly Form[]> = new Map([
  ...['sshd', 'sshd-session', 'sshd-auth'].map((name) => [name, SSHD] as const),
  ['sudo', SUDO],
  ['su', SU],
  ...['cron', 'crond', 'crontab'].map((name) => [name, CRON] as const),
  ...['useradd', 'userdel', 'usermod', 'groupadd', 'groupdel', 'gpasswd', 'passwd', 'chpasswd', 'chage'].map(
    (name) => [name, ACCOUNTS] as const,
  ),
  ...['login', 'systemd-logind', 'elogind-daemon'].map((name) => [name, LOGIN] as const),
]);

const REPEATED = /^message repeated (\d{1,9}) times: \[ ?(.*)\]$/s;
/** Longest message a pattern is run on; sshd and PAM stay far below. */
const MAX_PATTERN_INPUT = 8192;

/** `/usr/sbin/CRON` and `sshd(pam_unix)` name the programs `cron` and `sshd`. */
export function programOf(app: string | undefined): string | undefined {
  if (app === undefined) return undefined;
  const name = app.slice(app.lastIndexOf('/') + 1).replace(/\(.*$/, '');
  return name === '' ? undefined : name.toLowerCase();
}

export function isKnownProgram(program: string | undefined): boolean {
  return program !== undefined && PROGRAMS.has(program);
}

/** What the message says; undefined when no form of its program fits. */
export function readMessage(program: string | undefined, message: string): Reading | undefined {
  if (message.length > MAX_PATTERN_INPUT) return undefined;
  const repeated = REPEATED.exec(message);
  if (repeated) return readRepeated(program, repeated);
  const pam = message.startsWith('pam_') || message.startsWith('PAM ');
  const forms = pam ? PAM : program === undefined ? undefined : PROGRAMS.get(program);
  for (const form of forms ?? []) {
    const found = form.pattern.exec(message);
    if (found) return form.read(found.slice(1));
  }
  return undefined;
}

/** rsyslog folds equal messages into one: the reading is theirs, with the number. */
function readRepeated(
  program: string | undefined,
  [, times, inner = '']: RegExpExecArray,
): Reading | undefined {
  if (REPEATED.test(inner)) return undefined;
  const reading = readMessage(program, inner);
  return reading && { ...reading, vendor: { ...reading.vendor, repeated: Number(times) } };
}

/** A line that says nothing we know is still kept: it is somebody's evidence. */
export function genericReading(program: string | undefined): Reading {
  return { event: said(['host'], ['info'], program ?? 'syslog', 'unknown') };
}
