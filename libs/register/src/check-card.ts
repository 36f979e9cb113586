import type { Agency, Bilingual, System } from '@khien/model';
import { AGENCY_COLUMNS } from './agency-columns';
import { canonicalJson } from './canonical-json';
import type { SheetNote } from './cell-problem';
import { idsInCircles } from './circles';
import { type Card, type ColumnSpec, fieldOf } from './column';
import type { EntryRow } from './entry-rows';
import { knownEntries } from './known-entries';
import { ownershipProblems } from './owned-names';
import type { RegisterState } from './plan-import';
import { BY_DOSSIER, MISSING, resolved } from './read-row';
import { SYSTEM_COLUMNS } from './system-columns';

/** What is wrong in one field of a card, by its path (`subjects.basic`, `connections.0.systemId`). */
export interface FieldFault {
  field: string;
  text: Bilingual;
}
export interface CardCheck {
  problems: FieldFault[];
  /** The system still has a dossier on its way and would be retired. */
  openDossier: boolean;
  notes: SheetNote[];
}

/**
 * The rules of the import for one card that somebody saves: references exist, addresses are addresses, host names and domains are nobody
 * else's, what the dossier decides is not typed, platforms lead nowhere in a circle. What stood on the card before is not refused.
 */
export function checkSystemCard(system: System, current: RegisterState): CardCheck {
  const before = current.systems.find(({ id }) => id === system.id);
  const known = knownOf(current, system.id);
  const entry = entryOf(system, before);
  const owned = ownershipProblems(
    [entry],
    new Map(current.systems.map((one) => [one.id, one as Card])),
    SYSTEM_COLUMNS,
  );
  const platforms = new Map(current.systems.map(({ id, hostedOn }) => [id, hostedOn]));
  platforms.set(system.id, system.hostedOn);
  const circle = system.hostedOn !== before?.hostedOn && idsInCircles(platforms).has(system.id);
  const connections = (system.connections ?? []).flatMap(({ systemId }, index) =>
    systemId === undefined ||
    known.system.has(systemId) ||
    before?.connections?.some((one) => one.systemId === systemId)
      ? []
      : [
          {
            field: `connections.${index}.systemId`,
            text: {
              vi: `Không có hệ thống «${systemId}» trong sổ đăng ký`,
              en: `No system «${systemId}» in the register`,
            },
          },
        ],
  );
  const retiring = system.stage === 'retired' && before?.stage !== 'retired';
  return {
    problems: [
      ...fieldFaults(SYSTEM_COLUMNS, { entry, known, governed: current.withDossier.has(system.id) }),
      ...owned.problems.map(({ column, text }) => ({ field: keyOf(column), text })),
      ...connections,
      ...(circle ? [{ field: 'hostedOn', text: CIRCLE }] : []),
    ],
    openDossier: retiring && current.withOpenDossier.has(system.id),
    notes: owned.notes,
  };
}

export function checkAgencyCard(agency: Agency, current: RegisterState): CardCheck {
  const before = current.agencies.find(({ id }) => id === agency.id);
  const known = knownOf(current, agency.id);
  const parents = new Map(current.agencies.map(({ id, parent }) => [id, parent]));
  parents.set(agency.id, agency.parent);
  const circle = agency.parent !== before?.parent && idsInCircles(parents).has(agency.id);
  const entry = entryOf(agency, before);
  return {
    problems: [
      ...fieldFaults(AGENCY_COLUMNS, { entry, known, governed: false }),
      ...(circle ? [{ field: 'parent', text: CIRCLE }] : []),
    ],
    openDossier: false,
    notes: [],
  };
}

const CIRCLE: Bilingual = { vi: 'Nối vòng trở lại chính nó', en: 'Leads back to itself' };

type Known = ReturnType<typeof knownOf>;

function knownOf(current: RegisterState, own: string) {
  const byId = (ids: readonly string[]) => knownEntries([...ids, own].map((id) => ({ id, names: [] })));
  return {
    agency: byId(current.agencies.map(({ id }) => id)),
    system: byId(current.systems.map(({ id }) => id)),
  };
}

const entryOf = (card: Card & { id: string }, before: Card | undefined): EntryRow => ({
  id: card.id,
  sheet: '',
  row: 1,
  cells: new Map(),
  before,
  card,
  fields: [],
  problems: [],
});

const keyOf = (header: string): string => SYSTEM_COLUMNS.find((spec) => spec.header.vi === header)?.key ?? '';

/** Values as the sheet would hold them, read as the sheet would be; fields the card had before are left alone. */
function fieldFaults(
  specs: readonly ColumnSpec[],
  { entry, known, governed }: { entry: EntryRow; known: Known; governed: boolean },
): FieldFault[] {
  return specs.flatMap(({ key, byDossier, ...spec }) => {
    const [was, is] = [entry.before, entry.card].map((card) =>
      card === undefined ? undefined : fieldOf(card, key),
    );
    if (canonicalJson(was) === canonicalJson(is)) return [];
    if (governed && byDossier) return [{ field: key, text: BY_DOSSIER }];
    const cell = is === undefined ? null : spec.format.write(is);
    if (cell === null || cell === '') return spec.required ? [{ field: key, text: MISSING }] : [];
    const reading = resolved({ key, ...spec }, spec.format.read(cell), known);
    return reading.ok ? [] : [{ field: key, text: reading.text }];
  });
}
