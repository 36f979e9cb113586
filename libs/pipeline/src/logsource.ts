export interface Logsource {
  category?: string;
  product?: string;
  service?: string;
}

/**
 * What a profile's events are in Sigma's words, so that a rule for Windows is never tried on a web line.
 * A product is always named: without one, a rule that names only its own product would be tried on these events too.
 * A profile that is not here gives events of any kind: every rule is tried.
 */
export const LOGSOURCE_OF_PROFILE: Readonly<Record<string, Logsource>> = {
  'web-access': { category: 'webserver', product: 'web' },
  'linux-auth': { product: 'linux', service: 'auth' },
  'lgsp-access': { category: 'data_sharing', product: 'lgsp' },
};
