import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadRules } from '@khien/pipeline';
import { profileById } from '@khien/profiles';

/**
 * From the raw record to the rule that must fire: profile, field mappings of config/pipelines and shipped rules together, as the
 * worker runs them. A rule may match its own examples and still never see an event, when a mapping renames its fields.
 */
const ROOT = resolve(__dirname, '../..');
const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

function sourcesOf(folder: string): Array<{ file: string; text: string }> {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesOf(path);
    return entry.name.endsWith('.yml') ? [{ file: path, text: readFileSync(path, 'utf8') }] : [];
  });
}

const { detection } = loadRules(sourcesOf(join(ROOT, 'rules')), sourcesOf(join(ROOT, 'config/pipelines')));

function firedBy(profile: string, sample: string): Array<string | undefined> {
  const reader = profileById(profile);
  const text = readFileSync(join(ROOT, 'libs/profiles/src', profile, 'samples', `${sample}.raw`), 'utf8');
  const result = reader?.toEvent(text.trimEnd(), CONTEXT);
  if (!reader || !result?.ok) throw new Error(`${profile}/${sample} is no event`);
  const { logsource } = reader;
  const routed = typeof logsource === 'function' ? logsource(result.event) : logsource;
  return detection.ruleSet.match(result.event, routed).map(({ rule }) => rule.name);
}

describe('shipped rules fire on records of the kinds they are for', () => {
  it.each([
    ['windows-event', 'logon-remote-desktop-xml', 'remote-desktop-from-internet'],
    ['windows-event', 'logon-disabled-account-nxlog', 'disabled-account-tried'],
    ['windows-event', 'group-member-added-winlogbeat', 'directory-privileged-group'],
    ['windows-event', 'group-member-added-winlogbeat', 'account-made-privileged'],
    ['windows-event', 'kerberos-weak-ticket-snare', 'kerberos-weak-ticket'],
    ['windows-event', 'audit-policy-azure', 'audit-policy-removed'],
    ['windows-event', 'account-created-dump', 'windows-hidden-account-created'],
    ['windows-event', 'log-cleared-xml', 'windows-log-cleared'],
    ['windows-event', 'replication-winlogbeat', 'directory-replication-by-user'],
    ['windows-event', 'powershell-script-wazuh', 'powershell-attack-script'],
    ['windows-event', 'sysmon-process-xml', 'windows-document-started-shell'],
    ['windows-event', 'sysmon-process-xml', 'powershell-download-and-run'],
    ['windows-event', 'sysmon-registry-nxlog', 'windows-run-key-program'],
    ['windows-event', 'defender-malware-nxlog', 'attack-tool-found'],
    ['keycloak', 'disabled-user-json', 'disabled-account-tried'],
    ['keycloak', 'totp-removed', 'second-factor-removed'],
    ['keycloak', 'rest-admin-role', 'administrator-role-granted'],
    ['keycloak', 'admin-events-off', 'identity-audit-disabled'],
    ['keycloak', 'impersonation-ietf', 'session-taken-over-by-admin'],
    ['cas', 'login-disabled-json', 'disabled-account-tried'],
    ['cas', 'surrogate', 'session-taken-over-by-admin'],
    ['cas', 'service-saved', 'application-secret-created'],
    ['freeradius', 'disabled-account', 'disabled-account-tried'],
    ['rsa-securid', 'token-removed', 'second-factor-removed'],
  ])('%s/%s: %s', (profile, sample, rule) => {
    expect(firedBy(profile, sample)).toContain(rule);
  });

  it.each([
    ['keycloak', 'rest-event'],
    ['cas', 'logout-syslog'],
    ['rsa-securid', 'logout'],
    ['windows-event', 'unknown-channel-fluent-bit'],
    ['windows-event', 'locked-out-text'],
    ['openldap', 'search-result'],
  ])('%s/%s is no sign-in and no alarm', (profile, sample) => {
    expect(firedBy(profile, sample)).toEqual([]);
  });
});
