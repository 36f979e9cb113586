import { canonicalIp } from '../decode/ip-address';
import type { Draft } from '../draft/open-draft';

/** `saddr`: the bytes of a sockaddr in hexadecimal. Family 2 is IPv4, 10 IPv6 (little-endian), 1 a path. Laurel writes it as JSON. */
export function putSocket(draft: Draft, value: string | undefined): void {
  if (value === undefined) return;
  const [ip, port] = value.startsWith('{') ? ofJson(value) : ofBytes(value);
  if (ip === undefined) draft.keep('saddr', value);
  else {
    draft.put('destination.ip', ip);
    draft.put('destination.port', port);
  }
}

function ofBytes(value: string): [ip?: string | undefined, port?: number | undefined] {
  if (!/^[0-9A-Fa-f]{16,512}$/.test(value)) return [];
  const bytes = Buffer.from(value, 'hex');
  const family = bytes[0];
  const port = bytes.readUInt16BE(2);
  if (family === 2) return [[...bytes.subarray(4, 8)].join('.'), port];
  if (family !== 10 || bytes.length < 24) return [];
  const words = Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(8 + at * 2).toString(16));
  return [canonicalIp(words.join(':')), port];
}

function ofJson(value: string): [ip?: string | undefined, port?: number | undefined] {
  const ip = /"addr":"([0-9a-fA-F.:]{2,45})"/.exec(value)?.[1];
  const port = /"port":(\d{1,5})/.exec(value)?.[1];
  return [ip === undefined ? undefined : canonicalIp(ip), port === undefined ? undefined : Number(port)];
}
