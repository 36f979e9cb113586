/**
 * Minutes of silence after which a source counts as silent when its entry does not say: 5 where records come all the time and an attack shows first
 * (bus, firewalls, sensors), 15 for what people use all day, 30 for the rest. By the name of the profile, so that a new one of a kind is in already.
 */
const BY_KIND: ReadonlyArray<readonly [minutes: number, profiles: RegExp]> = [
  [
    5,
    /^(?:lgsp|xroad|wso2|fortigate|palo-alto|check-?point|cisco-asa|sophos|pfsense|netfilter|suricata|snort|zeek|anti-ddos|haproxy|f5)/,
  ],
  [
    15,
    /^(?:web-|nginx|apache|iis|tomcat|ckan|modsecurity|fortiweb|imperva|keycloak|cas$|openldap|freeradius|cisco-i|windows|linux|auditd|bind|unbound|squid|dhcp|postgresql|mysql|mssql|oracle|mongodb)/,
  ],
];
const OTHERS = 30;

export function silenceMinutesOf(profile: unknown): number {
  if (typeof profile !== 'string') return OTHERS;
  return BY_KIND.find(([, profiles]) => profiles.test(profile))?.[0] ?? OTHERS;
}

/** A source as it was written, with the silence of its kind where none is stated. */
export function withSilence(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'silenceMinutes' in value)
    return value;
  return { ...value, silenceMinutes: silenceMinutesOf('profile' in value ? value.profile : undefined) };
}
