import { gunzipSync, inflateSync } from 'node:zlib';
import { withoutTrailer } from '../syslog/frames';

/** Octets of a message once decompressed: far more than is kept, far less than hurts. */
const MAX_BYTES = 1024 * 1024;

/** The JSON text of a datagram, whose first octets say whether it is compressed with gzip or zlib; undefined when it cannot be decompressed. */
export function gelfMessage(octets: Buffer): Buffer | undefined {
  try {
    const isGzip = octets[0] === 0x1f && octets[1] === 0x8b;
    const isZlib = octets[0] === 0x78 && octets.length > 2 && octets.readUInt16BE(0) % 31 === 0;
    if (isGzip) return withoutTrailer(gunzipSync(octets, { maxOutputLength: MAX_BYTES }));
    return withoutTrailer(isZlib ? inflateSync(octets, { maxOutputLength: MAX_BYTES }) : octets);
  } catch {
    return undefined;
  }
}
