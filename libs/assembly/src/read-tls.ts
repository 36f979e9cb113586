import { readFileSync } from 'node:fs';
import type { Settings } from '@khien/settings';

/** Certificate chain and private key as PEM texts, from the files the settings name. */
export function readTls({ certFile, keyFile }: { certFile: string; keyFile: string }): {
  cert: string;
  key: string;
} {
  return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
}

/** What the receivers show, and the authority whose client certificates they believe; undefined without a certificate. */
export function readIngestTls({
  tls,
  ingest,
}: Pick<Settings, 'tls' | 'ingest'>): { cert: string; key: string; ca?: string } | undefined {
  const files = ingest.tls ?? tls;
  if (!files) return undefined;
  const { clientCaFile } = ingest;
  return { ...readTls(files), ...(clientCaFile !== undefined && { ca: readFileSync(clientCaFile, 'utf8') }) };
}
