import type { Draft } from '../draft/open-draft';

interface Words {
  category: string[];
  type: string[];
  action?: string;
  outcome?: 'success' | 'failure';
  alert?: true;
}

/** What messages are, by facility and mnemonic; the first that fits. */
const KINDS: ReadonlyArray<readonly [RegExp, Words]> = [
  [
    /LOGIN_(?:FAILED|LOCKOUT)|AUTH_FAIL|AUTHEN_FAIL|LOGINFAIL|AUTHPRIV.*fail/i,
    { category: ['authentication'], type: ['start'], action: 'login', outcome: 'failure' },
  ],
  [
    /LOGIN_SUCCESS|PRIV_AUTH_PASS|SSH2?_SESSION|SSH2?_USERAUTH|AUTHPRIV-/i,
    { category: ['authentication'], type: ['start'], action: 'login', outcome: 'success' },
  ],
  [
    /QUIET_MODE_ON/,
    {
      category: ['authentication', 'intrusion_detection'],
      type: ['denied'],
      action: 'login-quiet-mode-on',
      alert: true,
    },
  ],
  [/SYS-\d-LOGOUT|SSH2?_CLOSE/, { category: ['session'], type: ['end'], action: 'logout' }],
  [
    /^(?:MAB|DOT1X|AUTHMGR|SESSION_MGR)-\d-(?:FAIL|UNAUTHORIZED)/,
    {
      category: ['authentication', 'network'],
      type: ['denied'],
      action: 'port-authentication',
      outcome: 'failure',
    },
  ],
  [
    /^(?:MAB|DOT1X|AUTHMGR|SESSION_MGR)-\d-(?:SUCCESS|START|AUTHORIZED)/,
    {
      category: ['authentication', 'network'],
      type: ['start'],
      action: 'port-authentication',
      outcome: 'success',
    },
  ],
  [
    /CFGLOG_LOGGEDCMD|ACCTLOCAL|SYSLOG_CMD_EXEC|HA_EM-.*LOG/,
    { category: ['configuration'], type: ['info'], action: 'command' },
  ],
  [
    /CONFIG_(?:I|P|A)\b|SYSLOG_CONFIG|CONFIG_NV/,
    { category: ['configuration'], type: ['change'], action: 'configuration-changed' },
  ],
  [/LOGGINGHOST_STARTSTOP/, { category: ['configuration'], type: ['change'], action: 'logging-host' }],
  [/IPACCESSLOG|IPV6_ACL|ACCESSLOG/, { category: ['network'], type: ['connection'] }],
  [
    /IP_SOURCE_GUARD|DHCP_SNOOPING|DAI|SW_DAI|ARP.*(?:INSPECTION|SPOOF)|DUP_SRC|DUPADDR|MAC_?MOVE|MACFLAP/,
    { category: ['network', 'intrusion_detection'], type: ['denied'], action: 'arp_spoofing', alert: true },
  ],
  [
    /PSECURE_VIOLATION|PORT_SECURITY/,
    { category: ['network', 'intrusion_detection'], type: ['denied'], action: 'unknown_device', alert: true },
  ],
  [
    /BPDUGUARD|LOOPGUARD|ROOTGUARD|SPANTREE/,
    { category: ['network'], type: ['change'], action: 'spanning-tree' },
  ],
  [
    /UPDOWN|IF_(?:DOWN|UP)|LINK_|ADJCHANGE|NBRCHANGE|ADJCHG/,
    { category: ['network'], type: ['change'], action: 'link-state' },
  ],
  [/ERR_DISABLE/, { category: ['network'], type: ['change'], action: 'err-disable' }],
  [/RELOAD|RESTART|BOOT|REDUNDANCY/, { category: ['host'], type: ['change'], action: 'restart' }],
  [
    /USER_?(?:CREATED|ADD)|USERADD/i,
    { category: ['iam'], type: ['user', 'creation'], action: 'user_created' },
  ],
  [/MODEL_RPC|NETCONF|DMI/, { category: ['configuration'], type: ['info'], action: 'netconf' }],
];
const SWITCHES = /SPANTREE|PORT_SECURITY|PM|ETHPORT|DHCP_SNOOPING|DAI|MAB|DOT1X|AUTHMGR|SW_|VLAN/;

/** Category, type, action and outcome by `FACILITY-severity-MNEMONIC`, and what the sentence adds. */
export function sayWords(draft: Draft, mark: string, message: string): void {
  const kind = KINDS.find(([pattern]) => pattern.test(mark))?.[1];
  draft.put('observer.type', SWITCHES.test(mark) ? 'switch' : 'router');
  draft.say({
    kind: kind?.alert ? 'alert' : 'event',
    category: kind?.category ?? ['host'],
    type: kind?.type ?? ['info'],
    action: kind?.action ?? mark.slice(mark.lastIndexOf('-') + 1).toLowerCase(),
    outcome: kind?.outcome ?? (/\bfail(?:ed|ure)?\b/i.test(message.slice(0, 500)) ? 'failure' : 'success'),
  });
  sayState(draft, message);
  if (kind?.action === 'command') sayCommand(draft, message);
}

function sayState(draft: Draft, message: string): void {
  const state = /\b(?:changed state to(?: administratively)?|is) (up|down)\b/.exec(message)?.[1];
  if (state !== undefined) draft.say({ action: state });
  const list = /\blist \S{1,100} (permitted|denied)\b/.exec(message)?.[1];
  if (list !== undefined)
    draft.say({ action: list, type: ['connection', list === 'denied' ? 'denied' : 'allowed'] });
  if (/\bfailed\b/i.test(message) && /SSH2?|authenticat/i.test(message)) draft.say({ outcome: 'failure' });
}

function sayCommand(draft: Draft, message: string): void {
  if (/\bno logging (?:host|on|server|trap|buffered|\d)|\bno logging\s*$/.test(message))
    draft.say({ type: ['change'], action: 'logging_disabled' });
  else if (/\bclear logg?(?:ing|file)?\b/.test(message))
    draft.say({ type: ['deletion'], action: 'log_cleared' });
  else if (/\busername \S{1,100} (?:privilege|secret|password|role)/.test(message)) {
    draft.say({ category: ['iam', 'configuration'], type: ['user', 'creation'], action: 'user_created' });
    draft.put('user.target.name', /\busername (\S{1,100})/.exec(message)?.[1]);
  }
}
