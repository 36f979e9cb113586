import type { Logsource } from '../rule/rule-model';

/** Rule categories of each Sysmon event id; registry events belong to a general and a special one. */
const SYSMON: Record<number, string[]> = {
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

const POWERSHELL: Record<number, string> = {
  400: 'ps_classic_start',
  600: 'ps_classic_provider_start',
  800: 'ps_module',
  4103: 'ps_module',
  4104: 'ps_script',
};

/** Channels (lower case) and the service names that rules give them. */
const SERVICES: Record<string, string> = {
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
  'microsoft-windows-dns-client/operational': 'dns-client',
  'microsoft-windows-terminalservices-localsessionmanager/operational':
    'terminalservices-localsessionmanager',
  'microsoft-windows-windows firewall with advanced security/firewall': 'firewall-as',
  'dns server': 'dns-server',
  'directory service': 'ldap',
};

/**
 * Log sources of a Windows event, from its channel and event id: give the result to `RuleSet.match`. An unknown
 * channel gives the product only, so no rule is skipped by guessing.
 */
export function windowsLogsource(channel: string, eventId: number): Logsource[] {
  const service = SERVICES[channel.toLowerCase()];
  if (service === undefined) return [{ product: 'windows' }];
  const categories = categoriesOf(service, eventId);
  if (categories.length === 0) return [{ product: 'windows', service }];
  return categories.map((category) => ({ product: 'windows', service, category }));
}

function categoriesOf(service: string, eventId: number): string[] {
  if (service === 'sysmon') return SYSMON[eventId] ?? [];
  if (service === 'security') return eventId === 4688 ? ['process_creation'] : [NO_CATEGORY];
  const powershell = service.startsWith('powershell') ? POWERSHELL[eventId] : undefined;
  return [powershell ?? NO_CATEGORY];
}

/** Set on purpose: rules of a category do not read these channels, so they must conflict. */
const NO_CATEGORY = 'none';
