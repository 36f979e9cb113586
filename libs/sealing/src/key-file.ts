import { deriveKey } from './key-ring';
import { KEY_BYTES, keyIdOf } from './sealer';

/** The content of a key file: data keys (newest first) and the key that pseudonyms come from, which never rotates within a year. */
export interface KeyFile {
  current: Buffer;
  previous: Buffer[];
  pseudonym: Buffer;
}
export type ParsedKeyFile = { ok: true; keys: KeyFile } | { ok: false; reason: string };

const LINE = /^(current|previous|pseudonym) ([A-Za-z0-9_-]{43})$/;
const HEADER = [
  '# Khiên data keys. Readable by the monitor alone (mode 0400), backed up apart from the data.',
  '# Without this file the journal, dead letters and pseudonyms cannot be opened by anybody.',
];

/** Reads the text of a key file; the reason of a refusal names the line, never its content. */
export function parseKeyFile(text: string): ParsedKeyFile {
  const found: Record<string, Buffer[]> = { current: [], previous: [], pseudonym: [] };
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, role, encoded] = LINE.exec(line) ?? [];
    if (!role || !encoded) {
      return {
        ok: false,
        reason: `line ${index + 1}: expected "current|previous|pseudonym <43 base64url characters>"`,
      };
    }
    found[role]?.push(Buffer.from(encoded, 'base64url'));
  }
  const { current = [], previous = [], pseudonym = [] } = found;
  if (!current[0] || current.length > 1)
    return { ok: false, reason: `${current.length} current keys, not 1` };
  if (!pseudonym[0] || pseudonym.length > 1) {
    return { ok: false, reason: `${pseudonym.length} pseudonym keys, not 1` };
  }
  return { ok: true, keys: { current: current[0], previous, pseudonym: pseudonym[0] } };
}

/** The text of a new key file from at least 32 octets of cryptographic randomness. */
export function newKeyText(random: Buffer): string {
  if (random.length < KEY_BYTES) throw new RangeError(`sealing: ${KEY_BYTES} random octets are needed`);
  return textOf({
    current: deriveKey(random, 'data key'),
    previous: [],
    pseudonym: deriveKey(random, 'pseudonym key'),
  });
}

/** The same file with a new current key; the old one is kept to open what it sealed. */
export function rotatedKeyText(keys: KeyFile, random: Buffer): string {
  if (random.length < KEY_BYTES) throw new RangeError(`sealing: ${KEY_BYTES} random octets are needed`);
  return textOf({
    ...keys,
    current: deriveKey(random, 'data key'),
    previous: [keys.current, ...keys.previous],
  });
}

function textOf({ current, previous, pseudonym }: KeyFile): string {
  const line = (role: string, key: Buffer): string => `${role} ${key.toString('base64url')}`;
  return [
    ...HEADER,
    `# current key: ${keyIdOf(current)}`,
    line('current', current),
    ...previous.map((key) => line('previous', key)),
    line('pseudonym', pseudonym),
    '',
  ].join('\n');
}
