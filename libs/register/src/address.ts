import { z } from 'zod';

const Network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?$/u;
const MAX_NAME = 253;

/** An address or CIDR block, v6 or v4. */
export function isNetwork(text: string): boolean {
  return Network.safeParse(text).success;
}

/** A machine's name as logs carry it: labels of letters, digits, `-` and `_`. */
export function isHostName(text: string): boolean {
  return text.length <= MAX_NAME && text.split('.').every((label) => label.length <= 63 && NAME.test(label));
}

/** A domain has at least one dot and no scheme, port or path; `*.` in front covers what is below. */
export function isDomain(text: string): boolean {
  const name = text.startsWith('*.') ? text.slice(2) : text;
  return name.includes('.') && isHostName(name) && !/^[\d.]+$/.test(name);
}
