import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { controlsFor, createWorkingCalendar } from '@khien/compliance';
import { foldActs, newDossier } from '@khien/dossier';
import {
  type Actor,
  actIdOf,
  type DossierAct,
  type DossierSection,
  type Evidence,
  type EvidenceFact,
  type StatusChange,
  type Store,
  type System,
  type SystemDay,
} from '@khien/model';
import { createDeadlineDesk } from '../src/deadlines/create-deadline-desk';
import { type Desks, openDesks } from '../src/open-desks';
import { systemRows } from '../src/system-rows/system-rows';
import { openTestRoom, SHIPPED, systemCard, type TestRoom } from '../src/testing/open-test-room';

export interface OfficeBenchRow {
  case: string;
  ms: number;
  /** Processor time of all threads: what it takes on a machine that has nothing else to do. */
  cpuMs: number;
  /** What the case went through: systems, controls, documents found. */
  of?: Record<string, number>;
  /** Longest pause of the event loop, ms: what somebody else had to wait. */
  loopMaxMs?: number;
}

const SYSTEMS = 500;
const CHANGES = 10_000;
const TELEMETRY_DAYS = 30;
const LEVEL = 4;
const DAY = 86_400_000;

/** 500 systems of level 4 with evidence and a month of telemetry: computing all, and every list a page asks for. */
export async function benchOffice(): Promise<OfficeBenchRow[]> {
  const agencies = ['benh-vien', 'so-gd', 'so-yt', 'cong-an'];
  const room = openTestRoom(
    Array.from({ length: SYSTEMS }, (_none, n) =>
      systemCard(`ht-${String(n).padStart(3, '0')}`, agencies[n % 4] ?? '', {
        level: LEVEL,
        ...(n > 20 && n % 3 === 0 && { hostedOn: `ht-00${n % 10}` }),
      }),
    ),
  );
  try {
    await fill(room);
    return await measure(room);
  } finally {
    await room.close();
  }
}

async function fill({ store, registry, clock, by }: TestRoom): Promise<void> {
  const { actor } = by('an');
  const catalogue = controlsFor(SHIPPED.controls, LEVEL);
  for (const [n, { id, agencyId }] of registry.current.systems.entries()) {
    const facts = catalogue.slice(n % 50, (n % 50) + 20).map(({ id: controlId }): EvidenceFact => {
      return { kind: 'attestation', controlId, result: 'met', method: 'test', statement: 'Đã kiểm tra.' };
    });
    const evidence = facts.map((fact, index): Evidence => {
      return {
        ...{ _id: `ev-${id}-${index}`, systemId: id, agencyId, collectedAt: clock.now - index * 1000 },
        ...{ effectiveFrom: '2026-11-01', origin: 'import', by: actor, fact, resultHash: '0' },
      };
    });
    await store.insertManyOnce('evidence', evidence);
    await store.put('system_days', daysOf(id, clock.now));
  }
  const dossiers = registry.current.systems.map((system) => dossierOf(system, actor, clock.now));
  await store.insertManyOnce(
    'dossier_acts',
    dossiers.map(({ act }) => act),
  );
  await store.insertManyOnce(
    'dossiers',
    dossiers.map(({ dossier }) => dossier),
  );
  await store.insertManyOnce(
    'dossier_sections',
    dossiers.flatMap(({ sections }) => sections),
  );
  await store.insertManyOnce('status_changes', changesOf(registry.current.systems, clock.now));
}

/** A dossier being drafted, every section begun. */
function dossierOf(system: System, actor: Actor, now: number) {
  const start = newDossier({ system, determination: 1, regime: 'ND331' });
  const about = { dossierId: start._id, systemId: system.id, agencyId: system.agencyId };
  const act: DossierAct = {
    ...{ _id: actIdOf(start._id, 1), ...about, seq: 1, at: now, on: '2026-11-20', actor },
    event: { kind: 'started' },
  };
  const law = { law: SHIPPED.law, calendar: createWorkingCalendar(SHIPPED.calendar) };
  const sections = SHIPPED.sections.map(({ id, fields }): DossierSection => {
    const texts = fields.filter(({ type }) => type === 'text' || type === 'long');
    return {
      ...{ _id: `${start._id}:${id}`, version: 1, ...about, section: id, files: [] },
      answers: Object.fromEntries(
        texts.map((field) => [field.id, 'Nội dung do đơn vị vận hành ghi. '.repeat(10)]),
      ),
      ...{ updatedAt: now, updatedBy: actor.userId },
    };
  });
  return { act, dossier: { ...foldActs(start, [act], law), version: 1 }, sections };
}

