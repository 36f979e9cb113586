import { resolve } from 'node:path';
import type { Source } from '@khien/model';

type Transport = Source['transport'];

/** The transport of a source that is asked, with the files it names counted from a folder; any other as it is. */
export function withFilesIn(transport: Transport, folder: string): Transport {
  if (transport.kind !== 'sql' && transport.kind !== 'rest' && transport.kind !== 'xroad_opmon')
    return transport;
  return filesIn(transport, folder);
}

/** Every member whose name ends in `File` is one. */
function filesIn<T extends object>(value: T, folder: string): T {
  const resolved = Object.entries(value).map(([name, one]: [string, unknown]) => {
    if (name.endsWith('File') && typeof one === 'string') return [name, resolve(folder, one)];
    const nested = (name === 'tls' || name === 'auth') && typeof one === 'object' && one !== null;
    return [name, nested ? filesIn(one, folder) : one];
  });
  return Object.fromEntries(resolved) as T;
}
