import { type Document, MonitorError, type Store } from '@khien/model';
import { readAll } from '@khien/store';
import { z } from 'zod';
import { noteActivity } from '../note-activity';
import type { By, FileDesk, FileDraft, StoredFile } from '../office';
import type { Room } from '../room';
import { sha256Hex } from '../sha256';

export const MAX_FILE_BYTES = 8 * 1024 * 1024;
/** Octets of a file in one document: 256 KiB of base64. */
const PIECE_BYTES = 192 * 1024;

interface Piece extends Document {
  sha256: string;
  part: number;
  data: string;
}
/** Written after the pieces: a file is there when one of these is. `part` -1 sorts it before them. */
interface Head extends Document {
  sha256: string;
  part: -1;
  name: string;
  mediaType: string;
  size: number;
  agencyId?: string;
  systemId?: string;
  at: number;
  by: string;
}

const Draft = z.strictObject({
  name: z.string().trim().min(1).max(300),
  mediaType: z.string().regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/i),
  bytes: z.instanceof(Buffer),
  agencyId: z.string().min(1).max(120).optional(),
  systemId: z.string().min(1).max(120).optional(),
});

/** Signed files by their SHA-256, in pieces; the same octets are stored once, and everybody who handed them in has a head of their own. */
export function createFileDesk({ store, now }: Pick<Room, 'store' | 'now'>): FileDesk {
  return {
    async put(by, file) {
      const draft = checked(file);
      const sha256 = sha256Hex(draft.bytes);
      await store.insertManyOnce('files', piecesOf(sha256, draft.bytes));
      const head = headOf(sha256, draft, { by, at: now() });
      const { inserted } = await store.insertManyOnce('files', [head]);
      if (inserted === 1) await note(store, by, head);
      return { sha256, bytes: draft.bytes.length };
    },
    get: (sha256) => read(store, sha256),
  };
}

function checked(file: FileDraft): FileDraft {
  const parsed = Draft.safeParse(file);
  if (!parsed.success)
    throw new MonitorError('invalid', 'file: name, media type or content is not usable', {
      problems: parsed.error.issues.map(({ path, message }) => ({
        pointer: `/${path.map(String).join('/')}`,
        message,
      })),
    });
  if (parsed.data.bytes.length === 0)
    throw new MonitorError('invalid', 'file: is empty', {
      problems: [{ pointer: '/base64', message: 'is empty' }],
    });
  if (parsed.data.bytes.length > MAX_FILE_BYTES)
    throw new MonitorError('too_large', `file: more than ${MAX_FILE_BYTES} octets`);
  return file;
}

function piecesOf(sha256: string, bytes: Buffer): Piece[] {
  return Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_none, part) => ({
    _id: `${sha256}:${String(part).padStart(4, '0')}`,
    sha256,
    part,
    data: bytes.subarray(part * PIECE_BYTES, (part + 1) * PIECE_BYTES).toString('base64'),
  }));
}

function headOf(sha256: string, file: FileDraft, { by, at }: { by: By; at: number }): Head {
  const { name, mediaType, bytes, agencyId, systemId } = file;
  return {
    _id: `${sha256}@${agencyId ?? ''}/${systemId ?? ''}`,
    ...{ sha256, part: -1 as const, name: name.trim(), mediaType, size: bytes.length },
    ...(agencyId !== undefined && { agencyId }),
    ...(systemId !== undefined && { systemId }),
    ...{ at, by: by.actor.userId },
  };
}

async function note(store: Store, by: By, head: Head): Promise<void> {
  await noteActivity(store, by, {
    subject: { kind: 'document', id: head.sha256 },
    action: 'document_imported',
    at: head.at,
    data: { name: head.name, bytes: head.size, ...(head.systemId && { systemId: head.systemId }) },
    ...(head.agencyId !== undefined && { agencyId: head.agencyId }),
  });
}

async function read(store: Store, sha256: string): Promise<StoredFile | undefined> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  const docs = await readAll<Head | Piece>(store, 'files', { filter: { sha256 }, sort: [['part', 'asc']] });
  const heads = docs.filter((doc): doc is Head => doc.part === -1).sort((a, b) => a.at - b.at);
  const [head] = heads;
  if (!head) return undefined;
  const pieces = docs.filter((doc): doc is Piece => doc.part !== -1);
  const bytes = Buffer.concat(pieces.map(({ data }) => Buffer.from(data, 'base64')));
  if (sha256Hex(bytes) !== sha256)
    throw new MonitorError('internal', `file ${sha256}: what is stored does not give its hash`);
  return {
    ...{ sha256, name: head.name, mediaType: head.mediaType, bytes },
    owners: heads.map(({ agencyId, systemId }) => ({
      ...(agencyId !== undefined && { agencyId }),
      ...(systemId !== undefined && { systemId }),
    })),
  };
}
