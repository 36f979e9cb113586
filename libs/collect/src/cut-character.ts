/** Octets without the start of a UTF-8 character whose rest was cut off; anything else stays as it is. */
export function withoutCutCharacter(octets: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, octets.length); back++) {
    const octet = octets[octets.length - back] ?? 0;
    if ((octet & 0xc0) === 0x80) continue;
    return lengthFromLead(octet) > back ? octets.subarray(0, octets.length - back) : octets;
  }
  return octets;
}

function lengthFromLead(octet: number): number {
  if (octet >= 0xf0 && octet <= 0xf4) return 4;
  if (octet >= 0xe0 && octet < 0xf0) return 3;
  return octet >= 0xc2 && octet < 0xe0 ? 2 : 1;
}
