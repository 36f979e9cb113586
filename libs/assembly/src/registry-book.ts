import type { Logger, Registry } from '@khien/model';
import type { RegisterDesk } from '@khien/office';

/** The register as every role of a process reads it: without waiting, and never older than a few seconds. */
export interface RegistryBook {
  current(): Registry;
  /** Brings it up to what stands in the store now. */
  refresh(): Promise<void>;
  /** Refreshes every few seconds; returns what stops it. */
  follow(): () => void;
}

const EVERY_MS = 5_000;
/** Writers' clocks may differ this much. */
const OVERLAP_MS = 10_000;

/** Starts with the configuration; `refresh` lays over it what people changed, imported or decided on dossiers. */
export function createRegistryBook({
  base,
  desk,
  log,
  now,
}: {
  base: Registry;
  desk: Pick<RegisterDesk, 'effective' | 'overlay'>;
  log: Logger;
  now: () => number;
}): RegistryBook {
  let current = base;
  let seenUntil: number | undefined;
  let running: Promise<void> | undefined;

  async function read(): Promise<void> {
    const at = now();
    if (seenUntil === undefined) {
      const effective = await desk.effective();
      current = { ...effective, sources: base.sources };
    } else {
      const { systems, agencies } = await desk.overlay(seenUntil - OVERLAP_MS);
      if (differ(systems, current.systems) || differ(agencies, current.agencies))
        current = {
          ...current,
          systems: laidOver(current.systems, systems),
          agencies: laidOver(current.agencies, agencies),
        };
    }
    seenUntil = at;
  }

  const book: RegistryBook = {
    current: () => current,
    async refresh() {
      // Who asks while one is running may have written after it began: they wait for a fresh one.
      while (running) await running;
      running = read().finally(() => {
        running = undefined;
      });
      await running;
    },
    follow() {
      const timer = setInterval(() => {
        book
          .refresh()
          .catch((error: unknown) => log.warn('register not read, the one before stays', { err: error }));
      }, EVERY_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
  return book;
}

/** Whether any of the cards is another one than is known: the same cards again make no new register. */
function differ<T extends { id: string }>(changed: readonly T[], known: readonly T[]): boolean {
  const byId = new Map(known.map((one) => [one.id, one]));
  return changed.some((one) => JSON.stringify(one) !== JSON.stringify(byId.get(one.id)));
}

function laidOver<T extends { id: string }>(known: readonly T[], changed: readonly T[]): T[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  for (const one of changed) byId.set(one.id, one);
  return [...byId.values()];
}
