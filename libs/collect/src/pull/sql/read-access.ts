import { MonitorError, type SqlTransport } from '@khien/model';
import { readTlsFiles } from '../read-tls-files';
import { readSecretFile } from '../secret-file';
import type { SqlAccess } from './sql-session';

const SCHEMES: Record<SqlTransport['driver'], RegExp> = {
  postgresql: /^postgres(?:ql)?:$/,
  mysql: /^(?:mysql|mariadb):$/,
  sqlserver: /^(?:sqlserver|mssql):$/,
  oracle: /^oracle:$/,
};

/** Where to connect and as whom, read from the files anew for each round: a changed password counts from the next one on. */
export async function readAccess(transport: SqlTransport): Promise<SqlAccess> {
  const { urlFile, host = '', port, database = '', user = '', passwordFile } = transport;
  const place =
    urlFile === undefined
      ? { host, port, database, user, password: undefined }
      : placeOf(await readSecretFile(urlFile), urlFile, transport.driver);
  const password = passwordFile === undefined ? place.password : await readSecretFile(passwordFile);
  const plain = transport.tls === false || (transport.tls === undefined && isHere(place.host));
  return { ...place, password, tls: plain ? undefined : await readTlsFiles(transport.tls || {}) };
}

function placeOf(text: string, file: string, driver: SqlTransport['driver']): Omit<SqlAccess, 'tls'> {
  // Nothing of the text is repeated: there is a password in it.
  if (!URL.canParse(text.trim()))
    throw new MonitorError('bad_configuration', `secret file ${file}: holds no URL`);
  const url = new URL(text.trim());
  if (!SCHEMES[driver].test(url.protocol))
    throw new MonitorError('bad_configuration', `secret file ${file}: "${url.protocol}" is not of ${driver}`);
  return {
    host: decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? undefined : Number(url.port),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: url.password === '' ? undefined : decodeURIComponent(url.password),
  };
}

/** This machine, or a socket of it. */
function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('/') || /^127\.\d+\.\d+\.\d+$/.test(host);
}
