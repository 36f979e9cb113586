import { type PeerCertificate, TLSSocket } from 'node:tls';

/** PEM texts. With `ca`, clients may show a certificate that it signed. */
export interface PemTexts {
  cert: string;
  key: string;
  ca?: string;
}

export interface ReceiverTls extends PemTexts {
  /** The texts as they are on disk now; asked every now and then, so that a renewed certificate is shown without a restart. */
  reread?: () => Promise<PemTexts>;
  lookEveryMs?: number;
}

/** TLS 1.2 and up; a client without a certificate, or with one of another authority, goes on without a name. */
export function tlsOptions(tls: ReceiverTls) {
  return {
    ...secureTexts(tls),
    handshakeTimeout: 10_000,
    ...(tls.ca !== undefined && { requestCert: true, rejectUnauthorized: false }),
  };
}

/** The part of a server's options that a renewed certificate replaces. */
export function secureTexts({ cert, key, ca }: PemTexts) {
  return { cert, key, minVersion: 'TLSv1.2' as const, ...(ca !== undefined && { ca }) };
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
