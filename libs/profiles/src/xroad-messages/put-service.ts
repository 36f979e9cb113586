import type { Draft } from '../draft/open-draft';

/** Services of the security servers themselves: they move no data of citizens. */
const META: ReadonlySet<string> = new Set([
  'listMethods',
  'allowedMethods',
  'getWsdl',
  'getOpenAPI',
  'getSecurityServerOperationalData',
  'getSecurityServerHealthData',
  'getSecurityServerMetrics',
  'authCertDeletion',
  'clientReg',
  'clientDeletion',
  'ownerChange',
  'addressChange',
]);
const TYPES: Readonly<Record<string, readonly [string, string]>> = {
  GET: ['access', 'data_read'],
  HEAD: ['access', 'data_read'],
  PUT: ['change', 'data_write'],
  PATCH: ['change', 'data_write'],
  DELETE: ['deletion', 'data_delete'],
};

export interface Call {
  succeeded: boolean | undefined;
  /** Fault code of the security server (`Server.ServerProxy.AccessDenied`). */
  fault?: string | undefined;
  method?: string | undefined;
  service?: string | undefined;
}

/** What a call over the bus is, in the words of the rules for data sharing. */
export function sayCall(draft: Draft, { succeeded, fault = '', method = '', service }: Call): void {
  const denied = /AccessDenied|SslAuthenticationFailed|UnknownMember/i.test(fault);
  const meta = service !== undefined && META.has(service);
  const [type, action] = meta
    ? ['access', 'metadata_read']
    : (TYPES[method.toUpperCase()] ?? ['access', 'service_call']);
  draft.say({
    category: meta ? ['api'] : ['api', 'database'],
    type: denied ? [type, 'denied'] : succeeded === false ? [type, 'error'] : [type],
    action,
    outcome: succeeded === undefined ? 'unknown' : succeeded ? 'success' : 'failure',
  });
  draft.put('access.channel', 'lgsp');
  draft.put('service.name', service);
  if (meta) return;
  draft.put('access.dataset', service);
  if (denied) draft.put('access.authorisation', 'denied');
  else if (succeeded) draft.put('access.authorisation', 'granted');
}
