import type { Dice } from './dice';
import { ADMINISTRATORS, SERVERS } from './people';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const VIETNAM_OFFSET = 7 * 3_600_000;

/** One RFC 3164 line of a Linux server, in local time without a year, as such servers write it. */
export function authLine(at: number, host: string, tag: string, message: string): string {
  const local = new Date(at + VIETNAM_OFFSET);
  const stamp = `${MONTHS[local.getUTCMonth()]} ${String(local.getUTCDate()).padStart(2, ' ')} ${local.toISOString().slice(11, 19)}`;
  return `${stamp} ${host} ${tag}: ${message}`;
}

export function failedLogin(at: number, host: string, user: string, address: string, port: number): string {
  return authLine(
    at,
    host,
    `sshd[${2000 + (port % 30000)}]`,
    `Failed password for ${user} from ${address} port ${port} ssh2`,
  );
}

export function acceptedLogin(at: number, host: string, user: string, address: string, port: number): string {
  return authLine(
    at,
    host,
    `sshd[${2000 + (port % 30000)}]`,
    `Accepted publickey for ${user} from ${address} port ${port} ssh2: ED25519 SHA256:c2FtcGxlLWtleS1ub3QtcmVhbA`,
  );
}

/** What administrators and machines do on an ordinary day. */
export function serverRoutine(dice: Dice, at: number): string {
  const host = dice.pick(SERVERS);
  const admin = dice.pick(ADMINISTRATORS);
  const address = `10.20.10.${20 + ADMINISTRATORS.indexOf(admin)}`;
  const roll = dice.next();
  if (roll < 0.35) return acceptedLogin(at, host, admin, address, 40_000 + dice.below(20_000));
  if (roll < 0.4) return failedLogin(at, host, admin, address, 40_000 + dice.below(20_000));
  if (roll < 0.6)
    return authLine(
      at,
      host,
      'sudo',
      `${admin.padStart(8)} : TTY=pts/0 ; PWD=/home/${admin} ; USER=root ; COMMAND=/usr/bin/systemctl status nginx`,
    );
  if (roll < 0.8)
    return authLine(
      at,
      host,
      `CRON[${3000 + dice.below(9000)}]`,
      'pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)',
    );
  return authLine(
    at,
    host,
    `systemd-logind[${700 + dice.below(90)}]`,
    `New session ${dice.below(9000)} of user ${admin}.`,
  );
}
