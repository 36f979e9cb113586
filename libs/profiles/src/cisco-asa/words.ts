import type { Draft } from '../draft/open-draft';

/**
 * What messages are by the first three digits of their number: Cisco numbers them by the part of the device that writes them.
 * The words of `event.action` are those of the widespread integration for these devices.
 */
interface Kind {
  category: string[];
  type: string[];
  action?: string;
  observer?: string;
  alert?: true;
}

const NETWORK: Kind = { category: ['network'], type: ['info'] };
const COMMAND: Kind = { category: ['configuration'], type: ['info'], action: 'command' };
const VPN_SESSION: Kind = { category: ['session', 'network'], type: ['info'], observer: 'vpn' };
const DEVICE: Kind = { category: ['host'], type: ['info'], action: 'device-status' };

const FAMILIES: Readonly<Record<string, Kind>> = {
  '104': DEVICE,
  '105': DEVICE,
  '111': COMMAND,
  '113': { category: ['authentication'], type: ['start'] },
  '109': { category: ['authentication'], type: ['start'] },
  '199': DEVICE,
  '211': DEVICE,
  '304': { category: ['web', 'network'], type: ['access'] },
  '338': { category: ['intrusion_detection', 'network'], type: ['info'], alert: true },
  '400': { category: ['intrusion_detection', 'network'], type: ['info'], observer: 'ips', alert: true },
  '420': { category: ['intrusion_detection', 'network'], type: ['info'], observer: 'ips', alert: true },
  '502': { category: ['iam'], type: ['user', 'change'] },
  '605': { category: ['authentication'], type: ['start'] },
  '611': { category: ['authentication'], type: ['start'] },
  '716': VPN_SESSION,
  '722': VPN_SESSION,
  '733': { category: ['intrusion_detection', 'network'], type: ['info'], alert: true },
  '734': { category: ['authentication'], type: ['start'], observer: 'vpn', action: 'logged-in' },
  '735': DEVICE,
};

const EXPIRATIONS = /^(?:Teardown|Built local-host)/;
const FAILED =
  /\b(?:fail(?:ed|ure)?|reject(?:ed)?|denied|unacceptable|error|not allowed|could not|discarded|unable|invalid)\b/i;
const DENIED =
  /\b(?:den(?:y|ied)|drop(?:ped)?|discarded|blocked|shunned|reject(?:ed)?|terminated by inspection)\b/i;
const ALLOWED = /\b(?:permitted|built|allowed|accessed|monitored|established)\b/i;

/** Category, type, action, outcome and observer of a message with its number. */
export function sayWords(draft: Draft, id: string, message: string): void {
  const family = id.slice(0, 3);
  const kind = (Object.hasOwn(FAMILIES, family) ? FAMILIES[family] : undefined) ?? NETWORK;
  draft.put('observer.type', kind.observer ?? 'firewall');
  draft.say({
    kind: kind.alert ? 'alert' : 'event',
    category: kind.category,
    type: kind.type,
    action: kind.action ?? 'firewall-rule',
    outcome: 'success',
  });
  if (kind.category[0] === 'network' || kind.category[0] === 'web' || kind.alert)
    sayFlow(draft, message, kind);
  else if (kind.category[0] === 'authentication') saySignIn(draft, id, message);
  else if (kind === VPN_SESSION) saySession(draft, id, message);
  else if (kind === COMMAND) sayCommand(draft, id, message);
  sayRemoteAccess(draft, id, message);
  sayTunnel(draft, id, message);
}

