import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { PemTexts, ReceiverTls } from '@khien/collect';
import type { Settings } from '@khien/settings';

/** Certificate chain and private key as PEM texts, from the files the settings name. */
export function readTls({ certFile, keyFile }: { certFile: string; keyFile: string }): {
  cert: string;
  key: string;
} {
  return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
}

/**
 * What the receivers show, and the authority whose client certificates they believe; undefined without a certificate.
 * They read the files again as they go, so that a renewed certificate needs no restart.
 */
export function readIngestTls({ tls, ingest }: Pick<Settings, 'tls' | 'ingest'>): ReceiverTls | undefined {
  const files = ingest.tls ?? tls;
  if (!files) return undefined;
  const { clientCaFile } = ingest;
  const reread = async (): Promise<PemTexts> => ({
    cert: await readFile(files.certFile, 'utf8'),
    key: await readFile(files.keyFile, 'utf8'),
    ...(clientCaFile !== undefined && { ca: await readFile(clientCaFile, 'utf8') }),
  });
  return {
    ...readTls(files),
    ...(clientCaFile !== undefined && { ca: readFileSync(clientCaFile, 'utf8') }),
    reread,
  };
}
