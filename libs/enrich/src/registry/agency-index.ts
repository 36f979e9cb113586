import type { Agency, EventDraft } from '@khien/model';
import { compileCidrTable } from './cidr-table';

/** No name of the DNS is longer. */
const LONGEST_NAME = 254;

/**
 * The agency an event's actor belongs to: by the domain of the account (mail or directory), by the consumer the bus names, then by the network it comes from.
 * The most specific domain and network win; the first agency to name one has it.
 */
export function compileAgencyIndex(agencies: readonly Agency[]) {
  const byDomain = new Map<string, string>();
  const networks: Array<readonly [string, string]> = [];
  const ids = new Set(agencies.map(({ id }) => id));
  for (const agency of agencies) {
    for (const domain of agency.domains ?? [])
      if (!byDomain.has(domain.toLowerCase())) byDomain.set(domain.toLowerCase(), agency.id);
    for (const cidr of agency.networks ?? []) networks.push([cidr, agency.id]);
  }
  const byNetwork = compileCidrTable(networks);

  function ofDomain(name: string | undefined): string | undefined {
    if (name === undefined || name.length > LONGEST_NAME || byDomain.size === 0) return undefined;
    for (let domain = name.toLowerCase(); ; ) {
      const agency = byDomain.get(domain);
      if (agency !== undefined) return agency;
      const dot = domain.indexOf('.');
      if (dot < 0) return undefined;
      domain = domain.slice(dot + 1);
    }
  }

  function ofMail(address: string | undefined): string | undefined {
    const at = address?.lastIndexOf('@') ?? -1;
    return at < 0 ? undefined : ofDomain(address?.slice(at + 1));
  }

  function ofAddress(ip: string | undefined): string | undefined {
    return ip === undefined || networks.length === 0 ? undefined : byNetwork.find(ip);
  }

  return function actorAgencyOf({
    user,
    source,
    client,
    xroad,
    organization,
  }: EventDraft): string | undefined {
    const consumer = xroad?.client?.member_code ?? organization?.id;
    return (
      ofDomain(user?.domain) ??
      ofMail(user?.name) ??
      ofMail(user?.email) ??
      (consumer !== undefined && ids.has(consumer) ? consumer : undefined) ??
      ofAddress(source?.ip) ??
      ofAddress(client?.ip)
    );
  };
}
