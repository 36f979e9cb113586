import { type Collection, MongoBulkWriteError, MongoNetworkError } from 'mongodb';
import type { Stored } from './collection-access';
import { insertNew } from './insert-new';

/** What the driver throws; no server here can be made to answer like this on demand. */
function bulkError(
  codes: Array<[index: number, code: number]>,
  writeConcern?: { code: number; errmsg: string },
) {
  const writeErrors = codes.map(([index, code]) => ({ index, code, errmsg: 'x' }));
  const result = { getWriteConcernError: () => writeConcern };
  return new MongoBulkWriteError(
    { message: 'x', code: codes[0]?.[1] ?? 0, writeErrors } as never,
    result as never,
  );
}

function collectionThrowing(error: unknown): Collection<Stored> {
  return { insertMany: () => Promise.reject(error) } as unknown as Collection<Stored>;
}

describe('insertNew', () => {
  const docs = ['a', 'b', 'c', 'd'].map((_id) => ({ _id }));

  it.each([
    {
      name: 'duplicates',
      codes: [
        [2, 11000],
        [0, 11000],
      ] as Array<[number, number]>,
      existing: ['a', 'c'],
    },
    { name: 'one duplicate', codes: [[3, 11000]] as Array<[number, number]>, existing: ['d'] },
  ])('takes $name for what is there already', async ({ codes, existing }) => {
    expect(await insertNew(collectionThrowing(bulkError(codes)), docs)).toEqual(existing);
  });

  it.each([
    {
      name: 'another write error among duplicates',
      error: bulkError([
        [0, 11000],
        [1, 121],
      ]),
    },
    { name: 'a write concern that was not reached', error: bulkError([], { code: 64, errmsg: 'timed out' }) },
    {
      name: 'duplicates whose write concern was not reached',
      error: bulkError([[0, 11000]], { code: 64, errmsg: 'x' }),
    },
    { name: 'a broken connection', error: new MongoNetworkError('x') },
  ])('throws $name', async ({ error }) => {
    await expect(insertNew(collectionThrowing(error), docs)).rejects.toBe(error);
  });
});
