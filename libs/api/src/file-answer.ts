import type { Response } from 'express';
import type { FileAnswer } from './route';

const LONGEST = 180;

/** Sends octets to be saved under a name. The other headers of every answer (nosniff, no-store) stand already. */
export function sendFile(response: Response, { bytes, mediaType, name, inline }: FileAnswer): void {
  response.setHeader('Content-Type', mediaType);
  response.setHeader('Content-Disposition', contentDisposition(name, inline ? 'inline' : 'attachment'));
  response.setHeader('Content-Length', bytes.length);
  response.status(200).end(bytes);
}

/** RFC 6266 with RFC 8187: the name as it is, and for old programs without its marks. */
export function contentDisposition(name: string, disposition: 'attachment' | 'inline'): string {
  const clean = safeName(name);
  const plain = clean
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[^\w.() -]/g, '_');
  const encoded = encodeURIComponent(clean).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${plain === '' ? 'khien' : plain}"; filename*=UTF-8''${encoded}`;
}

/** No path, no control or direction signs, no hidden file: what is left of a name whoever made it. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{C}"<>:|?*]/gu, '')
    .replace(/^[.\s]+/, '')
    .slice(-LONGEST)
    .replaceAll(/\p{Cs}/gu, '');
  return clean === '' ? 'khien' : clean;
}
