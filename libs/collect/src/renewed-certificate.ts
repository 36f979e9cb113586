import { createSecureContext } from 'node:tls';
import type { Logger } from '@khien/model';
import { type PemTexts, type ReceiverTls, secureTexts } from './certificate-names';

/** What a server over TLS has of its certificate: `https.Server` and `tls.Server` both do. */
interface SecureServer {
  setSecureContext(options: PemTexts & { minVersion: 'TLSv1.2' }): void;
}

export interface CertificateDeps {
  server: SecureServer;
  tls: ReceiverTls;
  log: Logger;
  /** For the log. */
  protocol: string;
}

/** How many renewed certificates were taken over, and how many were not because they do not load. */
export interface CertificateStats {
  renewed: number;
  refused: number;
}

export interface CertificateWatch {
  start(): void;
  stop(): void;
  stats(): CertificateStats;
}

/** A renewal is weeks before the old one ends: half a minute is soon enough. */
const LOOK_EVERY_MS = 30_000;

/**
 * Lets a server over TLS take over a certificate that was renewed on disk, for the connections that begin from then on.
 * Looks at the texts, not at the times of the files: a certificate may come by rename, by a link that is set anew, or with an old time.
 * One that does not load (half written, or without its key yet) changes nothing: it is logged and counted once, and looked at again.
 */
export function watchCertificate({ server, tls, log, protocol }: CertificateDeps): CertificateWatch {
  const stats = { renewed: 0, refused: 0 };
  let shown = fingerprintOf(tls);
  let bad = '';
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  async function look(): Promise<void> {
    if (!tls.reread || looking) return;
    looking = true;
    let seen = 'unreadable';
    try {
      const texts = await tls.reread();
      seen = fingerprintOf(texts);
      if (seen !== shown) take(texts);
      shown = seen;
      bad = '';
    } catch (err) {
      if (seen === bad) return;
      bad = seen;
      stats.refused++;
      log.error('renewed certificate does not load, the one before stays', { err, protocol });
    } finally {
      looking = false;
    }
  }

  function take(texts: PemTexts): void {
    const options = secureTexts(texts);
    // Without a certificate a context is made all the same, and then every handshake fails.
    if (texts.cert === '' || texts.key === '') throw new Error('the file is empty');
    // Tried apart first: a server is not left half changed.
    createSecureContext(options);
    server.setSecureContext(options);
    stats.renewed++;
    log.info('renewed certificate taken over', { protocol });
  }

  return {
    start() {
      if (!tls.reread || timer) return;
      timer = setInterval(() => void look(), tls.lookEveryMs ?? LOOK_EVERY_MS);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
    stats: () => ({ ...stats }),
  };
}

function fingerprintOf({ cert, key, ca }: PemTexts): string {
  return JSON.stringify([cert, key, ca]);
}
