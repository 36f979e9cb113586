import {
  foldSystemDigest,
  isFolded,
  markDayFolded,
  NO_SYSTEM,
  newSystemDay,
  see,
  systemDayIdOf,
} from '@khien/enrich';
import type { ChunkDigest, Store, SystemDay } from '@khien/model';

/** An account that was used after a long time without a sign of life. */
export interface IdleUse {
  systemId: string;
  account: string;
  /** Event time, epoch ms, and the first event. */
  at: number;
  id: string;
}

export interface SystemDayBook {
  /** Folds one digest in; days already folded through it stay as they are. */
  fold(digest: ChunkDigest, idle: readonly IdleUse[]): Promise<void>;
  /** Stores what was folded since the last call. */
  save(): Promise<void>;
  /** Drops what is in memory, after a failure: the next fold starts from what is stored. */
  forget(): void;
}

const MAX_OPEN = 2000;
const VIETNAM_OFFSET = 7 * 3_600_000;
const vietnamDay = (epochMs: number): string => new Date(epochMs + VIETNAM_OFFSET).toISOString().slice(0, 10);

/** Documents of `system_days` while chunks are folded into them. One writer. */
export function createSystemDayBook({
  store,
  registered,
}: {
  store: Store;
  registered: (name: string) => boolean;
}): SystemDayBook {
  const open = new Map<string, SystemDay>();
  const changed = new Set<SystemDay>();

  async function load(systemId: string, day: string): Promise<SystemDay> {
    const id = systemDayIdOf(systemId, day);
    const known =
      open.get(id) ?? (await store.get<SystemDay>('system_days', id)) ?? newSystemDay(systemId, day);
    open.set(id, known);
    return known;
  }

  return {
    async fold(digest, idle) {
      const days = new Set<SystemDay>();
      for (const one of digest.systems ?? []) {
        const day = await load(one.systemId, one.day);
        if (isFolded(day, digest)) continue;
        foldSystemDigest(day, one, registered);
        days.add(day);
        // A name nobody registered may speak through a registered source: the province looks for it in one place.
        if (one.systemId === NO_SYSTEM) continue;
        const strangers = one.names.filter(({ value }) => !registered(value));
        if (strangers.length === 0) continue;
        const nobody = await load(NO_SYSTEM, one.day);
        if (isFolded(nobody, digest)) continue;
        for (const { value, first, eventId } of strangers)
          see(nobody.unknown, { value, at: first, id: eventId }, 200);
        days.add(nobody);
      }
      for (const { systemId, account, at, id } of idle) {
        const day = await load(systemId, vietnamDay(at));
        if (isFolded(day, digest)) continue;
        see(day.idleUsed, { value: account, at, id }, 50);
        days.add(day);
      }
      for (const day of days) {
        markDayFolded(day, digest);
        changed.add(day);
      }
    },
    async save() {
      if (changed.size > 0) await store.put('system_days', [...changed]);
      changed.clear();
      if (open.size > MAX_OPEN) open.clear();
    },
    forget() {
      open.clear();
      changed.clear();
    },
  };
}
