import { readFile } from 'node:fs/promises';
import { MonitorError } from '@khien/model';
import { readSecretFile } from './secret-file';

export interface TlsFiles {
  caFile?: string | undefined;
  certFile?: string | undefined;
  keyFile?: string | undefined;
}
export interface TlsTexts {
  ca?: string;
  cert?: string;
  key?: string;
}

/** The texts of the files that a source names for TLS; the key must be its owner's alone. */
export async function readTlsFiles({ caFile, certFile, keyFile }: TlsFiles): Promise<TlsTexts> {
  const text = (file: string): Promise<string> =>
    readFile(file, 'utf8').catch((cause: unknown) => {
      throw new MonitorError('bad_configuration', `file ${file}: cannot be read`, { cause });
    });
  return {
    ...(caFile !== undefined && { ca: await text(caFile) }),
    ...(certFile !== undefined && { cert: await text(certFile) }),
    ...(keyFile !== undefined && { key: await readSecretFile(keyFile) }),
  };
}
