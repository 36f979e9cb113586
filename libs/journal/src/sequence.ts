import { checkedLine, parseChecked } from './checked-text';
import { type Files, type JournalPaths, journalPaths, type WritableFile } from './files';

/** Numbers reserved at a time: one extra fsync for so many chunks, and at most so many numbers skipped after damage. */
export const RESERVED_BLOCK = 128;

/** A number kept in a file; undefined when there is none or it is damaged. */
export function parseNumber(text: string | undefined): number | undefined {
  const digits = parseChecked(text);
  return digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

export async function writeNumber(files: Files, path: string, value: number): Promise<void> {
  await files.replace(path, checkedLine(String(value)));
}

/**
 * Keeps chunk numbers from being used twice, even when the frames that used them were lost with the end of the file.
 * `reserved` is fsynced before a number is used. `exposed` is written (not fsynced) before anybody is told: after a kill it is exact.
 */
export interface Sequence {
  reserve(through: number): Promise<void>;
  expose(nextSeq: number): Promise<void>;
  close(): Promise<void>;
}

export interface SequenceState {
  reserved: number | undefined;
  exposed: number | undefined;
}

export async function readSequence(files: Files, paths: JournalPaths): Promise<SequenceState> {
  const reserved = parseNumber(await files.readText(paths.reserved));
  return { reserved, exposed: parseNumber(await files.readText(paths.exposed)) };
}

/** The first number that is certainly new. `lastSeen` is the last one found in a frame, -1 for none. */
export function firstFreeSeq(state: SequenceState, lastSeen: number, damaged: boolean): number {
  const { reserved, exposed } = state;
  const fresh = reserved === undefined && exposed === undefined && lastSeen < 0 && !damaged;
  if (fresh) return 0;
  const seen = lastSeen + 1;
  const lost = damaged || reserved === undefined || exposed === undefined || exposed > seen;
  if (!lost) return seen;
  return Math.max(seen, exposed ?? 0, reserved ?? Math.max(seen, exposed ?? 0) + 2 * RESERVED_BLOCK);
}

export async function openSequence(files: Files, directory: string, nextSeq: number): Promise<Sequence> {
  const paths = journalPaths(directory);
  let reserved = nextSeq + RESERVED_BLOCK;
  await writeNumber(files, paths.reserved, reserved);
  let file: WritableFile | undefined;

  async function expose(next: number): Promise<void> {
    // A note for the next start, not a promise: when it cannot be written, that start skips numbers instead.
    try {
      file ??= await files.open(paths.exposed, 'update');
      await file.write([Buffer.from(checkedLine(String(next)).padEnd(32, '\n'))], 0);
    } catch {
      await file?.close().catch(() => {});
      file = undefined;
      await files.remove(paths.exposed).catch(() => {});
    }
  }

  await expose(nextSeq);
  return {
    async reserve(through) {
      if (through < reserved) return;
      const next = through + RESERVED_BLOCK;
      await writeNumber(files, paths.reserved, next);
      reserved = next;
    },
    expose,
    close: async () => file?.close(),
  };
}
