import { hkdfSync } from 'node:crypto';
import { createSealer, KEY_BYTES, keyIdIn, keyIdOf, SealError, type Sealer } from './sealer';

/** Seals with the current key, opens with any key it holds: keys rotate without rewriting what is sealed. */
export interface KeyRing extends Sealer {
  /** Names of all keys, the current one first. */
  readonly keyIds: readonly string[];
  /** A ring of keys of their own for one purpose or part (HKDF-SHA256), under the same key names. */
  derive(purpose: string): KeyRing;
}

export interface RingKeys {
  /** 32 octets; new values are sealed with it. */
  current: Buffer;
  /** Keys used before; they only open. */
  previous?: readonly Buffer[];
}

/** A key of its own for one purpose, from a key that is used for nothing else than deriving. */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, 'khien', purpose, KEY_BYTES));
}

/** Makes a ring of the keys of a key file (see parseKeyFile). */
export function createKeyRing({ current, previous = [] }: RingKeys): KeyRing {
  return ringOf([current, ...previous].map((key) => ({ key, keyId: keyIdOf(key) })));
}

function ringOf(keys: ReadonlyArray<{ key: Buffer; keyId: string }>): KeyRing {
  const sealers = new Map<string, Sealer>();
  for (const { key, keyId } of keys) if (!sealers.has(keyId)) sealers.set(keyId, createSealer(key, keyId));
  const keyIds = [...sealers.keys()];
  const newest = [...sealers.values()][0];
  if (!newest) throw new RangeError('sealing: a key ring needs a current key');

  function open(sealed: Uint8Array, aad: string): Buffer {
    const keyId = keyIdIn(sealed);
    if (keyId === undefined) throw new SealError('damaged', 'sealing: not a sealed value');
    const sealer = sealers.get(keyId);
    if (!sealer) {
      throw new SealError('unknown_key', `sealing: sealed with key ${keyId}; we have ${keyIds.join(', ')}`);
    }
    return sealer.open(sealed, aad);
  }

  return {
    keyId: newest.keyId,
    keyIds,
    seal: newest.seal,
    open,
    derive: (purpose) => ringOf(keys.map(({ key, keyId }) => ({ key: deriveKey(key, purpose), keyId }))),
  };
}
