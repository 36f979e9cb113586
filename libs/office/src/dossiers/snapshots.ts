import { canonicalJson, verifySnapshot } from '@khien/dossier';
import type { Document, Dossier } from '@khien/model';
import type { DossierDesk } from '../office';
import type { Room } from '../room';
import { sha256Hex } from '../sha256';
import type { Contents } from './context-of';

/** What was held, by its hash: the very text that was hashed, or (of the sample province) the contents themselves. */
interface StoredSnapshot extends Document {
  dossierId?: string;
  systemId?: string;
  at?: number;
  text?: string;
  content?: unknown;
}

export async function keepSnapshot(
  { store, now }: Room,
  dossier: Dossier,
  { hash, content }: Contents,
): Promise<void> {
  const snapshot: StoredSnapshot = {
    _id: hash,
    ...{ dossierId: dossier._id, systemId: dossier.systemId, at: now() },
    text: canonicalJson(content),
  };
  await store.insertManyOnce('snapshots', [snapshot]);
}

export async function readSnapshot({ store }: Room, hash: string): ReturnType<DossierDesk['snapshot']> {
  const stored = await store.get<StoredSnapshot>('snapshots', hash);
  if (!stored) return undefined;
  const { text, content } = stored;
  if (text === undefined) return { hash, content, verified: verifySnapshot(hash, content) };
  return { hash, content: readJson(text), verified: sha256Hex(text) === hash };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
