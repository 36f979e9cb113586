import { canonicalIp } from '../decode/ip-address';
import { transportOf } from '../decode/transport';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';

interface Kind {
  code: string | undefined;
  program: string | undefined;
}

/** Daemons of the access policy manager, and the first digits of its message numbers. */
const ACCESS_PROGRAMS = /^(?:apmd|apd|rba|vdi|websso|localdbmgr|acctd)$/;
const ACCESS_CODES = /^(?:0149|0158|014d|0199)/;
const SESSION = /^(\/\S{1,200}):([\w-]{1,60}):([0-9a-f]{6,8}): /;

/** What a daemon of the device says: an access policy's session, an administrator, a pool member, or just a line. */
export function readMessage(draft: Draft, message: string, { code, program }: Kind): void {
  const session = SESSION.exec(message);
  const rest = message.slice(session?.[0].length ?? 0);
  if (session) {
    draft.put('rule.ruleset', session[1]);
    draft.keep('session_id', session[3]);
  }
  if (rest.includes('AUDIT - ')) readAudit(draft, rest);
  else if (session || (code !== undefined && ACCESS_CODES.test(code))) readAccess(draft, rest);
  else readDevice(draft, rest, { code, program });
  draft.put('event.dataset', `f5.${draft.get('event.module')}`);
}

const ENDS = /packet: (\w{2,8}) ([0-9A-Fa-f.:]{2,45}):(\d{1,5}) -> ([0-9A-Fa-f.:]{2,45}):(\d{1,5})/;
const ACL = /^(discard|reject|allow|continue)\w* ACL: (\S{1,200})/i;
const CLIENT = /(?:client IP|Client IP:?|from IP|remote IP:?) ([0-9A-Fa-f.:]{2,45})(?=[\s,(]|$)/;
const AT_VIP = / at VIP ([0-9A-Fa-f.:]{2,45})(?= |$)/;
const USERS: readonly RegExp[] = [
  /authenticat\w+ with '([^']{1,200})'/,
  /authentication with '([^']{1,200})'/,
  /^(?:Username|User) '([^']{1,200})'/,
  /[uU]sername? '([^']{1,200})'/,
  /logon attempt by '([^']{1,200})'|for user '([^']{1,200})'|user '([^']{1,200})'/,
];
const FAILED =
  /\bfail|denied|deny\b|Logon_Deny|invalid|not found|reject|discard|unable|error|expired|locked|refused/i;

