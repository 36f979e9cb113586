import type { Source } from '@khien/model';
import { gunzipped, gzipContent, gzipHead } from './content';
import type { KnownStreams } from './known-streams';
import { createStreamReader, type ReaderDeps } from './stream-reader';
import { addCopy, anchorStart, type StreamState } from './stream-state';
import type { FoundFile } from './watched-files';

/** `done`: nothing more in this version of the file. `later`: look again. `stranger`: none of the known streams, and not watched. */
export type GzipOutcome = 'done' | 'later' | 'stranger';

export interface GzipDeps {
  source: Source;
  found: FoundFile;
  known: KnownStreams;
  reader: ReaderDeps;
  save: () => Promise<void>;
  /** A file that the source's paths name is read even if nobody knows it. */
  watched: boolean;
}

/**
 * A rotated and compressed file: recognised by its decompressed start and read on from where its stream was left.
 * Rejects when the file is cut or damaged; what came before the damage is on disk then.
 */
export async function readGzipFile(deps: GzipDeps): Promise<GzipOutcome> {
  const { source, found, known, watched } = deps;
  const candidates = known.withHead(source.id, await gzipHead(found.path));
  if (candidates.length === 0 && !watched) return 'stranger';
  const content = await gzipContent(
    found.path,
    candidates.flatMap((state) => state.anchors),
  );
  if (content.damage !== undefined && !watched) return 'later';
  const live = async () => content;
  const seen = await known.claim({
    sourceId: source.id,
    file: found,
    content,
    live,
    begin: watched && content.size > 0,
  });
  if (!seen.state) return seen.kind;
  const { state } = seen;
  if (seen.kind === 'copy') {
    if (content.size <= state.offset) addCopy(state, found.version);
    return 'done';
  }
  try {
    if (seen.kind === 'new') await deps.save();
    await readRest(state, deps);
    addCopy(state, found.version);
    state.finished = true;
  } finally {
    known.release(state);
  }
  return 'done';
}

async function readRest(state: StreamState, { source, found, reader: deps }: GzipDeps): Promise<void> {
  const from = state.offset;
  const recentFrom = anchorStart(from);
  const before: Buffer[] = [];
  let reader = from === 0 ? createStreamReader(state, source, Buffer.alloc(0), deps) : undefined;
  let at = 0;
  const take = async (block: Buffer): Promise<void> => {
    const end = at + block.length;
    if (end > recentFrom && at < from) before.push(block.subarray(Math.max(0, recentFrom - at), from - at));
    if (!reader && end >= from) reader = createStreamReader(state, source, Buffer.concat(before), deps);
    if (reader && end > from) await reader.push(block.subarray(Math.max(0, from - at)));
    at = end;
  };
  try {
    for await (const block of gunzipped(found.path)) await take(block);
  } catch (err) {
    await reader?.drain();
    throw err;
  }
  await reader?.flush();
}
