import type { Condition, Document, Filter, Query, Scalar, Store, VersionedDocument } from '@khien/model';

/** Stand-in until libs/store has landed. */
export function createMemoryStore(): Store {
  const data = new Map<string, Map<string, Document>>();
  const key = (collection: string, day?: string) => (day ? `${collection}/${day}` : collection);
  const of = (name: string) => {
    const found = data.get(name) ?? new Map<string, Document>();
    data.set(name, found);
    return found;
  };
  const copy = <T>(value: T): T => structuredClone(value);
  const all = (collection: string, query: Pick<Query, 'filter' | 'days'>): Document[] => {
    const names = query.days
      ? [...data.keys()].filter((name) => {
          const day = name.split('/')[1];
          return (
            name.startsWith(`${collection}/`) &&
            day &&
            query.days &&
            day >= query.days.from &&
            day <= query.days.to
          );
        })
      : [collection];
    return names.flatMap((name) => [...of(name).values()]).filter((doc) => matches(doc, query.filter ?? {}));
  };
  const store: Store = {
    async insertManyOnce(collection, docs, day) {
      const target = of(key(collection, day));
      const existing: string[] = [];
      for (const doc of docs) {
        if (target.has(doc._id)) existing.push(doc._id);
        else target.set(doc._id, copy(doc));
      }
      return { inserted: docs.length - existing.length, existing };
    },
    async get<T extends Document>(collection: string, id: string, day?: string) {
      return copy(of(key(collection, day)).get(id) as T | undefined);
    },
    async getMany<T extends Document>(collection: string, ids: readonly string[], day?: string) {
      const target = of(key(collection, day));
      return ids.flatMap((id) => (target.has(id) ? [copy(target.get(id) as T)] : []));
    },
    async find<T extends Document>(collection: string, query: Query) {
      const docs = all(collection, query).sort((a, b) => {
        for (const [field, direction] of [...(query.sort ?? []), ['_id', 'asc'] as const]) {
          const [x, y] = [valueAt(a, field), valueAt(b, field)];
          if (x === y) continue;
          const less = x === null ? true : y === null ? false : x < y;
          return less === (direction === 'asc') ? -1 : 1;
        }
        return 0;
      });
      const start = query.cursor ? Number(query.cursor) : 0;
      const end = start + (query.limit ?? 100);
      return { docs: copy(docs.slice(start, end)) as T[], ...(end < docs.length && { next: String(end) }) };
    },
    async replaceIfVersion(collection: string, doc: VersionedDocument, expected: number) {
      const target = of(collection);
      const stored = target.get(doc._id) as VersionedDocument | undefined;
      if (stored?.version !== expected) return false;
      target.set(doc._id, copy({ ...doc, version: expected + 1 }));
      return true;
    },
    async put(collection, docs, day) {
      for (const doc of docs) of(key(collection, day)).set(doc._id, copy(doc));
    },
    async countBy(collection, query, field, sums = []) {
      const groups = new Map<Scalar, Document[]>();
      for (const doc of all(collection, query)) {
        const value = valueAt(doc, field);
        groups.set(value, [...(groups.get(value) ?? []), doc]);
      }
      return [...groups].map(([value, docs]) => ({
        value,
        count: docs.length,
        sums: Object.fromEntries(
          sums.map((name) => [name, docs.reduce((sum, doc) => sum + Number(valueAt(doc, name) ?? 0), 0)]),
        ),
      }));
    },
    async partitions(collection) {
      return [...data.keys()].flatMap((name) =>
        name.startsWith(`${collection}/`) ? [name.split('/')[1] ?? ''] : [],
      );
    },
    async dropPartition(collection, day) {
      data.delete(key(collection, day));
    },
    async sync() {},
    async ping() {},
    async close() {},
  };
  return store;
}

function valueAt(doc: object, field: string): Scalar {
  let value: unknown = doc;
  const direct = (doc as Record<string, unknown>)[field];
  if (direct !== undefined) return direct as Scalar;
  for (const part of field.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
  return (value ?? null) as Scalar;
}

function matches(doc: Document, filter: Filter): boolean {
  return Object.entries(filter).every(([field, condition]) => meets(valueAt(doc, field), condition));
}

function meets(value: Scalar, condition: Condition): boolean {
  if (condition === null || typeof condition !== 'object') return value === condition;
  if ('in' in condition) return condition.in.includes(value);
  if ('exists' in condition) return (value !== null) === condition.exists;
  if ('prefix' in condition) return typeof value === 'string' && value.startsWith(condition.prefix);
  if (value === null) return false;
  const { gt, gte, lt, lte } = condition;
  return (
    (gt === undefined || gt === null || value > gt) &&
    (gte === undefined || gte === null || value >= gte) &&
    (lt === undefined || lt === null || value < lt) &&
    (lte === undefined || lte === null || value <= lte)
  );
}
