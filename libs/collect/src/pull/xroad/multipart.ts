export interface Part {
  headers: ReadonlyMap<string, string>;
  body: Buffer;
}

/** The `boundary` of a `multipart/…` type, RFC 2046. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  if (!/^\s*multipart\//i.test(contentType ?? '')) return undefined;
  const found = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType ?? '');
  return found?.[1] ?? found?.[2];
}

/** The parts of a multipart body, octets untouched; what was cut off before its closing boundary is no part. */
export function partsOf(body: Buffer, boundary: string): Part[] {
  const line = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  for (let at = lineStart(body, line, 0); at >= 0; ) {
    const begin = body.indexOf('\n', at + line.length) + 1;
    const next = begin === 0 ? -1 : lineStart(body, line, begin);
    if (next < 0) break;
    const end = body[next - 2] === 0x0d ? next - 2 : next - 1;
    parts.push(partOf(body.subarray(begin, Math.max(begin, end))));
    at = next;
  }
  return parts;
}

/** The boundary counts at the start of a line only, and only whole: octets of an attachment may hold anything. */
function lineStart(body: Buffer, line: Buffer, from: number): number {
  for (let at = body.indexOf(line, from); at >= 0; at = body.indexOf(line, at + 1)) {
    const after = body[at + line.length];
    const ends = after === undefined || after === 0x0d || after === 0x0a || after === 0x2d || after === 0x20;
    if (ends && (at === 0 || body[at - 1] === 0x0a)) return at;
  }
  return -1;
}

function partOf(octets: Buffer): Part {
  const gap = /\r?\n\r?\n/.exec(octets.toString('latin1', 0, 16_384));
  // A part that begins with its empty line has no headers.
  const bare = octets[0] === 0x0a || (octets[0] === 0x0d && octets[1] === 0x0a);
  if (bare) return { headers: new Map(), body: octets.subarray(octets[0] === 0x0a ? 1 : 2) };
  const headEnd = gap?.index ?? octets.length;
  const headers = new Map<string, string>();
  for (const header of octets.toString('latin1', 0, headEnd).split(/\r?\n/)) {
    const colon = header.indexOf(':');
    if (colon > 0) headers.set(header.slice(0, colon).trim().toLowerCase(), header.slice(colon + 1).trim());
  }
  return { headers, body: octets.subarray(headEnd + (gap?.[0].length ?? 0)) };
}
