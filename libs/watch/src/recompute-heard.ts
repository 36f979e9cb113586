import type { Registry, Store } from '@khien/model';
import type { Office } from '@khien/office';
import { sourceHealth } from './source-health';

/**
 * Systems one of whose sources began or ceased to speak since the last call get a fresh sheet at once, instead of at the next full round.
 * The first call takes what it finds as new.
 */
export function createHeardWatch({
  store,
  registry,
  sheets,
  now,
}: {
  store: Store;
  registry: () => Registry;
  sheets: Pick<Office['sheets'], 'recompute'>;
  now: () => number;
}): () => Promise<number> {
  let known = new Map<string, string>();
  return async function recomputeHeard() {
    const { sources } = registry();
    const states = new Map(
      (await sourceHealth(store, sources, now())).map(({ sourceId, state }) => [sourceId, state] as const),
    );
    const changed = sources.filter(({ id }) => states.get(id) !== known.get(id));
    if (changed.length > 0) await sheets.recompute([...new Set(changed.map(({ systemId }) => systemId))]);
    known = states;
    return changed.length;
  };
}
