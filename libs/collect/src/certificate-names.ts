import { type PeerCertificate, TLSSocket } from 'node:tls';

/** PEM texts. With `ca`, clients may show a certificate that it signed. */
export interface ReceiverTls {
  cert: string;
  key: string;
  ca?: string;
}

/** TLS 1.2 and up; a client without a certificate, or with one of another authority, goes on without a name. */
export function tlsOptions({ cert, key, ca }: ReceiverTls) {
  return {
    cert,
    key,
    minVersion: 'TLSv1.2' as const,
    handshakeTimeout: 10_000,
    ...(ca !== undefined && { ca, requestCert: true, rejectUnauthorized: false }),
  };
}

/** Common name and DNS names, in lower case, of the client certificate that our authority signed; none without one. */
export function certificateNames(socket: unknown): string[] {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return [];
  const certificate: PeerCertificate | undefined = socket.getPeerCertificate();
  const common = certificate?.subject?.CN as string | string[] | undefined;
  const alternatives = (certificate?.subjectaltname ?? '')
    .split(', ')
    .flatMap((one) => (one.startsWith('DNS:') ? [one.slice(4)] : []));
  return [...[common ?? []].flat(), ...alternatives].map((name) => name.toLowerCase());
}
