import type { Event } from '@khien/model';
import { firedBy as firedWith } from '../fired-by';

const firedBy = (profile: string, sample: string): string[] =>
  firedWith(profile, sample, (event) => ({
    ...event,
    khien: { working_time: false } as Event['khien'],
  }));

describe('records of network devices meet the rules that are written for them', () => {
  it.each([
    ['fortigate', 'traffic-guest-allowed', ['firewall-guest-to-servers']],
    ['fortigate', 'traffic-deny', ['firewall-refused-inside']],
    ['fortigate', 'traffic-accept', ['connection-to-outside']],
    ['fortigate', 'admin-login-from-outside', ['firewall-admin-from-internet', 'sign-in-from-outside']],
    ['fortigate', 'syslog-disabled', ['firewall-logging-off', 'firewall-policy-off-hours']],
    ['fortigate', 'vpn-login-failed', ['vpn-sign-in-failed', 'sign-in-failed', 'sign-in-guessed-name']],
    ['fortigate', 'vpn-tunnel-up', ['vpn-shared-account']],
    ['fortigate', 'virus-blocked', ['malware-found']],
    ['palo-alto', 'traffic-deny', ['firewall-refused-inside']],
    ['palo-alto', 'traffic-end', ['connection-to-outside']],
    ['palo-alto', 'system-admin-login', ['firewall-admin-from-internet']],
    ['palo-alto', 'globalprotect-failed', ['vpn-sign-in-failed']],
    ['palo-alto', 'globalprotect-connected', ['vpn-shared-account']],
    ['palo-alto', 'config-user-added', ['firewall-policy-off-hours']],
    ['palo-alto', 'threat-wildfire-json', ['malware-found']],
    ['check-point', 'drop-syslog', ['firewall-refused-inside']],
    ['check-point', 'antibot-splunk', ['intrusion-control-channel']],
    ['check-point', 'admin-login-json', ['firewall-admin-from-internet']],
    ['check-point', 'vpn-failed', ['vpn-sign-in-failed']],
    ['sophos-firewall', 'firewall-denied', ['firewall-refused-inside']],
    ['sophos-firewall', 'firewall-allowed', ['connection-to-outside']],
    ['sophos-firewall', 'admin-login-failed', ['sign-in-failed', 'sign-in-guessed-name']],
    ['sophos-firewall', 'vpn-login', ['vpn-shared-account']],
    ['sophos-firewall', 'virus', ['malware-found']],
    ['cisco-asa', 'built-inbound', ['firewall-admin-port-open']],
    ['cisco-asa', 'built-outbound', ['firewall-control-port-outbound']],
    ['cisco-asa', 'deny-acl', ['firewall-refused-inside']],
    ['cisco-asa', 'admin-login', ['firewall-admin-from-internet']],
    ['cisco-asa', 'vpn-rejected', ['vpn-sign-in-failed']],
    ['cisco-asa', 'command', ['firewall-logging-off', 'firewall-policy-off-hours']],
    ['cisco-asa', 'firepower-connection', ['firewall-refused-inside']],
    ['cisco-asa', 'firepower-intrusion', ['intrusion-between-inside-machines']],
    ['cisco-ios', 'access-list', ['firewall-refused-inside']],
    ['cisco-ios', 'arp-inspection', ['nac-address-forged']],
    ['cisco-ios', 'login-failed', ['sign-in-guessed-name']],
    ['cisco-ios', 'command-no-logging', ['firewall-logging-off']],
    ['cisco-ise', 'stranger-in-server-zone', ['nac-stranger-in-server-zone']],
    ['cisco-ise', 'unhealthy-admitted', ['nac-unhealthy-device-admitted']],
    ['cisco-ise', 'vpn-failed', ['sign-in-failed', 'sign-in-guessed-name']],
    ['pfsense', 'login', ['firewall-admin-from-internet']],
    ['pfsense', 'login-failed', ['sign-in-guessed-name']],
    ['pfsense', 'configuration', ['firewall-policy-off-hours']],
    ['cef', 'waf-blocked', ['waf-alert']],
    ['cef', 'edr-malware', ['malware-found']],
    ['cef', 'login-failed', ['sign-in-failed']],
    ['leef', 'virus-found', ['malware-found']],
    ['leef', 'login-failed', ['sign-in-failed']],
  ])('%s/%s fires %j', (profile, sample, rules) => {
    expect(firedBy(profile, sample)).toEqual(expect.arrayContaining(rules));
  });

  it.each([
    ['fortigate', 'traffic-accept', 'firewall-admin-port-open'],
    ['fortigate', 'webfilter-blocked', 'firewall-control-port-outbound'],
    ['fortigate', 'vpn-login-failed', 'firewall-admin-from-internet'],
    ['fortigate', 'ips-blocked', 'intrusion-not-blocked'],
    ['palo-alto', 'userid-login', 'firewall-admin-from-internet'],
    ['cisco-asa', 'teardown', 'firewall-refused-inside'],
    ['cisco-ise', 'wireless-passed', 'nac-unhealthy-device-admitted'],
    ['pfsense', 'icmp-pass', 'firewall-refused-inside'],
  ])('%s/%s does not fire %s', (profile, sample, rule) => {
    expect(firedBy(profile, sample)).not.toContain(rule);
  });
});
