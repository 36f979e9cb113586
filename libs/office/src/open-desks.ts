import { agencyTree } from './agency-tree';
import { createDossierDesk } from './dossiers/create-dossier-desk';
import { createEvidenceBook, type EvidenceBook } from './evidence/create-evidence-book';
import { createEvidenceDesk } from './evidence/create-evidence-desk';
import { createFileDesk } from './files/create-file-desk';
import { createGapDesk } from './gaps/create-gap-desk';
import type { Office, OfficeDeps } from './office';
import { followUp, type Room, type Touched } from './room';
import { createSheetDesk, type SheetOffice } from './sheets/create-sheet-desk';
import { createTelemetryBook } from './sheets/create-telemetry-book';
import { withHosted } from './sheets/hosts-first';
import { workingCalendarOf } from './working-calendar-of';

/** The desks that write, and what they share. */
export interface Desks extends Pick<Office, 'dossiers' | 'evidence' | 'files' | 'gaps'> {
  room: Room;
  sheets: SheetOffice;
  book: EvidenceBook;
  /** Resolves when what was begun behind answers is done. */
  settled(): Promise<void>;
  /** Behind the answers: does `first`, then reads what the first computation would have to wait for. */
  warm(first: () => Promise<unknown>): void;
}

/** A change of so many systems is computed behind the answer to the person who made it. */
const AT_ONCE = 30;

/**
 * `onChange` is called after every write that anything derived stands on, with the systems it is about; `refresh` before anything is
 * computed from the register.
 */
export function openDesks(
  deps: OfficeDeps,
  onChange: (systemIds: readonly string[]) => void = () => {},
  refresh: () => Promise<void> = async () => {},
): Desks {
  const { store, now, log } = deps;
  const unfinished = new Set<Promise<void>>();
  /** What answers do not wait for, and closing the store does. */
  function behind(work: () => Promise<void>): Promise<void> {
    const doing = work().finally(() => unfinished.delete(doing));
    unfinished.add(doing);
    return doing;
  }
  const room: Room = {
    ...deps,
    calendar: workingCalendarOf(deps.registry),
    async changed(touched) {
      await followUp(log, 'reading the register after a change', refresh);
      const ids = affected(room, touched);
      onChange(ids);
      const done = behind(() =>
        followUp(log, 'computing sheets after a change', async () => {
          await sheets.recompute(ids);
          onChange(ids);
        }),
      );
      if (ids.length <= AT_ONCE) await done;
    },
  };
  const book = createEvidenceBook({ store, now });
  const telemetry = createTelemetryBook({ store, now });
  const sheets = createSheetDesk(room, { evidence: book, telemetry });
  return {
    ...{ room, sheets, book },
    dossiers: createDossierDesk(room, book),
    evidence: createEvidenceDesk(room),
    files: createFileDesk(room),
    gaps: createGapDesk({ room, resultsOf: sheets.resultsOf }),
    async settled() {
      while (unfinished.size > 0) await Promise.all(unfinished);
    },
    warm(first) {
      behind(async () => {
        await followUp(log, 'deriving deadlines', first);
        await followUp(log, 'reading what was heard', () => telemetry.refresh());
      });
    },
  };
}

/** The systems a change is about, and what stands on them. */
function affected(room: Room, touched: Touched): readonly string[] {
  const { systems, agencies } = room.registry();
  if ('everything' in touched) return systems.map(({ id }) => id);
  if ('systemIds' in touched) return [...withHosted(touched.systemIds, systems)];
  const below = agencyTree(agencies).below(touched.agencyId);
  const own = systems.filter(({ agencyId }) => below.has(agencyId)).map(({ id }) => id);
  return [...withHosted(own, systems)];
}
