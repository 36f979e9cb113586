import { antiDdos } from './anti-ddos/profile';
import { apacheError } from './apache-error/profile';
import { auditd } from './auditd/profile';
import { bind } from './bind/profile';
import { cas } from './cas/profile';
import { cef } from './cef/profile';
import { checkPoint } from './check-point/profile';
import { ciscoAsa } from './cisco-asa/profile';
import { ciscoIos } from './cisco-ios/profile';
import { ciscoIse } from './cisco-ise/profile';
import { ckan } from './ckan/profile';
import { dhcp } from './dhcp/profile';
import { dovecot } from './dovecot/profile';
import { ecsJson } from './ecs-json/profile';
import { edrDlp } from './edr-dlp/profile';
import { eset } from './eset/profile';
import { exchangeTracking } from './exchange-tracking/profile';
import { f5Bigip } from './f5-bigip/profile';
import { fortigate } from './fortigate/profile';
import { fortiweb } from './fortiweb/profile';
import { freeradius } from './freeradius/profile';
import { haproxy } from './haproxy/profile';
import { iisW3c } from './iis-w3c/profile';
import { impervaWaf } from './imperva-waf/profile';
import { kaspersky } from './kaspersky/profile';
import { keycloak } from './keycloak/profile';
import { leef } from './leef/profile';
import { lgspAccess } from './lgsp-access/profile';
import { linuxAuth } from './linux-auth/profile';
import { modsecurity } from './modsecurity/profile';
import { mongodbAudit } from './mongodb-audit/profile';
import { mssqlAudit } from './mssql-audit/profile';
import { mysqlAudit } from './mysql-audit/profile';
import { nac } from './nac/profile';
import { netfilter } from './netfilter/profile';
import { nginxError } from './nginx-error/profile';
import { openldap } from './openldap/profile';
import { openvpn } from './openvpn/profile';
import { oracleAudit } from './oracle-audit/profile';
import { paloAlto } from './palo-alto/profile';
import { pfsense } from './pfsense/profile';
import { postfix } from './postfix/profile';
import { postgresql } from './postgresql/profile';
import type { Profile } from './profile';
import { rsaSecurid } from './rsa-securid/profile';
import { sophosFirewall } from './sophos-firewall/profile';
import { squid } from './squid/profile';
import { suricataEve } from './suricata-eve/profile';
import { tomcat } from './tomcat/profile';
import { trendMicro } from './trend-micro/profile';
import { unbound } from './unbound/profile';
import { veeam } from './veeam/profile';
import { wazuhAlert } from './wazuh-alert/profile';
import { webAccess } from './web-access/profile';
import { windowsEvent } from './windows-event/profile';
import { wso2Apim } from './wso2-apim/profile';
import { xroadMessages } from './xroad-messages/profile';
import { zimbra } from './zimbra/profile';

/** Every profile, by its id. A new one is a folder and a line here. */
export const PROFILES = {
  'web-access': webAccess,
  'nginx-error': nginxError,
  'apache-error': apacheError,
  'linux-auth': linuxAuth,
  'ecs-json': ecsJson,
  'lgsp-access': lgspAccess,
  fortigate,
  cef,
  leef,
  pfsense,
  'sophos-firewall': sophosFirewall,
  'check-point': checkPoint,
  'cisco-ise': ciscoIse,
  'cisco-ios': ciscoIos,
  'cisco-asa': ciscoAsa,
  'palo-alto': paloAlto,
  'windows-event': windowsEvent,
  'iis-w3c': iisW3c,
  'suricata-eve': suricataEve,
  tomcat,
  'wso2-apim': wso2Apim,
  ckan,
  bind,
  unbound,
  keycloak,
  postgresql,
  squid,
  netfilter,
  postfix,
  'mysql-audit': mysqlAudit,
  openvpn,
  haproxy,
  'mssql-audit': mssqlAudit,
  dovecot,
  dhcp,
  freeradius,
  openldap,
  cas,
  'oracle-audit': oracleAudit,
  zimbra,
  'f5-bigip': f5Bigip,
  'mongodb-audit': mongodbAudit,
  'exchange-tracking': exchangeTracking,
  'rsa-securid': rsaSecurid,
  'imperva-waf': impervaWaf,
  'xroad-messages': xroadMessages,
  fortiweb,
  modsecurity,
  auditd,
  kaspersky,
  'anti-ddos': antiDdos,
  eset,
  nac,
  'trend-micro': trendMicro,
  veeam,
  'edr-dlp': edrDlp,
  'wazuh-alert': wazuhAlert,
} satisfies Record<string, Profile>;
export type ProfileId = keyof typeof PROFILES;

/** Below this a profile only does not rule the text out. */
const SURE_ENOUGH = 0.3;

/** The profiles a process knows: those above, and those of its mappings. */
export interface ProfileBook {
  byId(id: string): Profile | undefined;
  /** The profile a record looks like most; undefined when it looks like none. */
  recognise(text: string): Profile | undefined;
  ids(): string[];
}

/** `mapped` comes from `parseMappings`; its ids begin with `mapped:`, so they take nobody's place. */
export function createProfileBook(mapped: readonly Profile[] = []): ProfileBook {
  const profiles: ReadonlyMap<string, Profile> = new Map<string, Profile>([
    ...Object.entries(PROFILES),
    ...mapped.map((profile) => [profile.id, profile] as const),
  ]);
  return {
    byId: (id) => profiles.get(id),
    ids: () => [...profiles.keys()],
    recognise(text) {
      let best: { profile: Profile; score: number } | undefined;
      for (const profile of profiles.values()) {
        const score = profile.recognise(text);
        if (score >= SURE_ENOUGH && score > (best?.score ?? 0)) best = { profile, score };
      }
      return best?.profile;
    },
  };
}

const SHIPPED = createProfileBook();

export function profileById(id: string): Profile | undefined {
  return SHIPPED.byId(id);
}

/** The profile of this registry a record looks like most; undefined when it looks like none. */
export function recogniseProfile(text: string): Profile | undefined {
  return SHIPPED.recognise(text);
}
