import { today } from '@khien/compliance';
import type {
  ControlStatus,
  Day,
  Deadline,
  DossierStep,
  GapPlan,
  LayerVerdict,
  Source,
  System,
} from '@khien/model';
import { inScope, type Scope } from '@khien/policy';
import { readAll } from '@khien/store';
import { agencyTree } from '../agency-tree';
import { type DossierStanding, levelInForce, readDossiers } from '../dossiers/dossier-index';
import { isOverdue } from '../gaps/create-gap-desk';
import { groupBy } from '../group-by';
import type { HeardSource } from '../office';
import type { Room } from '../room';
import type { SystemRow } from '../rows';
import { comparable, type StoredSheet } from '../sheets/stored-sheet';

const byName = new Intl.Collator('vi');

const NO_LAYERS: SystemRow['layers'] = ['unverifiable', 'unverifiable', 'unverifiable', 'unverifiable'];

/** What a card says of a dossier that is kept elsewhere. */
const STEP_OF_CARD: Readonly<Record<System['dossier']['state'], DossierStep>> = {
  none: 'not_started',
  drafting: 'drafting',
  submitted: 'submitted',
  appraised: 'appraised',
  approved: 'approved',
  retired: 'retired',
};

export interface RowDeps {
  room: Room;
  sheets: (scope: Scope) => Promise<StoredSheet[]>;
  deadlines: () => Promise<readonly Deadline[]>;
}

/** The list of systems, by name; every part of it is read for all systems at once. */
export async function systemRows({ room, sheets, deadlines }: RowDeps, scope: Scope): Promise<SystemRow[]> {
  const registry = room.registry();
  const [dossiers, summaries, plans, owed, heard] = await Promise.all([
    readDossiers(room.store),
    sheets(scope),
    readAll<GapPlan>(room.store, 'gap_plans', { filter: { dueOn: { lt: today(room.now()) } } }),
    deadlines(),
    room.sourceHealth(),
  ]);
  const parts: Parts = {
    tree: agencyTree(registry.agencies),
    sheets: new Map(summaries.map((sheet) => [sheet._id, sheet])),
    plans: groupBy(plans, ({ systemId }) => systemId),
    deadlines: groupBy(owed.filter(isOpen), ({ systemId }) => systemId ?? ''),
    sources: groupBy(registry.sources, ({ systemId }) => systemId),
    heard: new Map(heard.map((source) => [source.sourceId, source])),
    on: today(room.now()),
  };
  return registry.systems
    .filter(({ agencyId }) => inScope(scope, agencyId))
    .map((system) => rowOf(system, dossiers.of(system.id), parts))
    .sort((one, other) => byName.compare(one.name.vi, other.name.vi) || (one.id < other.id ? -1 : 1));
}

interface Parts {
  tree: ReturnType<typeof agencyTree>;
  sheets: ReadonlyMap<string, StoredSheet>;
  plans: ReadonlyMap<string, GapPlan[]>;
  deadlines: ReadonlyMap<string, Deadline[]>;
  sources: ReadonlyMap<string, Source[]>;
  heard: ReadonlyMap<string, HeardSource>;
  on: Day;
}

const isOpen = ({ state }: Deadline): boolean => state === 'open' || state === 'overdue';

function rowOf(system: System, standing: DossierStanding, parts: Parts): SystemRow {
  const sheet = parts.sheets.get(system.id);
  const level = levelInForce(standing, system);
  const next = parts.deadlines
    .get(system.id)
    ?.reduce((first, one) => (one.dueOn < first.dueOn ? one : first));
  return {
    ...{ id: system.id, name: system.name, agencyId: system.agencyId },
    agencyName: parts.tree.name(system.agencyId),
    ...(level !== undefined && { level }),
    approved: standing.current ? standing.inForce !== undefined : system.dossier.state === 'approved',
    step: standing.current?.step ?? STEP_OF_CARD[system.dossier.state],
    ...(system.stage !== undefined && { stage: system.stage }),
    marks: system.marks ?? [],
    layers: sheet ? (sheet.layers.map(({ verdict }) => verdict) as [V, V, V, V]) : NO_LAYERS,
    gaps: {
      open: countOf(sheet, 'not_met') + countOf(sheet, 'partly'),
      overdue: overdueOf(sheet, parts.plans.get(system.id), parts.on),
    },
    ...(next && {
      nextDeadline: { id: next.id, title: next.title, dueOn: next.dueOn, daysLeft: next.daysLeft },
    }),
    changes: sheet?.changes.length ?? 0,
    heard: heardOf(parts.sources.get(system.id) ?? [], parts.heard),
  };
}
type V = LayerVerdict;

const countOf = (sheet: StoredSheet | undefined, status: ControlStatus): number => sheet?.counts[status] ?? 0;

/** Plans whose day has passed while the control is still not met. */
function overdueOf(sheet: StoredSheet | undefined, plans: GapPlan[] = [], on: Day): number {
  const late = plans.filter((plan) => isOverdue(plan, on));
  if (late.length === 0 || !sheet) return late.length;
  const status = new Map(comparable(sheet).controls.map((control) => [control.controlId, control.status]));
  return late.filter(({ controlId }) => {
    const stands = status.get(controlId);
    return stands === 'not_met' || stands === 'partly' || stands === 'unverifiable';
  }).length;
}

function heardOf(sources: readonly Source[], heard: ReadonlyMap<string, HeardSource>): SystemRow['heard'] {
  const states = sources.map(({ id }) => heard.get(id)?.state ?? 'never');
  if (states.length === 0) return 'no_source';
  if (states.includes('silent')) return 'silent';
  return states.includes('alive') ? 'alive' : 'never';
}
