import { createHmac } from 'node:crypto';
import type { KeyRing } from './key-ring';

const TOKEN_HEX = 16;
const KIND = /^[a-z0-9_]{1,20}$/;

export interface Pseudonymiser {
  /**
   * `cccd:7f3a09…` (kind, colon, 16 hex digits): the same value in the same calendar year gives the same token,
   * so events can be joined; across years they cannot. The caller brings the value to one spelling first.
   */
  pseudonym(kind: string, value: string, year: number): string;
  /** The vault entry that makes a pseudonym reversible: the value sealed under its kind, base64url. */
  sealValue(kind: string, value: string): string;
  /** Opens a vault entry; SealError when it is not one of this kind. Reading one is audited by the caller. */
  openValue(kind: string, sealed: string): string;
}

/** Keyed pseudonyms for personal data (Law 91/2025/QH15 on personal data: de-identified in processing, reversible only with the key). */
export function createPseudonymiser({
  key,
  keyRing,
}: {
  /** 32 octets, from the key file. */
  key: Buffer;
  keyRing: KeyRing;
}): Pseudonymiser {
  const yearKeys = new Map<number, Buffer>();
  const vault = keyRing.derive('pseudonym vault');

  function keyOf(year: number): Buffer {
    const known = yearKeys.get(year);
    if (known) return known;
    const made = createHmac('sha256', key).update(`pseudonyms of ${year}`).digest();
    yearKeys.set(year, made);
    return made;
  }

  function pseudonym(kind: string, value: string, year: number): string {
    if (!KIND.test(kind)) throw new RangeError(`pseudonym: "${kind}" is not a kind`);
    const digest = createHmac('sha256', keyOf(year)).update(`${kind}\n${value}`).digest('hex');
    return `${kind}:${digest.slice(0, TOKEN_HEX)}`;
  }

  return {
    pseudonym,
    sealValue: (kind, value) => vault.seal(Buffer.from(value), kind).toString('base64url'),
    openValue: (kind, sealed) => vault.open(Buffer.from(sealed, 'base64url'), kind).toString(),
  };
}
