import type { Logger } from '@khien/model';
import { z } from 'zod';
import { positionFile } from '../position-file';
import { StreamState } from './stream-state';

const Checkpoint = z.strictObject({ version: z.literal(1), streams: z.array(StreamState) });

export interface Checkpoint {
  load(): Promise<StreamState[]>;
  /** Resolves when what the streams were at the call, or later, is on disk. A failure is logged once and does not stop the reading. */
  save(streams: () => readonly StreamState[]): Promise<void>;
}

/** The file that remembers how far each stream is on disk. */
export function createCheckpoint(file: string, { log, now }: { log: Logger; now: () => number }): Checkpoint {
  const lost = 'file positions are unreadable: reading on from the journal, or from the start';
  const kept = positionFile({ file, shape: Checkpoint, lost, log, now });
  let writing: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let failing = false;

  async function write(streams: readonly StreamState[]): Promise<void> {
    try {
      await kept.replace({ version: 1, streams });
      failing = false;
    } catch (err) {
      if (!failing) log.error('file positions cannot be saved', { file, err });
      failing = true;
    }
  }

  return {
    load: async () => (await kept.read())?.streams ?? [],
    /** Calls during a write share the next one. */
    save(streams) {
      waiting ??= writing.then(() => {
        waiting = undefined;
        writing = write(streams());
        return writing;
      });
      return waiting;
    },
  };
}
