import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Logger, Source } from '@khien/model';

export interface IngestTokens {
  /** The sources this bearer token may write to; empty for a token nobody has. Takes the same time for either. */
  owners(token: string): ReadonlySet<string>;
}

interface Holder {
  sourceId: string;
  digests: Buffer[];
  file?: string;
  /** mtime and size of the file when it was read. */
  version?: string;
}

const REFRESH_MS = 5_000;

/**
 * The bearer tokens of the HTTP sources. A token file holds one token a line (`#` starts a comment), so that the old and
 * the new one are both good while a sender changes over; it is read again within five seconds of a change.
 * An unreadable file is an ERROR naming source and file, and leaves the tokens read before.
 */
export function createIngestTokens(deps: {
  sources: readonly Source[];
  log: Logger;
  now: () => number;
}): IngestTokens {
  const { log, now } = deps;
  const holders = deps.sources.flatMap(holderOf);
  let readAt = Number.NEGATIVE_INFINITY;

  function refresh(): void {
    if (now() - readAt < REFRESH_MS && now() >= readAt) return;
    readAt = now();
    for (const holder of holders) if (holder.file !== undefined) readTokens(holder, holder.file, log);
  }

  refresh();
  return {
    owners(token) {
      refresh();
      const digest = sha256(token);
      const owners = new Set<string>();
      for (const { sourceId, digests } of holders) {
        for (const known of digests) if (timingSafeEqual(known, digest)) owners.add(sourceId);
      }
      return owners;
    },
  };
}

function holderOf({ id, transport }: Source): Holder[] {
  if (transport.kind !== 'http') return [];
  const digests = transport.tokenSha256 === undefined ? [] : [Buffer.from(transport.tokenSha256, 'hex')];
  return [{ sourceId: id, digests, ...(transport.tokenFile !== undefined && { file: transport.tokenFile }) }];
}

function readTokens(holder: Holder, file: string, log: Logger): void {
  try {
    const { mtimeMs, size } = statSync(file);
    const version = `${mtimeMs}:${size}`;
    if (version === holder.version) return;
    const tokens = readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    holder.digests = tokens.map(sha256);
    holder.version = version;
    if (tokens.length === 0) log.error('token file holds no token', { sourceId: holder.sourceId, file });
  } catch (err) {
    if (holder.version === 'unreadable') return;
    holder.version = 'unreadable';
    log.error('token file cannot be read', { sourceId: holder.sourceId, file, err });
  }
}

function sha256(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
