import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { type Logger, MonitorError } from '@khien/model';
import { openSecretFile } from './secret-file';
import type { Settings } from './settings';

const KEY_BYTES = 32;

/** How the data key's file is written and read; `libs/sealing` has both (`newKeyText`, `parseKeyFile`). */
export interface DataKeyFormat<K> {
  create(random: Buffer): string;
  parse(text: string): { ok: true; keys: K } | { ok: false; reason: string };
}

export interface LoadKeysOptions<K> {
  random: (bytes: number) => Buffer;
  dataKeys: DataKeyFormat<K>;
  log: Logger;
}

/** ES256 pair; `kid` is the start of the public key's SHA-256. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export interface Keys<K> {
  /** Seal the journal and whatever else holds records. */
  dataKeys: K;
  /** Signs sessions. */
  signingKey: SigningKey;
  /** Authenticates the cursors of lists; 32 octets. */
  cursorKey: Buffer;
}

/**
 * Reads the three key files, creating those under the data folder that do not exist yet. A file that a setting names
 * must exist: several processes must not each make a key of their own. `bad_configuration` names the file.
 */
export function loadKeys<K>(settings: Settings, { random, dataKeys, log }: LoadKeysOptions<K>): Keys<K> {
  const { keyFiles, dataDir, journalDir } = settings;
  const open = (key: { path: string; named: boolean }, create: () => string) =>
    openSecretFile({
      path: key.path,
      create: key.named ? undefined : create,
      token: random(8).toString('hex'),
      log,
    });
  const bad = (path: string, why: string, cause?: unknown) =>
    new MonitorError('bad_configuration', `secret file ${path}: ${why}`, { cause });

  if (!existsSync(keyFiles.data.path) && existsSync(journalDir) && readdirSync(journalDir).length > 0) {
    throw bad(keyFiles.data.path, `is missing, but ${dataDir} holds data sealed with it; bring the key back`);
  }
  const parsed = dataKeys.parse(open(keyFiles.data, () => dataKeys.create(random(KEY_BYTES))));
  if (!parsed.ok) throw bad(keyFiles.data.path, parsed.reason);

  const cursorKey = Buffer.from(
    open(keyFiles.cursor, () => random(KEY_BYTES).toString('base64url')),
    'base64url',
  );
  if (cursorKey.length !== KEY_BYTES)
    throw bad(keyFiles.cursor.path, `${cursorKey.length} octets, not ${KEY_BYTES}`);

  const pem = open(keyFiles.signing, () => newSigningPem(random));
  const signingKey = readSigningKey(pem);
  if (!signingKey) throw bad(keyFiles.signing.path, 'is no PKCS#8 private key on the curve P-256');
  return { dataKeys: parsed.keys, signingKey, cursorKey };
}

/** A private key on P-256 whose secret number comes from the given randomness. */
function newSigningPem(random: (bytes: number) => Buffer): string {
  const secret = random(KEY_BYTES);
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(secret);
  const point = curve.getPublicKey();
  const part = (from: number, to: number) => point.subarray(from, to).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', d: secret.toString('base64url'), x: part(1, 33), y: part(33, 65) };
  return createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function readSigningKey(pem: string): SigningKey | undefined {
  try {
    const privateKey = createPrivateKey(pem);
    if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return undefined;
    const publicKey = createPublicKey(privateKey);
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    return { kid: createHash('sha256').update(spki).digest('hex').slice(0, 16), privateKey, publicKey };
  } catch {
    return undefined;
  }
}