/** Access policies: sign-ins, sessions, filters. A line that only reports is a success, as the device has it. */
function readAccess(draft: Draft, rest: string): void {
  draft.put('event.module', 'apm');
  draft.put('observer.type', 'vpn');
  const ends = ENDS.exec(rest);
  const acl = ACL.exec(rest);
  if (ends) {
    draft.put('network.transport', transportOf(ends[1] ?? ''));
    putAddress(draft, 'source', ends[2]);
    draft.put('source.port', ends[3]);
    putAddress(draft, 'destination', ends[4]);
    draft.put('destination.port', ends[5]);
  } else {
    putAddress(draft, 'source', CLIENT.exec(rest)?.[1]);
    putAddress(draft, 'destination', AT_VIP.exec(rest)?.[1]);
  }
  const failed = FAILED.test(rest.replace(/'[^']{0,200}'/g, ''));
  if (acl) {
    const denied = /^(?:discard|reject)/i.test(acl[1] ?? '');
    draft.put('rule.name', acl[2]);
    draft.say({
      category: ['network'],
      type: ['connection', denied ? 'denied' : 'allowed'],
      action: `acl_${(acl[1] ?? '').toLowerCase()}`,
      outcome: denied ? 'failure' : 'success',
    });
    return;
  }
  putName(draft, userIn(rest));
  if (/authenticat/i.test(rest) && draft.has('user.name')) {
    draft.say({
      category: ['authentication'],
      type: ['start'],
      action: 'vpn_login',
      outcome: failed ? 'failure' : 'success',
    });
    return;
  }
  const [type, action] = /^New session/.test(rest)
    ? ['start', 'session_opened']
    : /^Session (?:deleted|expired|terminated)/i.test(rest)
      ? ['end', 'session_closed']
      : ['info', 'access_policy'];
  draft.say({
    category: ['session'],
    type: [type],
    action,
    outcome: action === 'access_policy' && failed ? 'failure' : 'success',
  });
}

function userIn(text: string): string | undefined {
  for (const pattern of USERS) {
    const found = pattern
      .exec(text)
      ?.slice(1)
      .find((one) => one !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `an@HAIVAN.EXAMPLE` and `HAIVAN\an` are both `an` of a domain. */
function putName(draft: Draft, name: string | undefined): void {
  if (name === undefined) return;
  const [, domain, bare = name] = /^([^\\]{1,100})\\{1,2}(.+)$/.exec(name) ?? [];
  const at = bare.indexOf('@');
  draft.put('user.name', at > 0 ? bare.slice(0, at) : bare);
  draft.put('user.domain', domain ?? (at > 0 ? bare.slice(at + 1) : undefined));
}

const AUDIT_USER = /(?:user=|user |User=)([\w.@\\-]{1,100})/;
const COMMAND = /cmd_data=(.{0,4000})$/s;
const OFF = /(?:enforcement-mode|blocking-mode) (?:transparent|disabled)/;
const DETACHED =
  /(?:modify|delete) (?:asm policy|ltm virtual|security).{0,200}(?:inactive|profiles delete|security-log-profiles none|disabled)/;

/** What administrators did, in the shell, over the API or in the pages, and their sign-ins. */
function readAudit(draft: Draft, rest: string): void {
  draft.put('event.module', 'system');
  draft.put('observer.type', 'load-balancer');
  draft.put('user.name', AUDIT_USER.exec(rest)?.[1]);
  const pam = /(httpd|sshd|login)\(pam_audit\)|RAW: (httpd|sshd)/.exec(rest);
  if (pam) {
    const host = /host=([0-9A-Fa-f.:]{2,45})/.exec(rest)?.[1];
    putAddress(draft, 'source', host && canonicalIp(host));
    const ended = / end=/.test(rest);
    const failed = / failed |attempts=\d+ .*fail|unsuccessful/i.test(rest);
    draft.say(
      ended
        ? { category: ['session'], type: ['end'], action: 'session_closed', outcome: 'success' }
        : {
            category: ['authentication'],
            type: ['start'],
            action: 'admin_login',
            outcome: failed ? 'failure' : 'success',
          },
    );
    return;
  }
  const command = COMMAND.exec(rest)?.[1]?.trim();
  draft.put('process.command_line', command);
  const status = /status=\[([^\]]{1,200})\]/.exec(rest)?.[1];
  draft.put('event.reason', status);
  const change = /\b(create|modify|delete|save|load|reset-stats|install)\b/.exec(command ?? rest)?.[1];
  const text = command ?? rest;
  if (OFF.test(text) || DETACHED.test(text)) draft.put('observer.type', 'waf');
  draft.say({
    category: change === undefined ? ['process'] : ['configuration'],
    type: change === undefined ? ['info'] : [CHANGES[change] ?? 'change'],
    action: OFF.test(text)
      ? 'mode_detection_only'
      : DETACHED.test(text)
        ? 'policy_detached'
        : change === undefined
          ? 'admin_command'
          : `config_${change}`,
    outcome: status === undefined || /OK/.test(status) ? 'success' : 'failure',
  });
}

const CHANGES: Readonly<Record<string, string>> = { create: 'creation', delete: 'deletion' };
const MEMBER =
  /^(?:Pool|Node|Virtual|Monitor) (\S{1,200})(?: member (\S{1,200}))? (?:address \S{1,60} )?(?:monitor )?(?:has been )?(?:status |instance .{0,120}? has been )?(up|down|marked down|marked up|forced|disabled|enabled|available|unavailable)/i;

function readDevice(draft: Draft, rest: string, { code, program }: Kind): void {
  const access = program !== undefined && ACCESS_PROGRAMS.test(program) && code !== undefined;
  draft.put('event.module', access ? 'apm' : 'ltm');
  draft.put('observer.type', 'load-balancer');
  const member = MEMBER.exec(rest);
  if (member) {
    const [, pool, node, state = ''] = member;
    const down = /down|unavailable|forced|disabled/i.test(state);
    draft.put('service.name', pool);
    draft.put('destination.domain', node);
    draft.say({
      category: ['host'],
      type: [down ? 'error' : 'info'],
      action: down ? 'server_down' : 'server_up',
      outcome: down ? 'failure' : 'success',
    });
    return;
  }
  draft.say({ category: ['network'], type: ['info'], action: program ?? 'bigip' });
}
