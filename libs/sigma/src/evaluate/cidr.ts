import ipaddr from 'ipaddr.js';

/** An address range: `bits` leading bits of `bytes` are fixed. IPv4-mapped IPv6 addresses count as IPv4. */
export interface CidrRange {
  bytes: number[];
  bits: number;
}

/** Reads `10.0.0.0/8`, `fe80::/10` or a single address. Null when it is none; host bits must be zero. */
export function parseCidr(text: string): CidrRange | null {
  const [address = '', length, rest] = text.split('/');
  const bytes = addressBytes(address);
  if (!bytes || rest !== undefined) return null;
  if (length === undefined) return { bytes, bits: bytes.length * 8 };
  if (!/^\d{1,3}$/.test(length) || Number(length) > bytes.length * 8) return null;
  const range = { bytes, bits: Number(length) };
  return hostBitsAreZero(range) ? range : null;
}

function hostBitsAreZero({ bytes, bits }: CidrRange): boolean {
  return bytes.every((byte, i) => {
    const fixed = Math.min(8, Math.max(0, bits - i * 8));
    return (byte & (0xff >> fixed)) === 0;
  });
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Bytes of an address in dotted or colon form; a zone (`fe80::1%eth0`) is ignored. */
export function addressBytes(text: string): number[] | null {
  const v4 = IPV4.exec(text);
  if (v4) {
    const bytes = [Number(v4[1]), Number(v4[2]), Number(v4[3]), Number(v4[4])];
    return bytes.every((byte) => byte < 256) ? bytes : null;
  }
  if (!text.includes(':')) return null;
  const bare = text.split('%')[0] ?? '';
  if (!ipaddr.IPv6.isValid(bare)) return null;
  const v6 = ipaddr.IPv6.parse(bare);
  return v6.isIPv4MappedAddress() ? v6.toIPv4Address().toByteArray() : v6.toByteArray();
}

export function cidrContains(range: CidrRange, text: string): boolean {
  const bytes = addressBytes(text);
  if (!bytes || bytes.length !== range.bytes.length) return false;
  const whole = range.bits >> 3;
  for (let i = 0; i < whole; i++) if (bytes[i] !== range.bytes[i]) return false;
  const rest = range.bits & 7;
  if (rest === 0) return true;
  const mask = 0xff & (0xff << (8 - rest));
  return ((bytes[whole] ?? 0) & mask) === ((range.bytes[whole] ?? 0) & mask);
}
