import { MonitorError } from '@khien/model';
import { type KeyRing, SealError } from '@khien/sealing';
import { checkedLine, parseChecked } from './checked-text';
import type { Files, JournalPaths } from './files';
import { wrongKey } from './segments';

interface Manifest {
  version: 1;
  collectorId: string;
  /** An empty text sealed with the key in use, to notice another key before anything is written. */
  keyCheck: string;
}
export interface ManifestDeps {
  files: Files;
  paths: JournalPaths;
  collectorId: string;
  keyRing: KeyRing;
  keyFile: string;
}

const AAD = 'journal manifest';

/** MonitorError `bad_configuration` when the directory belongs to another collector or was written with a key that is missing. */
export async function checkManifest({
  files,
  paths,
  collectorId,
  keyRing,
  keyFile,
}: ManifestDeps): Promise<void> {
  const known = parseManifest(await files.readText(paths.manifest));
  if (known && known.collectorId !== collectorId) {
    throw new MonitorError(
      'bad_configuration',
      `journal ${paths.directory} belongs to collector "${known.collectorId}", not "${collectorId}"`,
    );
  }
  if (known) openCheck(known);
  const keyCheck = keyRing.seal(Buffer.alloc(0), AAD).toString('base64url');
  const manifest: Manifest = { version: 1, collectorId, keyCheck };
  await files.replace(paths.manifest, checkedLine(JSON.stringify(manifest)));

  function openCheck({ keyCheck: sealed }: Manifest): void {
    try {
      keyRing.open(Buffer.from(sealed, 'base64url'), AAD);
    } catch (error) {
      // Damage of the note itself is no reason not to start: the frames will tell.
      if (!(error instanceof SealError)) throw error;
      if (error.reason === 'unknown_key') throw wrongKey(paths.directory, keyFile, error);
    }
  }
}

function parseManifest(text: string | undefined): Manifest | undefined {
  try {
    const manifest = JSON.parse(parseChecked(text) ?? 'null') as Manifest | null;
    return typeof manifest?.collectorId === 'string' && typeof manifest.keyCheck === 'string'
      ? manifest
      : undefined;
  } catch {
    return undefined;
  }
}
