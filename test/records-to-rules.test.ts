import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logsourceOf } from '@khien/pipeline';
import { decodeRecord, type ProfileId, profileById } from '@khien/profiles';
import { loadRuleFiles } from '@khien/settings';
import { compileRules } from '@khien/sigma';

/** Samples of profiles through the shipped rules: what a device writes has to be what a rule waits for. */
const profiles = join(__dirname, '../libs/profiles/src');
const { files } = loadRuleFiles([join(__dirname, '../rules')]);
const { ruleSet } = compileRules(files.filter(({ text }) => !/^detector:/m.test(text)));
const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

function rulesOf(id: ProfileId, text: string): string[] {
  const profile = profileById(id);
  const decoded = decodeRecord({ position: 'p', receivedAt: 0, raw: text });
  if (!profile || !decoded.ok) throw new Error(id);
  const result = profile.toEvent(decoded.text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return ruleSet.match(result.event, logsourceOf(id)(result.event)).map(({ rule }) => rule.name ?? '');
}

const sample = (id: ProfileId, name: string): string =>
  readFileSync(join(profiles, id, 'samples', `${name}.raw`), 'utf8');

const FIRES: ReadonlyArray<readonly [ProfileId, string, string]> = [
  ['suricata-eve', 'alert-control-channel', 'intrusion-control-channel'],
  ['suricata-eve', 'alert-control-channel', 'intrusion-not-blocked'],
  ['suricata-eve', 'alert-blocked', 'intrusion-between-inside-machines'],
  ['suricata-eve', 'dns-answer-missing', 'dns-missing-name'],
  ['suricata-eve', 'http', 'proxy-script-agent'],
  ['suricata-eve', 'flow', 'connection-to-outside'],
  ['bind', 'transfer-out', 'dns-zone-transfer'],
  ['bind', 'answer-missing', 'dns-missing-name'],
  ['unbound', 'query', 'dns-exploit-callback'],
  ['unbound', 'reply', 'dns-missing-name'],
  ['squid', 'get', 'proxy-program-from-bare-address'],
  ['squid', 'common', 'proxy-telegram-bot'],
  ['squid', 'combined', 'proxy-script-agent'],
  ['netfilter', 'accept-zones', 'firewall-control-port-outbound'],
  ['netfilter', 'firewalld-reject', 'firewall-refused-inside'],
  ['openvpn', 'session-started', 'vpn-shared-account'],
  ['openvpn', 'sign-in-refused', 'vpn-sign-in-failed'],
  ['haproxy', 'http-denied', 'web-secret-file-probe'],
  ['haproxy', 'http-denied', 'web-missing-page'],
  ['f5-bigip', 'asm-alerted', 'waf-attack-answered'],
  ['f5-bigip', 'asm-blocked', 'waf-alert'],
  ['f5-bigip', 'audit-watch-only', 'waf-protection-off'],
  ['f5-bigip', 'audit-login', 'firewall-admin-from-internet'],
  ['f5-bigip', 'apm-refused', 'vpn-sign-in-failed'],
  ['imperva-waf', 'cloud-seen', 'waf-attack-answered'],
  ['imperva-waf', 'gateway-blocked', 'waf-alert'],
  ['imperva-waf', 'gateway-watch-only', 'waf-protection-off'],
  ['imperva-waf', 'gateway-login', 'firewall-admin-from-internet'],
  ['fortiweb', 'attack-denied', 'waf-alert'],
  ['fortiweb', 'traffic', 'web-login-post'],
  ['fortiweb', 'watch-only', 'waf-protection-off'],
  ['fortiweb', 'admin-login', 'firewall-admin-from-internet'],
  ['modsecurity', 'seen-and-answered', 'waf-attack-answered'],
  ['modsecurity', 'blocked', 'waf-alert'],
  ['anti-ddos', 'arbor-alert-started', 'denial-of-service-started'],
  ['anti-ddos', 'corero-started', 'denial-of-service-started'],
  ['anti-ddos', 'radware-started', 'denial-of-service-started'],
  ['anti-ddos', 'link-saturated', 'denial-of-service-over-capacity'],
  ['anti-ddos', 'mitigation-failed', 'denial-of-service-over-capacity'],
  ['nac', 'unknown-in-server-zone', 'nac-stranger-in-server-zone'],
  ['nac', 'unhealthy-admitted', 'nac-unhealthy-device-admitted'],
  ['nac', 'json-spoofing', 'nac-address-forged'],
  ['nac', 'fortinac-cef', 'nac-address-forged'],
  ['dhcp', 'dnsmasq-blocked', 'dns-missing-name'],
  ['postfix', 'smtpd-sasl-failed', 'mail-sign-in-failed'],
  ['postfix', 'qmgr-many-receivers', 'mail-queued-of-the-state'],
  ['postfix', 'spf-fail', 'mail-forged-agency-sender'],
  ['postfix', 'cleanup-attachment', 'mail-disguised-attachment'],
  ['postfix', 'amavis-infected', 'malware-found'],
  ['dovecot', 'imap-login', 'mail-old-protocol-from-internet'],
  ['dovecot', 'imap-login-failed', 'mail-sign-in-failed'],
  ['zimbra', 'audit-delegate', 'mail-mailbox-opened-to-other'],
  ['zimbra', 'audit-login-failed', 'mail-sign-in-failed'],
  ['zimbra', 'mailbox-smtp', 'mail-sent'],
  ['exchange-tracking', 'send-outside', 'mail-sent'],
  ['linux-auth', 'message-only-sshd', 'ssh-failed-login'],
  ['auditd', 'execve-whole', 'linux-download-and-run'],
  ['auditd', 'execve-alone', 'linux-password-file-read'],
  ['auditd', 'key-planted', 'linux-login-key-planted'],
  ['auditd', 'laurel', 'linux-web-server-started-shell'],
  ['kaspersky', 'syslog-not-cured', 'malware-in-web-folder'],
  ['kaspersky', 'syslog-not-cured', 'malware-not-removed'],
  ['kaspersky', 'syslog-protection-off', 'agent-removed'],
  ['eset', 'threat-not-handled', 'malware-in-web-folder'],
  ['eset', 'inspect-alert', 'attack-tool-found'],
  ['trend-micro', 'apex-virus-left', 'malware-not-removed'],
  ['trend-micro', 'deep-malware', 'malware-in-web-folder'],
  ['edr-dlp', 'dlp-usb-copy', 'dlp-copied-to-device'],
  ['edr-dlp', 'dlp-upload-secret', 'dlp-state-secret'],
  ['edr-dlp', 'dlp-usb-copy', 'dlp-event-of-person'],
  ['edr-dlp', 'edr-tamper', 'agent-removed'],
  ['edr-dlp', 'antivirus-left', 'malware-not-removed'],
  ['veeam', 'task-failed', 'backup-failed'],
  ['veeam', 'job-disabled', 'backup-job-switched-off'],
  ['veeam', 'restore-point-removed', 'backup-copies-deleted'],
  ['veeam', 'encryption-disabled', 'backup-protection-weakened'],
  ['veeam', 'restore-finished', 'backup-restored-elsewhere'],
  ['wazuh-alert', 'syscheck-modified', 'web-file-integrity-changed'],
  ['wazuh-alert', 'syscheck-added', 'linux-login-key-planted'],
];

/** What looks alike and is nothing to be told of. */
const SILENT: ReadonlyArray<readonly [ProfileId, string, string]> = [
  ['suricata-eve', 'dns-version-3', 'dns-missing-name'],
  ['bind', 'transfer-refused', 'dns-zone-transfer'],
  ['bind', 'transfer-in', 'dns-zone-transfer'],
  ['netfilter', 'accept-zones', 'firewall-refused-inside'],
  ['openvpn', 'signed-in', 'firewall-admin-from-internet'],
  ['f5-bigip', 'asm-blocked', 'waf-attack-answered'],
  ['imperva-waf', 'cloud-passed', 'waf-alert'],
  ['imperva-waf', 'cloud-blocked', 'waf-attack-answered'],
  ['fortiweb', 'attack-denied', 'waf-attack-answered'],
  ['modsecurity', 'no-finding', 'waf-alert'],
  ['anti-ddos', 'arbor-alert-ended', 'denial-of-service-started'],
  ['nac', 'unhealthy-held', 'nac-unhealthy-device-admitted'],
  ['nac', 'packetfence-admitted', 'nac-stranger-in-server-zone'],
];

describe('records reach the rules that wait for them', () => {
  it.each(FIRES)('%s/%s fires %s', (id, name, rule) => {
    expect(rulesOf(id, sample(id, name))).toContain(rule);
  });
  it.each(SILENT)('%s/%s leaves %s silent', (id, name, rule) => {
    expect(rulesOf(id, sample(id, name))).not.toContain(rule);
    expect(ruleSet.rules.map((one) => one.name)).toContain(rule);
  });
});