function daysOf(systemId: string, now: number): SystemDay[] {
  return Array.from({ length: TELEMETRY_DAYS }, (_none, back): SystemDay => {
    const day = new Date(now - back * DAY).toISOString().slice(0, 10);
    const seen = (what: string, count: number) =>
      Array.from({ length: count }, (_one, n) => {
        return {
          value: `${what}-${n}`,
          first: now - back * DAY,
          last: now - back * DAY,
          count: 3,
          eventId: 'e',
        };
      });
    return {
      ...{ _id: `${systemId}|${day}`, systemId, day, events: 5000 },
      byLayer: { network: 1000, application: 2000, database: 1000, endpoint: 1000 },
      signIns: { success: 300, failure: 20, mfa: 250, privileged: 10, privilegedMfa: 10 },
      ...{ lockouts: 1, publicSources: 0, publicSeen: [], dataClasses: [], malwareFindings: 0 },
      ...{ datasets: seen('tap', 10), consumers: seen('don-vi', 10), unknown: [], idleUsed: [] },
      ...{ maxSkewMs: 100, backups: { success: 1, failure: 0 }, accounts: 200, failureRun: 3, openRuns: [] },
      accountMarks: Array.from({ length: 200 }, (_one, n) => n.toString(16).padStart(8, '0')),
      through: { c: 1000 },
    };
  });
}

function changesOf(systems: ReadonlyArray<{ id: string; agencyId: string }>, now: number): StatusChange[] {
  return Array.from({ length: CHANGES }, (_none, n): StatusChange => {
    const { id, agencyId } = systems[n % systems.length] as { id: string; agencyId: string };
    const at = now - n * 60_000;
    const reasons = [{ vi: 'Chứng cứ đã hết hạn.', en: 'The evidence has run out.' }];
    return {
      _id: `${id}|control:c-${n % 200}|${String(at).padStart(15, '0')}`,
      ...{ systemId: id, agencyId, subject: `control:c-${n % 200}`, from: 'met', to: 'not_met' },
      ...{ worse: true, at, reasons },
    };
  });
}

async function measure(room: TestRoom): Promise<OfficeBenchRow[]> {
  const desks = openDesks({ ...room.deps, sections: () => SHIPPED.sections });
  const rows: OfficeBenchRow[] = [];
  const run = async (name: string, work: () => Promise<Record<string, number> | undefined>) => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const started = performance.now();
    const cpu = process.cpuUsage();
    const of = await work();
    const ms = Math.round((performance.now() - started) * 10) / 10;
    const { user, system } = process.cpuUsage(cpu);
    delay.disable();
    rows.push({
      case: name,
      ms,
      cpuMs: Math.round((user + system) / 1000),
      ...(of && { of }),
      loopMaxMs: Math.round(delay.max / 1e6),
    });
  };
  const all = async () => {
    const { computed, changed } = await desks.sheets.recompute();
    return { systems: computed, changed, controls: controlsFor(SHIPPED.controls, LEVEL).length };
  };
  await run('recompute, first after start', all);
  await run('recompute, nothing new', all);
  room.clock.now += DAY;
  await run('recompute, next day (every sheet is written)', all);
  await run('recompute one system', async () => {
    const { changed } = await desks.sheets.recompute(['ht-499']);
    return { changed };
  });
  // What was just written is read again for two minutes.
  room.clock.now += 600_000;
  await desks.sheets.all('*');
  room.clock.now += 600_000;
  await lists(room, desks, run);
  return rows;
}

type Run = (name: string, work: () => Promise<Record<string, number> | undefined>) => Promise<void>;

async function lists({ store, by }: TestRoom, desks: Desks, run: Run): Promise<void> {
  const deadlines = createDeadlineDesk({ ...desks, sheets: () => desks.sheets.stored('*') });
  const scope = new Set(['so-gd', 'benh-vien']);
  const found = async (work: Promise<{ length: number } | { items: unknown[] }>) => {
    const answer = await work;
    return { found: 'items' in answer ? answer.items.length : answer.length };
  };
  const rows = (): Promise<unknown[]> =>
    systemRows({ room: desks.room, sheets: desks.sheets.stored, deadlines: deadlines.all }, '*');
  await run('history, province', () => found(desks.sheets.history({ scope: '*' })));
  await run('history, scope', () => found(desks.sheets.history({ scope })));
  await run('history, one system', () => found(desks.sheets.history({ scope: '*', systemId: 'ht-007' })));
  await run('history, a day', () =>
    found(desks.sheets.history({ scope, from: '2026-11-20', to: '2026-11-20' })),
  );
  await run('sheet of one system with its controls', async () => {
    return { found: (await desks.sheets.get('ht-007'))?.controls.length ?? 0 };
  });
  await run('sheets, province (four-layer matrix)', () => found(desks.sheets.all('*')));
  await run('deadlines, first', () => found(deadlines.list('*')));
  await run('deadlines, again', () => found(deadlines.list(scope)));
  await run('systems, province', () => found(rows()));
  deadlines.forget(['ht-007']);
  await run('systems, province, after a change', () => found(rows()));
  await run('evidence, scope', () => found(desks.evidence.list({ scope })));
  await run('evidence, one system', () => found(desks.evidence.list({ scope: '*', systemId: 'ht-007' })));
  await run('gaps, one system', () => found(desks.gaps.list('ht-007')));
  await run('dossiers', () => found(desks.dossiers.list({ scope: '*' })));
  await run('one dossier with all its form', async () => {
    const { sections } = await desks.dossiers.get(by('an'), 'ht-007.v1');
    return { found: sections.length };
  });
  await run('status changes stored', () => count(store));
}

async function count(store: Store): Promise<Record<string, number>> {
  const groups = await store.countBy('status_changes', {}, 'worse');
  return { found: groups.reduce((sum, one) => sum + one.count, 0) };
}
