import type { EventDraft } from '@khien/model';

type Words = Pick<EventDraft['event'], 'category' | 'type' | 'action' | 'outcome'>;

interface Kind {
  /** Groups of Wazuh's rules; one is enough. */
  groups: RegExp;
  words: Words;
}

/** What groups of Wazuh's rules are about, the most telling first. https://documentation.wazuh.com/current/user-manual/ruleset/ */
const KINDS: readonly Kind[] = [
  {
    groups: /^(?:virus|malware|virustotal|yara|rootcheck|clamd)$/,
    words: { category: ['malware'], type: ['info'], action: 'malware_detected', outcome: 'unknown' },
  },
  {
    groups: /^vulnerability-detector$/,
    words: { category: ['vulnerability'], type: ['info'], action: 'vulnerability_found', outcome: 'unknown' },
  },
  {
    groups: /^sca$/,
    words: {
      category: ['configuration'],
      type: ['info'],
      action: 'configuration_checked',
      outcome: 'unknown',
    },
  },
  {
    groups: /^(?:adduser|account_changed|user_management)$/,
    words: { category: ['iam'], type: ['user', 'change'], action: 'user_changed', outcome: 'success' },
  },
  {
    groups: /^(?:authentication_failed|authentication_failures|invalid_login|win_authentication_failed)$/,
    words: { category: ['authentication'], type: ['start'], action: 'login', outcome: 'failure' },
  },
  {
    groups: /^authentication_success$/,
    words: { category: ['authentication'], type: ['start'], action: 'login', outcome: 'success' },
  },
  {
    groups: /^sudo$/,
    words: { category: ['process'], type: ['start'], action: 'sudo_command', outcome: 'success' },
  },
  {
    groups: /^(?:ids|attack|attacks|exploit_attempt|recon|sql_injection|sqlinjection)$/,
    words: {
      category: ['intrusion_detection'],
      type: ['info'],
      action: 'attack_detected',
      outcome: 'unknown',
    },
  },
  {
    groups: /^(?:web|accesslog|web_scan)$/,
    words: { category: ['web'], type: ['access'], action: 'http_request', outcome: 'unknown' },
  },
  {
    groups: /^(?:firewall|firewall_drop)$/,
    words: { category: ['network'], type: ['connection'], action: 'connection', outcome: 'unknown' },
  },
  {
    groups: /^(?:ossec|agent|agent_flooding|agent_restarting)$/,
    words: { category: ['host'], type: ['info'], action: 'agent_event', outcome: 'unknown' },
  },
];
const FILES: Readonly<Record<string, readonly [type: string, action: string]>> = {
  added: ['creation', 'file_created'],
  modified: ['change', 'file_changed'],
  deleted: ['deletion', 'file_deleted'],
};

/** Words of an alert by its rule's groups; a file that changed speaks for itself. */
export function wordsOf(groups: readonly string[], fileEvent: unknown, program: unknown): Words {
  const file =
    typeof fileEvent === 'string' && Object.hasOwn(FILES, fileEvent) ? FILES[fileEvent] : undefined;
  if (file) return { category: ['file'], type: [file[0]], action: file[1], outcome: 'success' };
  const found = KINDS.find((kind) => groups.some((group) => kind.groups.test(group)))?.words;
  if (!found)
    return { category: ['host'], type: ['info'], action: groups[0] ?? 'wazuh_alert', outcome: 'unknown' };
  // One attempt over ssh has one name, whoever tells of it.
  return found.action === 'login' && program === 'sshd' ? { ...found, action: 'ssh_login' } : { ...found };
}
