import type { UploadedFile } from '../api/views-register';

/** What the API takes in one file. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

export type UploadProblem = 'empty' | 'tooLarge' | 'kind' | 'unreadable';
export type ReadUpload = { ok: true; file: UploadedFile } | { ok: false; problem: UploadProblem };

type Chosen = Pick<File, 'name' | 'size' | 'type' | 'arrayBuffer'>;

/** Reads a chosen file as the API wants it, or says why it cannot be sent. */
export async function readUpload(file: Chosen, accept: readonly string[]): Promise<ReadUpload> {
  if (!accept.some((ending) => file.name.toLowerCase().endsWith(ending)))
    return { ok: false, problem: 'kind' };
  if (file.size === 0) return { ok: false, problem: 'empty' };
  if (file.size > MAX_FILE_BYTES) return { ok: false, problem: 'tooLarge' };
  try {
    const base64 = toBase64(new Uint8Array(await file.arrayBuffer()));
    return {
      ok: true,
      file: { name: file.name, mediaType: file.type || 'application/octet-stream', base64 },
    };
  } catch {
    return { ok: false, problem: 'unreadable' };
  }
}

/** In pieces: a call with millions of arguments would overflow the stack. Their size divides by three, so that they join. */
const PIECE = 3 * 8192;
function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE)
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  return text;
}
