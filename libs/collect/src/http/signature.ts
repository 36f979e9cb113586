import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger, Source } from '@khien/model';
import { createWatchedLines, type WatchedLines } from './watched-lines';

/**
 * A signed request: `Khien-Signature: t=<seconds since the epoch>,v1=<hex>`, where v1 is HMAC-SHA-256 under the source's key over
 * `t LF method LF path LF Idempotency-Key (or nothing) LF hex SHA-256 of the body as sent`.
 */
export interface SignedRequest {
  /** 32 hex digits that no other body has: the same request again is the same records again. */
  id: string;
  onWire(block: Buffer): void;
  /** Once the body has been read. */
  isGood(): boolean;
}

export interface Signatures {
  /** Undefined when the request is not signed, or cannot be by this source: no key, malformed, or more than five minutes off. */
  begin(req: IncomingMessage, asked: { sourceId: string; path: string }): SignedRequest | undefined;
}

const HEADER = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;
const TOLERANCE_MS = 300_000;

export function createSignatures(deps: {
  sources: readonly Source[];
  log: Logger;
  now: () => number;
}): Signatures {
  const keys = new Map<string, WatchedLines>();
  for (const { id, transport } of deps.sources) {
    if (transport.kind !== 'http' || transport.hmacKeyFile === undefined) continue;
    keys.set(id, createWatchedLines({ ...deps, sourceId: id, file: transport.hmacKeyFile, what: 'key' }));
  }

  return {
    begin(req, { sourceId, path }) {
      const header = req.headers['khien-signature'];
      const [, t = '', v1 = ''] = (typeof header === 'string' && HEADER.exec(header)) || [];
      const lines = keys.get(sourceId);
      if (t === '' || !lines || Math.abs(Number(t) * 1000 - deps.now()) > TOLERANCE_MS) return undefined;
      const digest = createHash('sha256');
      const given = Buffer.from(v1, 'hex');
      return {
        id: v1.slice(0, 32),
        onWire: (block) => void digest.update(block),
        isGood() {
          const key = req.headers['idempotency-key'] ?? '';
          const text = [t, req.method, path, key, digest.digest('hex')].join('\n');
          const good = lines.lines().map((line) => createHmac('sha256', line).update(text).digest());
          return good.filter((one) => timingSafeEqual(one, given)).length > 0;
        },
      };
    },
  };
}
