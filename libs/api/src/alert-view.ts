import type { Alert, Bilingual, Registry, UserView } from '@khien/model';
import { alertFor } from '@khien/policy';

/** An alert as the console gets it: with the names that go with its ids. */
export type AlertView = Alert & {
  id: string;
  systemName?: Bilingual;
  agencyName?: Bilingual;
  sourceName?: Bilingual;
};

/** The alert as this person may see it. */
export function alertViewFor(user: UserView, alert: Alert, registry: Registry): AlertView {
  const system = registry.systems.find((one) => one.id === alert.systemId);
  const agency = registry.agencies.find((one) => one.id === alert.agencyId);
  const source = registry.sources.find((one) => one.id === alert.sourceId);
  return {
    ...alertFor(user, alert),
    id: alert._id,
    ...(system && { systemName: system.name }),
    ...(agency && { agencyName: agency.name }),
    ...(source && { sourceName: source.name }),
  };
}
