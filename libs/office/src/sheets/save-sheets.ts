import { compareSheets } from '@khien/compliance';
import type { ComplianceSheet } from '@khien/model';
import type { Room } from '../room';
import { findingsOf } from './status-findings';
import {
  comparable,
  printOf,
  type StoredResults,
  type StoredSheet,
  statusesOf,
  summaryOf,
} from './stored-sheet';

export interface Saved {
  changed: number;
  alerts: number;
  /** Systems whose sheet somebody else changed meanwhile: to be computed again. */
  overtaken: string[];
}

/**
 * Stores the sheets that say something new. A sheet is replaced only as it was compared with, and carries what follows from the
 * change (its outbox) in the same write: what is delivered after it can be delivered again by anybody.
 */
export async function saveSheets(
  room: Room,
  sheets: readonly ComplianceSheet[],
  { again = false } = {},
): Promise<Saved> {
  const { store } = room;
  const stored = await store.getMany<StoredSheet>(
    'compliance_sheets',
    sheets.map(({ _id }) => _id),
  );
  const before = new Map(stored.map((sheet) => [sheet._id, sheet]));
  const fresh = sheets.flatMap((sheet) => {
    const print = printOf(sheet);
    const old = before.get(sheet._id);
    return old?.print === print ? [] : [{ sheet, old, next: storedOf(sheet, { old, print }) }];
  });
  // Who was overtaken has left results behind that are not of the sheet that stands.
  const toWrite = again ? sheets : fresh.map(({ sheet }) => sheet);
  await store.put('control_results', toWrite.map(resultsOf));
  if (fresh.length === 0) return { changed: 0, alerts: 0, overtaken: [] };
  // What the sheet before still had to say is said before it is overwritten.
  await deliver(
    room,
    fresh.flatMap(({ old }) => (old ? [old] : [])),
  );
  const written = await Promise.all(fresh.map(({ old, next }) => write(room, old, next)));
  const mine = fresh.filter((_one, index) => written[index]).map(({ next }) => next);
  const { alerts } = await deliver(room, mine);
  const overtaken = fresh.filter((_one, index) => !written[index]).map(({ sheet }) => sheet._id);
  return { changed: mine.length, alerts, overtaken };
}

const resultsOf = (sheet: ComplianceSheet): StoredResults => ({ _id: sheet._id, results: sheet.controls });

function storedOf(
  sheet: ComplianceSheet,
  { old, print }: { old: StoredSheet | undefined; print: string },
): StoredSheet {
  const known = new Set((old?.changes ?? []).map(({ kind, text }) => `${kind} ${text.vi}`));
  return {
    ...summaryOf(sheet),
    version: (old?.version ?? 0) + 1,
    statuses: statusesOf(sheet),
    print,
    outbox: {
      changes: compareSheets(old && comparable(old), sheet),
      material: sheet.changes.filter(({ kind, text }) => !known.has(`${kind} ${text.vi}`)),
    },
  };
}

async function write({ store }: Room, old: StoredSheet | undefined, next: StoredSheet): Promise<boolean> {
  if (old) return store.replaceIfVersion('compliance_sheets', next, old.version);
  return (await store.insertManyOnce('compliance_sheets', [next])).inserted === 1;
}

/** Status changes as records, falls and material changes as alerts. Doing it again changes nothing. */
export async function deliver(
  { store, recorder, statusRules }: Room,
  sheets: readonly StoredSheet[],
): Promise<{ newChanges: number; alerts: number }> {
  const changes = sheets.flatMap(({ outbox }) => outbox.changes);
  const { inserted } =
    changes.length > 0 ? await store.insertManyOnce('status_changes', changes) : { inserted: 0 };
  const told = sheets.filter(({ outbox }) => outbox.changes.length + outbox.material.length > 0);
  // Rules are read only where there is something to tell.
  const rules = told.length > 0 ? statusRules() : [];
  const alerts = await recorder.record(told.flatMap((sheet) => findingsOf(sheet, rules)));
  return { newChanges: inserted, alerts };
}
