import { readFileSync } from 'node:fs';

/** Certificate chain and private key as PEM texts, from the files the settings name. */
export function readTls({ certFile, keyFile }: { certFile: string; keyFile: string }): {
  cert: string;
  key: string;
} {
  return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
}
