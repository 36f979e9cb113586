import { type Collection, MongoBulkWriteError } from 'mongodb';
import type { Stored } from './collection-access';

const DUPLICATE_KEY = 11000;

/** Ids that were there already, in the order of the documents. Whatever else went wrong is thrown, to be tried again. */
export async function insertNew(target: Collection<Stored>, docs: Stored[]): Promise<string[]> {
  try {
    await target.insertMany(docs, { ordered: false });
    return [];
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const failed = [error.writeErrors].flat();
    // A document that is written but not by a majority is not stored: it may be rolled back.
    const onlyDuplicates = failed.length > 0 && failed.every((one) => one.code === DUPLICATE_KEY);
    if (!onlyDuplicates || error.result.getWriteConcernError() !== undefined) throw error;
    const indexes = failed.map((one) => one.index).sort((a, b) => a - b);
    return indexes.map((index) => docs[index]?._id).filter((id) => id !== undefined);
  }
}
