import type { EventDraft } from '@khien/model';

/**
 * The account an event is about, as baselines and digests know it: `domain\name`, else the name or id, else the consumer system of a bus call
 * that names no account. Undefined when nobody is named.
 */
export function accountOf(event: EventDraft): string | undefined {
  const { user, xroad, organization } = event;
  const name = user?.name ?? user?.id;
  if (name !== undefined && name !== '') return user?.domain ? `${user.domain}\\${name}` : name;
  const system = xroad?.client?.subsystem;
  if (system === undefined) return undefined;
  const agency = xroad?.client?.member_code ?? organization?.id;
  return agency === undefined ? system : `${agency}\\${system}`;
}
