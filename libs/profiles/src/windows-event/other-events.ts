import type { EventWords } from './security-events';

/** Other logs: channel (the service name of Sigma), id, action, categories, types. `*` stands for every other id of the channel. */
const TABLE = `
sysmon 1 process-created process start
sysmon 2 file-creation-time-changed file change
sysmon 3 network-connection network start,connection,protocol
sysmon 4 sysmon-state-changed process change
sysmon 5 process-ended process end
sysmon 6 driver-loaded driver start
sysmon 7 image-loaded library,process start,change
sysmon 8 remote-thread-created process change
sysmon 9 raw-access-read process access
sysmon 10 process-accessed process access
sysmon 11 file-created file creation
sysmon 12 registry-key-changed registry,configuration change
sysmon 13 registry-value-set registry,configuration change
sysmon 14 registry-renamed registry,configuration change
sysmon 15 file-stream-created file creation
sysmon 16 sysmon-config-changed configuration change
sysmon 17 pipe-created file creation
sysmon 18 pipe-connected file access
sysmon 19 wmi-filter-changed configuration creation
sysmon 20 wmi-consumer-changed configuration creation
sysmon 21 wmi-binding-changed configuration creation
sysmon 22 dns-query network protocol,info
sysmon 23 file-deleted file deletion
sysmon 24 clipboard-changed host change
sysmon 25 process-tampered process change
sysmon 26 file-deleted file deletion
sysmon 27 executable-blocked file denied
sysmon 28 shredding-blocked file denied
sysmon 29 executable-detected file creation
sysmon 255 sysmon-error process error
powershell 4100 powershell-error process error
powershell 4103 module-logged process info
powershell 4104 script-block-logged process info
powershell 4105 script-started process start
powershell 4106 script-stopped process end
powershell * powershell-event process info
powershell-classic 400 engine-started process start
powershell-classic 403 engine-stopped process end
powershell-classic 600 provider-started process info
powershell-classic 800 pipeline-executed process info
powershell-classic * powershell-event process info
system 104 system-log-cleared configuration admin,change
system 6005 event-log-started host start
system 6006 event-log-stopped host end
system 6008 unexpected-shutdown host error
system 1074 shutdown-requested host end
system 7030 service-error process error
system 7034 service-crashed process error
system 7036 service-state-changed process change
system 7040 service-start-type-changed configuration change
system 7045 service-installed configuration,iam admin,creation
system 16968 remote-calls-to-sam-audited configuration info
windefend 1006 malware-detected malware info
windefend 1007 malware-action-taken malware info
windefend 1008 malware-clean_failed malware error
windefend 1015 suspicious-behaviour-detected malware info
windefend 1116 malware-detected malware info
windefend 1117 malware-action-taken malware info
windefend 1118 malware-clean_failed malware error
windefend 1119 malware-clean_failed malware error
windefend 1121 attack-surface-rule-blocked intrusion_detection denied
windefend 1122 attack-surface-rule-audited intrusion_detection info
windefend 1150 protection-healthy host info
windefend 1151 protection-healthy host info
windefend 5001 protection_disabled configuration change
windefend 5004 protection-configuration-changed configuration change
windefend 5007 protection-configuration-changed configuration change
windefend 5010 protection_disabled configuration change
windefend 5012 protection_disabled configuration change
windefend 5013 tamper_detected configuration denied
windefend * protection-event host info
taskscheduler 106 scheduled-task-created configuration creation
taskscheduler 129 scheduled-task-started process start
taskscheduler 140 scheduled-task-updated configuration change
taskscheduler 141 scheduled-task-deleted configuration deletion
taskscheduler 200 scheduled-task-started process start
taskscheduler 201 scheduled-task-ended process end
terminalservices-localsessionmanager 21 session-logged-in authentication,session start
terminalservices-localsessionmanager 23 session-logged-out session end
terminalservices-localsessionmanager 24 session-disconnected session end
terminalservices-localsessionmanager 25 session-reconnected authentication,session start
terminalservices-remoteconnectionmanager 1149 remote-desktop-authenticated authentication start
bits-client 3 transfer-job-created network info
bits-client 59 transfer-started network start
bits-client 60 transfer-stopped network end
bits-client * transfer-event network info
applocker 8002 execution-allowed process allowed
applocker 8003 execution-audited process info
applocker 8004 execution-blocked process denied
applocker 8005 execution-allowed process allowed
applocker 8006 execution-audited process info
applocker 8007 execution-blocked process denied
ntlm 8001 ntlm-outgoing-blocked authentication info
ntlm 8004 ntlm-audited authentication info
wmi 5857 wmi-provider-started process start
wmi 5861 wmi-consumer-bound configuration creation
smbserver-security 551 smb-logon-failed authentication start
smbserver-security * smb-event network info
dns-client * dns-query network protocol,info
dns-server * dns-event network protocol,info
dns-server-analytic 256 dns-query network protocol,info
dns-server-analytic 257 dns-response network protocol,info
firewall-as 2004 firewall-rule-added configuration creation
firewall-as 2005 firewall-rule-changed configuration change
firewall-as 2006 firewall-rule-deleted configuration deletion
firewall-as * firewall-setting-changed configuration change
`;

const WORDS: ReadonlyMap<string, EventWords> = new Map(
  TABLE.trim()
    .split('\n')
    .map((row): [string, EventWords] => {
      const [service = '', code = '', action = '', category = '', type = ''] = row.split(' ');
      return [`${service} ${code}`, { action, category: category.split(','), type: type.split(',') }];
    }),
);

export function wordsOf(service: string, code: string): EventWords | undefined {
  return WORDS.get(`${service} ${code}`) ?? WORDS.get(`${service} *`);
}
