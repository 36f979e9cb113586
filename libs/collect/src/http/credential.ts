import type { IncomingMessage } from 'node:http';

const SCHEME = /^(Bearer|Basic|ApiKey|Splunk) +([!-~]{1,4096}) *$/i;

/**
 * The token a request shows, in whatever way its sender can: `Bearer TOKEN`, `Splunk TOKEN`, `Basic` with the token as password,
 * `ApiKey` with the token as key. Undefined without one.
 */
export function tokenOf(req: IncomingMessage): string | undefined {
  const [, scheme = '', value = ''] = SCHEME.exec(req.headers.authorization ?? '') ?? [];
  if (value === '') return undefined;
  if (/^(bearer|splunk)$/i.test(scheme)) return value;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : pair.slice(colon + 1) || undefined;
}
