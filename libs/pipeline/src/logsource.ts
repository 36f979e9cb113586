export interface Logsource {
  category?: string;
  product?: string;
  service?: string;
}

/**
 * What a profile's events are in Sigma's words, so that a rule for Windows is never tried on a web line.
 * A profile that is not here gives events of any kind: every rule is tried.
 */
export const LOGSOURCE_OF_PROFILE: Readonly<Record<string, Logsource>> = {
  'web-access': { category: 'webserver' },
  'linux-auth': { product: 'linux', service: 'auth' },
  'lgsp-access': { category: 'data_sharing' },
};
