import { today } from '@khien/compliance';
import { namedAppraiserOf, operatorOf, ownerOf, type Roles, specialisedUnitOf } from '@khien/dossier';
import type { Evidence, System } from '@khien/model';
import type { EvidenceDesk, Office } from '@khien/office';
import type { ApiDeps } from './api-deps';

const PAGE = 500;
/** Records read for one page or document; far more than a system or the designations of a province are. */
const MOST = 5000;

/** Bodies with a role in the law, by agency id; absent while nobody is designated. */
export interface Parties {
  owner: string | undefined;
  operator: string;
  specialisedUnit: string | undefined;
  /** Only where another than the specialised unit was named. */
  appraiser: string | undefined;
}

/** Evidence of the system itself, and designations by bodies and by the province: where the roles of the law are looked up. */
export async function rolesOf(
  { office, registry, now }: Pick<ApiDeps, 'office' | 'registry' | 'now'>,
  system: System,
): Promise<Roles & { evidence: Evidence[] }> {
  const [own, designations] = await Promise.all([
    readAll(office, { systemId: system.id }),
    readAll(office, { kind: 'designation' }),
  ]);
  const shared = designations.filter(({ systemId }) => systemId === undefined);
  return { system, agencies: registry().agencies, evidence: [...own, ...shared], on: today(now()) };
}

export function partiesOf(roles: Roles, assigned?: string | undefined): Parties {
  return {
    owner: ownerOf(roles),
    operator: operatorOf(roles.system),
    specialisedUnit: specialisedUnitOf(roles),
    appraiser: assigned ?? namedAppraiserOf(roles),
  };
}

async function readAll(
  office: Office,
  query: Omit<Parameters<EvidenceDesk['list']>[0], 'scope'>,
): Promise<Evidence[]> {
  const found: Evidence[] = [];
  let cursor: string | undefined;
  do {
    const page = await office.evidence.list({
      ...query,
      scope: '*',
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && found.length < MOST);
  return found;
}
