import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Octets of a key: AES-256. */
export const KEY_BYTES = 32;
const VERSION = 1;
const NONCE_AT = 5;
const NONCE_BYTES = 12;
const TEXT_AT = NONCE_AT + NONCE_BYTES;
const TAG_BYTES = 16;
/** What sealing adds to the plain text, in octets. */
export const SEAL_OVERHEAD = TEXT_AT + TAG_BYTES;

export interface Sealer {
  /** Eight hex digits that name the key without telling anything about it. */
  readonly keyId: string;
  /** `version (1) | key id (4) | nonce (12) | cipher text | tag (16)`; `aad` is bound, not stored. */
  seal(plain: Uint8Array, aad: string): Buffer;
  /** Throws SealError when the octets, the key or the `aad` are not those of the sealing. */
  open(sealed: Uint8Array, aad: string): Buffer;
}

/** `unknown_key`: sealed with a key we do not have. `damaged`: right key, but octets or binding are not the original. */
export class SealError extends Error {
  constructor(
    readonly reason: 'damaged' | 'unknown_key',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SealError';
  }
}

/** The public name of a key: first four octets of a hash, in hex. */
export function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('khien key id').update(key).digest('hex').slice(0, 8);
}

/** The key id a sealed value names; undefined when it is not a sealed value. */
export function keyIdIn(sealed: Uint8Array): string | undefined {
  if (sealed.length < SEAL_OVERHEAD || sealed[0] !== VERSION) return undefined;
  return Buffer.from(sealed.buffer, sealed.byteOffset + 1, 4).toString('hex');
}

/**
 * AES-256-GCM with a random 96-bit nonce. NIST SP 800-38D allows 2^32 sealings under one key:
 * whoever seals more than a few million values derives a key for each part first (see KeyRing.derive).
 * `keyId` is given when the key was derived from another one that carries the name.
 */
export function createSealer(key: Buffer, keyId = keyIdOf(key)): Sealer {
  if (key.length !== KEY_BYTES)
    throw new RangeError(`sealing: a key has ${KEY_BYTES} octets, not ${key.length}`);
  const head = Buffer.concat([Buffer.from([VERSION]), Buffer.from(keyId, 'hex')]);

  function seal(plain: Uint8Array, aad: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.concat([head, Buffer.from(aad)]));
    const text = cipher.update(plain);
    return Buffer.concat([head, nonce, text, cipher.final(), cipher.getAuthTag()]);
  }

  function open(sealed: Uint8Array, aad: string): Buffer {
    const found = keyIdIn(sealed);
    if (found === undefined) throw new SealError('damaged', 'sealing: not a sealed value');
    if (found !== keyId)
      throw new SealError('unknown_key', `sealing: sealed with key ${found}, not ${keyId}`);
    const nonce = sealed.subarray(NONCE_AT, TEXT_AT);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.concat([head, Buffer.from(aad)]));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const text = decipher.update(sealed.subarray(TEXT_AT, sealed.length - TAG_BYTES));
    try {
      return Buffer.concat([text, decipher.final()]);
    } catch (error) {
      throw new SealError('damaged', 'sealing: octets or binding are not those of the sealing', {
        cause: error,
      });
    }
  }

  return { keyId, seal, open };
}
