import type { EventDraft } from '@khien/model';
import type { Logsource } from '../profile';

/** Rule categories of each Sysmon event id; registry events belong to a general and a special one. https://sigmahq.io/docs/basics/log-sources.html */
const SYSMON: Readonly<Record<string, readonly string[]>> = {
  1: ['process_creation'],
  2: ['file_change'],
  3: ['network_connection'],
  4: ['sysmon_status'],
  5: ['process_termination'],
  6: ['driver_load'],
  7: ['image_load'],
  8: ['create_remote_thread'],
  9: ['raw_access_thread'],
  10: ['process_access'],
  11: ['file_event'],
  12: ['registry_event', 'registry_add', 'registry_delete'],
  13: ['registry_event', 'registry_set'],
  14: ['registry_event', 'registry_rename'],
  15: ['create_stream_hash'],
  16: ['sysmon_status'],
  17: ['pipe_created'],
  18: ['pipe_created'],
  19: ['wmi_event'],
  20: ['wmi_event'],
  21: ['wmi_event'],
  22: ['dns_query'],
  23: ['file_delete'],
  24: ['clipboard_capture'],
  25: ['process_tampering'],
  26: ['file_delete'],
  27: ['file_block_executable', 'file_block'],
  28: ['file_block_shredding', 'file_block'],
  29: ['file_executable_detected'],
  255: ['sysmon_error'],
};
const POWERSHELL: Readonly<Record<string, string>> = {
  400: 'ps_classic_start',
  600: 'ps_classic_provider_start',
  800: 'ps_module',
  4103: 'ps_module',
  4104: 'ps_script',
};
/** Channels (lower case) and the service names that rules give them. */
const SERVICES: Readonly<Record<string, string>> = {
  security: 'security',
  system: 'system',
  application: 'application',
  'microsoft-windows-sysmon/operational': 'sysmon',
  'windows powershell': 'powershell-classic',
  'microsoft-windows-powershell/operational': 'powershell',
  'powershellcore/operational': 'powershell',
  'microsoft-windows-windows defender/operational': 'windefend',
  'microsoft-windows-taskscheduler/operational': 'taskscheduler',
  'microsoft-windows-wmi-activity/operational': 'wmi',
  'microsoft-windows-ntlm/operational': 'ntlm',
  'microsoft-windows-bits-client/operational': 'bits-client',
  'microsoft-windows-codeintegrity/operational': 'codeintegrity-operational',
  'microsoft-windows-applocker/exe and dll': 'applocker',
  'microsoft-windows-applocker/msi and script': 'applocker',
  'microsoft-windows-applocker/packaged app-deployment': 'applocker',
  'microsoft-windows-applocker/packaged app-execution': 'applocker',
  'microsoft-windows-dns-client/operational': 'dns-client',
  'microsoft-windows-dnsserver/analytical': 'dns-server-analytic',
  'microsoft-windows-dnsserver/audit': 'dns-server-audit',
  'microsoft-windows-terminalservices-localsessionmanager/operational':
    'terminalservices-localsessionmanager',
  'microsoft-windows-terminalservices-remoteconnectionmanager/operational':
    'terminalservices-remoteconnectionmanager',
  'microsoft-windows-windows firewall with advanced security/firewall': 'firewall-as',
  'microsoft-windows-printservice/admin': 'printservice-admin',
  'microsoft-windows-printservice/operational': 'printservice-operational',
  'microsoft-windows-smbclient/security': 'smbclient-security',
  'microsoft-windows-smbserver/security': 'smbserver-security',
  'microsoft-windows-ldap-client/debug': 'ldap_debug',
  'microsoft-windows-driverframeworks-usermode/operational': 'driver-framework',
  'microsoft-windows-appxdeployment-server/operational': 'appxdeployment-server',
  'microsoft-windows-shell-core/operational': 'shell-core',
  'microsoft-windows-openssh/operational': 'openssh',
  'openssh/operational': 'openssh',
  'microsoft-windows-vhdmp/operational': 'vhdmp',
  'microsoft-windows-certificateservicesclient-lifecycle-system/operational':
    'certificateservicesclient-lifecycle-system',
  'microsoft-windows-capi2/operational': 'capi2',
  'msexchange management': 'msexchange-management',
  'dns server': 'dns-server',
  'directory service': 'ldap',
};

/** Sigma's name of a channel; undefined for channels it has none for. */
export function serviceOf(channel: string | undefined): string | undefined {
  const name = channel?.toLowerCase();
  return name !== undefined && Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
}

/** Categories that rules of every platform use, from what the event says of itself. */
const GENERAL = ['authentication', 'iam'];
/** Set on purpose: rules of a category do not read such events, so they must conflict. */
const NO_CATEGORY = 'none';

/** Log sources of a Windows event. An unknown channel gives the product only, so that no rule is skipped by guessing. */
export function windowsLogsource(event: EventDraft): Logsource | Logsource[] {
  const service = serviceOf(event.log?.logger);
  if (service === undefined) return { product: 'windows' };
  const categories = categoriesOf(service, event);
  const [only, ...others] = categories.map((category) => ({ product: 'windows', service, category }));
  if (!only) return { product: 'windows', service };
  return others.length > 0 ? [only, ...others] : only;
}

function categoriesOf(service: string, { event }: EventDraft): readonly string[] {
  const code = event.code ?? '';
  if (service === 'sysmon') return (Object.hasOwn(SYSMON, code) ? SYSMON[code] : undefined) ?? [];
  if (service === 'windefend') return ['antivirus'];
  if (service === 'security' && code === '4688') return ['process_creation'];
  if (service.startsWith('powershell'))
    return [(Object.hasOwn(POWERSHELL, code) ? POWERSHELL[code] : undefined) ?? NO_CATEGORY];
  const general = GENERAL.filter((category) => event.category?.includes(category));
  return general.length > 0 ? general : [NO_CATEGORY];
}
