import { type Logger, MonitorError } from '@khien/model';
import { diskFiles, type Files, type JournalPaths, journalPaths } from './files';
import { createFrameBox, type FrameBox } from './frame-box';
import type { JournalDeps } from './journal-deps';
import { takeLock } from './lock';
import { checkManifest } from './manifest';
import { openSeals, type Seals } from './seals';
import { checkKeys, type LoadedSegments, loadSegments } from './segments';
import { firstFreeSeq, openSequence, readSequence, type Sequence } from './sequence';
import { createShelf, type Shelf } from './shelf';

/** A journal directory after opening: what is there, and what writing goes on with. */
export interface Recovered {
  files: Files;
  paths: JournalPaths;
  box: FrameBox;
  seals: Seals;
  shelf: Shelf;
  sequence: Sequence;
  keyFile: string;
  /** Number of the first new chunk and of the first new segment. */
  nextSeq: number;
  nextSegment: number;
  damage: LoadedSegments['damage'];
}

/** Brings a directory into order, whatever a crash left in it. */
export async function recover(deps: JournalDeps): Promise<Recovered> {
  const { directory, collectorId, keyRing, log, files = diskFiles, keyFile = 'the key file' } = deps;
  if (!/^[a-z0-9-]{1,40}$/.test(collectorId)) {
    throw new MonitorError(
      'bad_configuration',
      `journal ${directory}: "${collectorId}" is not a collector id`,
    );
  }
  const paths = journalPaths(directory);
  await files.makeDirectory(directory);
  await takeLock(files, paths.lock, directory);
  await checkManifest({ files, paths, collectorId, keyRing, keyFile });
  const box = createFrameBox(collectorId, keyRing);
  const seals = await openSeals({ files, paths, keyRing, now: deps.now });
  for (const problem of seals.problems) log.error('journal chain is damaged', { problem });
  const loading = { files, paths, box, seals, log, keyFile };
  const { segments, nextSegment, damage, lastSeq, endDamaged } = await loadSegments(loading);
  const shelf = await createShelf({ files, paths, seals, segments });
  await checkKeys(loading, shelf.live());
  const free = firstFreeSeq(await readSequence(files, paths), lastSeq, endDamaged);
  const nextSeq = Math.max(free, deps.minSeq ?? 0);
  tellSkipped(log, lastSeq + 1, nextSeq);
  const sequence = await openSequence(files, directory, nextSeq);
  return { files, paths, box, seals, shelf, sequence, keyFile, nextSeq, nextSegment, damage };
}

function tellSkipped(log: Logger, from: number, nextSeq: number): void {
  if (nextSeq > from) log.warn('journal skips numbers that may have been used', { from, to: nextSeq - 1 });
}