function sayFlow(draft: Draft, message: string, kind: Kind): void {
  const verdict = DENIED.test(message)
    ? 'denied'
    : ALLOWED.test(message) || /^Teardown/.test(message)
      ? 'allowed'
      : undefined;
  const edge = /^Built/.test(message) ? ['start'] : /^Teardown/.test(message) ? ['end'] : [];
  const first = kind.category[0] === 'network' ? ['connection'] : kind.type;
  draft.say({ type: [...first, ...(verdict ? [verdict] : []), ...edge] });
  if (/^Failed|discarded/.test(message)) draft.say({ outcome: 'failure' });
  if (kind.alert && /list(?:ed)?/.test(message)) draft.put('rule.category', 'botnet');
  if (/^Teardown (?:stub|director|backup)/.test(message)) return;
  if (EXPIRATIONS.test(message)) draft.say({ action: 'flow-expiration' });
  else if (/^Built \w+ ICMP/.test(message)) draft.say({ action: 'flow-creation' });
}

function saySignIn(draft: Draft, id: string, message: string): void {
  const failed = FAILED.test(message);
  draft.say({
    outcome: failed ? 'failure' : 'success',
    action: failed ? 'logon-failed' : 'logged-in',
  });
  // Who signs in to the device has no address of a remote user; who comes by VPN has.
  if (id.startsWith('113') && /user IP =/.test(message)) draft.put('observer.type', 'vpn');
}

/** AnyConnect and WebVPN sessions: 113019 ends one, 113029 to 113040 are troubles of one, 113039 begins one. */
function sayRemoteAccess(draft: Draft, id: string, message: string): void {
  if (id === '113019') {
    draft.say({
      category: ['session', 'network'],
      type: ['end'],
      action: 'client-vpn-disconnected',
      outcome: 'success',
    });
    draft.put('observer.type', 'vpn');
  } else if (id === '113039') {
    draft.say({
      category: ['session', 'network'],
      type: ['start'],
      action: 'client-vpn-connected',
      outcome: 'success',
    });
    draft.put('observer.type', 'vpn');
  } else if (id >= '113029' && id <= '113040') {
    draft.say({
      category: ['session', 'network'],
      type: ['error'],
      action: 'client-vpn-error',
      outcome: 'failure',
    });
    draft.put('observer.type', 'vpn');
  } else if (id === '716039' || id === '716038') {
    const failed = FAILED.test(message);
    draft.say({
      category: ['authentication'],
      type: ['start'],
      action: failed ? 'logon-failed' : 'logged-in',
      outcome: failed ? 'failure' : 'success',
    });
  }
}

function saySession(draft: Draft, id: string, message: string): void {
  const ends = /terminated|closed|closing|disconnected/i.test(message);
  const starts =
    id === '716001' ||
    id === '722051' ||
    /session started|has been created|assigned to session/i.test(message);
  draft.say({ type: [ends ? 'end' : starts ? 'start' : 'info'] });
  // A line on the state of a tunnel is no sign-in, and rules count sessions.
  if (!ends && !starts) draft.say({ category: ['network'] });
}

function sayCommand(draft: Draft, id: string, message: string): void {
  if (id === '111008' || id === '111010') draft.say({ type: ['change'] });
  if (/\bno logging (?:enable|host|trap)\b/.test(message))
    draft.say({ type: ['change'], action: 'logging_disabled' });
  else if (/\bclear logging\b/.test(message)) draft.say({ type: ['deletion'], action: 'log_cleared' });
  const command = /executed (?:the |cmd: )?'?(.{1,1000}?)'?(?: command)?\.?$/.exec(message)?.[1];
  draft.put('process.command_line', command);
}

const TUNNELS: Readonly<Record<string, string>> = {
  '434002': 'drop',
  '434004': 'bypass',
  '602303': 'created',
  '602304': 'deleted',
  '750002': 'connection-started',
  '750003': 'error',
  '713901': 'error',
  '713902': 'error',
  '713903': 'error',
  '713904': 'error',
  '713905': 'error',
};

/** Key exchange of tunnels between networks, and what the inspection module asked for. */
function sayTunnel(draft: Draft, id: string, message: string): void {
  const action = Object.hasOwn(TUNNELS, id) ? TUNNELS[id] : undefined;
  if (action === undefined) return;
  draft.say({ action, outcome: action === 'error' || FAILED.test(message) ? 'failure' : 'success' });
}
