/**
 * Which profile reads which kind of the independent sample records (corpus and source as the samples name them).
 * `disputed` lists expectations we hold to be wrong or of another meaning, each with the reason; they are not counted.
 */
export interface Kind {
  /** Profiles that read it: the one that recognises a record among them, else the first. */
  profiles: readonly [string, ...string[]];
  corpus: 'sekoia' | 'elastic_package';
  source: string;
  disputed?: ReadonlyArray<{ field: string; id?: RegExp; why: string }>;
}

const NO_USER = {
  field: 'user.name',
  why: 'the expectation is « - », which the format writes where nobody is named',
};

export const KINDS: readonly Kind[] = [
  {
    profiles: ['web-access', 'apache-error'],
    corpus: 'sekoia',
    source: 'apache',
    disputed: [
      {
        field: 'event.outcome',
        id: /redirect/,
        why: '« redirect » is no outcome of ECS: the server answered as asked',
      },
      {
        field: 'event.outcome',
        id: /process_id/,
        why: 'a failed read is no success because its level is info',
      },
    ],
  },
  { profiles: ['web-access', 'nginx-error'], corpus: 'sekoia', source: 'nginx' },
  { profiles: ['web-access'], corpus: 'elastic_package', source: 'apache.access', disputed: [NO_USER] },
  {
    profiles: ['web-access'],
    corpus: 'elastic_package',
    source: 'apache_basic_license.access',
    disputed: [NO_USER],
  },
  { profiles: ['apache-error'], corpus: 'elastic_package', source: 'apache.error' },
  { profiles: ['apache-error'], corpus: 'elastic_package', source: 'apache_basic_license.error' },
  { profiles: ['nginx-error'], corpus: 'elastic_package', source: 'nginx.error' },
  { profiles: ['nginx-error'], corpus: 'elastic_package', source: 'nginx_multiple_services.error' },
  { profiles: ['iis-w3c'], corpus: 'sekoia', source: 'microsoft-iis' },
  { profiles: ['web-access'], corpus: 'elastic_package', source: 'nginx.access' },
  { profiles: ['web-access'], corpus: 'elastic_package', source: 'nginx_multiple_services.access' },
  {
    profiles: ['windows-event'],
    corpus: 'sekoia',
    source: 'windows',
    disputed: [
      {
        field: 'user.name',
        id: /ad_fs_auditing_failure/,
        why: 'the account of the log service, made into a host name by anonymising; the audit itself names who signed in (UserId)',
      },
      {
        field: 'user.name',
        id: /defender_1116/,
        why: 'the account of the log service; the event names the person (Detection User)',
      },
    ],
  },
  {
    profiles: ['windows-event'],
    corpus: 'sekoia',
    source: 'azure-windows',
    disputed: [
      {
        field: 'event.action',
        id: /kerberos/,
        why: 'a word of its own for 4624; ours is that of every other shipper',
      },
    ],
  },
  {
    profiles: ['windows-event'],
    corpus: 'sekoia',
    source: 'winlogbeat',
    disputed: [
      {
        field: 'user.name',
        id: /security_event_(?:4672|4688|4689|5140)/,
        why: 'a computer account ends in $ in every other shipper and in rules',
      },
      {
        field: 'event.action',
        id: /security_event_(?:4634|4672)/,
        why: 'sign-ins and account changes have one word for every shipper: rules name it',
      },
    ],
  },
  { profiles: ['windows-event'], corpus: 'sekoia', source: 'log-insight-windows' },
  { profiles: ['windows-event'], corpus: 'elastic_package', source: 'system.security' },
  {
    profiles: ['fortigate'],
    corpus: 'sekoia',
    source: 'fortigate',
    disputed: [
      {
        field: 'event.action',
        id: /\/vpn\.STANDARD/,
        why: 'the name of the certificate list; the record says action="info"',
      },
    ],
  },
  { profiles: ['fortigate'], corpus: 'sekoia', source: 'fortiproxy' },
  { profiles: ['cef', 'fortigate', 'palo-alto'], corpus: 'sekoia', source: 'cef' },
  { profiles: ['suricata-eve'], corpus: 'sekoia', source: 'suricata' },
  {
    profiles: ['palo-alto'],
    corpus: 'sekoia',
    source: 'paloalto-ngfw',
    disputed: [
      {
        field: 'user.name',
        id: /test_system_event_14/,
        why: 'the full stop is the sentence’s: "for user john.doe. Reason: …"',
      },
    ],
  },
  { profiles: ['palo-alto'], corpus: 'sekoia', source: 'paloalto-prisma-access' },
  {
    profiles: ['bind'],
    corpus: 'sekoia',
    source: 'bind',
    disputed: [
      {
        field: 'source.ip',
        id: /resolution_log/,
        why: 'the address is of the server that could not be asked: the destination',
      },
    ],
  },
  { profiles: ['unbound'], corpus: 'sekoia', source: 'unbound' },
  {
    profiles: ['cisco-asa'],
    corpus: 'sekoia',
    source: 'cisco-secure-firewall',
    disputed: [
      { field: 'event.action', id: /199019/, why: 'a piece of the message, with its line end, is no action' },
      { field: 'user.name', id: /FTD_430003/, why: '"Not Found" says that there is no user' },
      {
        field: 'source.ip',
        id: /test_group_1_3/,
        why: 'the address the gateway gave; whoever connects is the one in IP <…>',
      },
    ],
  },
  {
    profiles: ['cisco-asa'],
    corpus: 'elastic_package',
    source: 'cisco_asa.log',
  },
  {
    profiles: ['cisco-ios'],
    corpus: 'sekoia',
    source: 'cisco-ios',
    disputed: [{ field: 'host.name', id: /model_rpc/, why: '012345 is the sequence number before the time' }],
  },
  {
    profiles: ['cisco-ios'],
    corpus: 'sekoia',
    source: 'cisco-nx-os',
    disputed: [
      {
        field: 'destination.ip',
        id: /vshd_syslog_config/,
        why: 'the address the person configures from: the source',
      },
    ],
  },
  { profiles: ['keycloak'], corpus: 'sekoia', source: 'keycloak-events' },
  { profiles: ['squid'], corpus: 'sekoia', source: 'squid' },
  { profiles: ['netfilter'], corpus: 'sekoia', source: 'netfilter' },
  {
    profiles: ['postfix'],
    corpus: 'sekoia',
    source: 'postfix',
    disputed: [
      {
        field: 'event.outcome',
        id: /postfix_local|smtp_relay|connection_limited/,
        why: 'status=deferred, or the other host refused: the message did not arrive',
      },
      {
        field: 'event.outcome',
        id: /smtpd2|smtpd_connection/,
        why: 'the connection broke off before the client ended it',
      },
    ],
  },
  { profiles: ['openvpn'], corpus: 'sekoia', source: 'openvpn' },
  {
    profiles: ['haproxy'],
    corpus: 'sekoia',
    source: 'haproxy',
    disputed: [{ field: 'event.outcome', why: '« ip-safe » is a verdict on the address, no outcome of ECS' }],
  },
  {
    profiles: ['cisco-ise'],
    corpus: 'sekoia',
    source: 'cisco-ise',
    disputed: [
      { field: 'user.name', id: /network_warm1/, why: 'N/A is nobody, and stands in Calling Station Id' },
    ],
  },
  {
    profiles: ['freeradius'],
    corpus: 'sekoia',
    source: 'freeradius',
    disputed: [
      {
        field: 'host.name',
        id: /ignoring_request/,
        why: '« default » is the virtual server inside the daemon, no machine',
      },
    ],
  },
  {
    profiles: ['openldap'],
    corpus: 'sekoia',
    source: 'openldap',
    disputed: [
      {
        field: 'user.name',
        id: /test_mod/,
        why: 'the entry that is changed (user.target), not who changes it',
      },
    ],
  },
  {
    profiles: ['linux-auth'],
    corpus: 'sekoia',
    source: 'openssh',
    disputed: [
      {
        field: 'event.outcome',
        id: /connection_closed_invalid|connection_reset|tests\/disconnected\.json/,
        why: 'before signing in: nobody got in, so the attempt did not succeed',
      },
      { field: 'event.outcome', id: /pam_check_pass/, why: '« user unknown » is a failed check' },
      { field: 'user.name', id: /pam_check_pass/, why: '« user unknown » names nobody' },
      { field: 'user.name', id: /publickey_2/, why: 'the account of the machine is the whole name (sssd)' },
    ],
  },
  {
    profiles: ['linux-auth'],
    corpus: 'elastic_package',
    source: 'system.auth',
    disputed: [
      {
        field: 'user.name',
        id: /test-auth\.log:1[01]/,
        why: 'the account that was made is user.target; who made it is not said',
      },
      {
        field: 'user.name',
        id: /test-timestamp\.log:1/,
        why: 'the session is root’s; who opened it is kept beside',
      },
      {
        field: 'event.action',
        id: /test-auth\.log:3/,
        why: 'sshd also writes the attempt itself: one attempt is one ssh_login',
      },
      { field: 'event.action', id: /test-timestamp/, why: 'a word for a session opened by sudo; no sign-in' },
    ],
  },
  { profiles: ['linux-auth'], corpus: 'elastic_package', source: 'system.syslog' },
  { profiles: ['check-point'], corpus: 'sekoia', source: 'checkpoint' },
  { profiles: ['f5-bigip'], corpus: 'sekoia', source: 'f5-big-ip' },
  {
    profiles: ['rsa-securid'],
    corpus: 'sekoia',
    source: 'rsa-securid',
    disputed: [
      {
        field: 'user.name',
        id: /rsaadmin/,
        why: 'root is whom the command ran as (user.effective); rsaadmin is who ran it',
      },
    ],
  },
  { profiles: ['sophos-firewall'], corpus: 'sekoia', source: 'sophos firewall' },
  { profiles: ['pfsense'], corpus: 'sekoia', source: 'openbsd-packet-filter' },
  { profiles: ['imperva-waf'], corpus: 'sekoia', source: 'imperva-waf' },
  {
    profiles: ['fortiweb', 'fortigate'],
    corpus: 'sekoia',
    source: 'fortiweb',
    disputed: [
      { field: 'user.name', id: /https_traffic/, why: '« Unknown » is what the device writes for nobody' },
    ],
  },
  { profiles: ['kaspersky'], corpus: 'sekoia', source: 'kaspersky_endpoint_security' },
  { profiles: ['eset'], corpus: 'sekoia', source: 'eset_protect' },
  { profiles: ['trend-micro'], corpus: 'sekoia', source: 'deep-security' },
  {
    profiles: ['trend-micro'],
    corpus: 'sekoia',
    source: 'trend-micro-apex-one',
    disputed: [
      {
        field: 'source.ip',
        id: /spyware|virus_malware/,
        why: 'dst is the machine the virus was found on: host.ip; nothing came from it',
      },
      { field: 'user.name', why: 'the domain goes to user.domain' },
    ],
  },
  { profiles: ['ecs-json'], corpus: 'sekoia', source: 'auditbeat' },
  { profiles: ['veeam'], corpus: 'sekoia', source: 'veeam_backup' },
];
