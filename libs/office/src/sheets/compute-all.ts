import { setImmediate } from 'node:timers/promises';
import { computeSheet, today } from '@khien/compliance';
import type { ComplianceSheet, ControlResult, StatusChange, System } from '@khien/model';
import { readAll } from '@khien/store';
import { type AgencyTree, agencyTree } from '../agency-tree';
import { type DossierIndex, levelInForce, readDossiers } from '../dossiers/dossier-index';
import type { EvidenceBook, EvidenceShelves } from '../evidence/create-evidence-book';
import { groupBy } from '../group-by';
import type { Room } from '../room';
import type { TelemetryBook } from './create-telemetry-book';
import { type TelemetryFacts, telemetryFacts, telemetryOf } from './gather-telemetry';
import { hostsFirst } from './hosts-first';
import type { StoredResults } from './stored-sheet';

/** Days of earlier status changes that drift is read from. */
const DRIFT_DAYS = 90;
const MAX_DRIFT = 50_000;
/** For so many systems a person waits: then what was heard a minute ago will do. */
const FEW = 50;
const TELEMETRY_AGE_MS = 60_000;
/** Others get their turn after so much computing, ms. */
const SLICE_MS = 25;

/** Everything sheets are computed from, read with a number of questions that does not grow with the systems. */
export interface Gathered {
  facts: TelemetryFacts;
  evidence: EvidenceShelves;
  dossiers: DossierIndex;
  tree: AgencyTree;
  drift: ReadonlyMap<string, StatusChange[]>;
}

export interface Books {
  evidence: EvidenceBook;
  telemetry: TelemetryBook;
}

export async function gather(room: Room, books: Books, systemIds?: readonly string[]): Promise<Gathered> {
  const few = systemIds !== undefined && systemIds.length <= FEW;
  const since = room.now() - DRIFT_DAYS * 86_400_000;
  const [facts, evidence, dossiers, drift] = await Promise.all([
    telemetryFacts(room, books.telemetry, few ? TELEMETRY_AGE_MS : 0),
    books.evidence.current(),
    readDossiers(room.store),
    readAll<StatusChange>(room.store, 'status_changes', {
      filter: {
        at: { gte: since },
        ...(few && { systemId: { in: [...systemIds] } }),
      },
      sort: [['at', 'desc']],
      most: MAX_DRIFT,
    }),
  ]);
  const controls = drift.filter(({ subject }) => subject.startsWith('control:'));
  return {
    ...{ facts, evidence, dossiers },
    tree: agencyTree(room.registry().agencies),
    drift: groupBy(controls, ({ systemId }) => systemId),
  };
}

/** Sheets one after another, platforms first, each handed over as soon as it is there; gives way to other work in between. */
export async function* computeAll(
  room: Room,
  { systems, gathered, books }: { systems: readonly System[]; gathered: Gathered; books: Books },
): AsyncGenerator<ComplianceSheet> {
  const hosts = new Set(room.registry().systems.map(({ hostedOn }) => hostedOn));
  const results = await storedHostResults(room, systems);
  let since = performance.now();
  for (const system of hostsFirst(systems)) {
    if (performance.now() - since > SLICE_MS) {
      await setImmediate();
      since = performance.now();
    }
    const sheet = computeOne(room, { system, gathered, books, hostResults: results });
    if (hosts.has(system.id)) results.set(system.id, byControl(sheet.controls));
    yield sheet;
  }
}

type ResultsByHost = Map<string, ReadonlyMap<string, ControlResult>>;

/** Results of platforms that are not computed now. */
async function storedHostResults(room: Room, systems: readonly System[]): Promise<ResultsByHost> {
  const computed = new Set(systems.map(({ id }) => id));
  const wanted = systems.flatMap(({ hostedOn }) =>
    hostedOn === undefined || computed.has(hostedOn) ? [] : [hostedOn],
  );
  const docs = await room.store.getMany<StoredResults>('control_results', [...new Set(wanted)]);
  return new Map(docs.map(({ _id, results }) => [_id, byControl(results)]));
}

const byControl = (results: readonly ControlResult[]): ReadonlyMap<string, ControlResult> =>
  new Map(results.map((result) => [result.controlId, result]));

function computeOne(
  room: Room,
  {
    system,
    gathered,
    books,
    hostResults,
  }: { system: System; gathered: Gathered; books: Books; hostResults: ResultsByHost },
): ComplianceSheet {
  const { facts, dossiers, drift } = gathered;
  const level = levelInForce(dossiers.of(system.id), system);
  const telemetry = telemetryOf(room, { system, level, facts, book: books.telemetry });
  const now = room.now();
  return computeSheet({
    ...{ system, level, telemetry, now, on: today(now) },
    catalogue: room.controls(),
    law: room.law(),
    line: gathered.tree.partOf(system.agencyId),
    evidence: evidenceFor(system, gathered),
    inherited: system.hostedOn === undefined ? undefined : hostResults.get(system.hostedOn),
    drift: drift.get(system.id),
    agreements: room.registry().agreements,
  });
}

/** Of the system, of its agency and what that is part of, and of the province as a whole. */
export function evidenceFor(system: System, { evidence, tree }: Pick<Gathered, 'evidence' | 'tree'>) {
  return [
    ...evidence.ofSystem(system.id),
    ...tree.partOf(system.agencyId).flatMap((agencyId) => evidence.ofAgency(agencyId)),
    ...evidence.ofProvince(),
  ];
}
