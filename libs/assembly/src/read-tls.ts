import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { PemTexts, ReceiverTls } from '@khien/collect';
import type { Settings } from '@khien/settings';

export interface TlsFiles {
  certFile: string;
  keyFile: string;
  /** The authority whose client certificates are believed. */
  clientCaFile?: string | undefined;
}

/** Certificate chain and private key as PEM texts, and how to read them again: a renewed certificate needs no restart. */
export function readTls({ certFile, keyFile, clientCaFile }: TlsFiles): ReceiverTls {
  const reread = async (): Promise<PemTexts> => ({
    cert: await readFile(certFile, 'utf8'),
    key: await readFile(keyFile, 'utf8'),
    ...(clientCaFile !== undefined && { ca: await readFile(clientCaFile, 'utf8') }),
  });
  return {
    cert: readFileSync(certFile, 'utf8'),
    key: readFileSync(keyFile, 'utf8'),
    ...(clientCaFile !== undefined && { ca: readFileSync(clientCaFile, 'utf8') }),
    reread,
  };
}

/** What the receivers show; undefined without a certificate. */
export function readIngestTls({ tls, ingest }: Pick<Settings, 'tls' | 'ingest'>): ReceiverTls | undefined {
  const files = ingest.tls ?? tls;
  return files && readTls({ ...files, clientCaFile: ingest.clientCaFile });
}
