import type { Scalar } from '@khien/model';
import type { Collection } from 'mongodb';
import { valueAt } from '../scalar-order';
import type { Stored } from './collection-access';
import type { Match } from './match';

export interface CountRequest {
  match: Match;
  field: string;
  sums: string[];
}
export interface Counted {
  value: unknown;
  count: number;
  sums: number[];
}

/** Counted by the server. */
export async function countOnServer(
  collection: Collection<Stored>,
  { match, field, sums }: CountRequest,
): Promise<Counted[]> {
  const totals = Object.fromEntries(sums.map((name, index) => [`s${index}`, { $sum: `$${name}` }]));
  const pipeline = [{ $match: match }, { $group: { _id: `$${field}`, count: { $sum: 1 }, ...totals } }];
  const groups = await collection
    .aggregate<Record<string, unknown>>(pipeline, { maxTimeMS: 60_000 })
    .toArray();
  return groups.map((group) => ({
    value: group._id,
    count: Number(group.count),
    sums: sums.map((_name, index) => Number(group[`s${index}`])),
  }));
}

/** Counted here, because FerretDB 1 fills only the first accumulator of a $group (FerretDB/FerretDB#4616). */
export async function countHere(
  collection: Collection<Stored>,
  { match, field, sums }: CountRequest,
): Promise<Counted[]> {
  const paths = sums.map((name) => name.split('.'));
  const groups = new Map<Scalar, Counted>();
  for await (const doc of collection.find(match)) {
    const found = valueAt(doc, field.split('.'));
    const value = typeof found === 'object' || found === undefined ? null : (found as Scalar);
    const group = groups.get(value) ?? { value, count: 0, sums: paths.map(() => 0) };
    group.count++;
    group.sums = group.sums.map((sum, index) => sum + numberAt(doc, paths[index] ?? []));
    groups.set(value, group);
  }
  return [...groups.values()];
}

function numberAt(doc: Stored, path: string[]): number {
  const value = valueAt(doc, path);
  return typeof value === 'number' ? value : 0;
}
