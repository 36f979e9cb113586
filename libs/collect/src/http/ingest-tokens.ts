import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger, Source } from '@khien/model';
import { createWatchedLines, type WatchedLines } from './watched-lines';

export interface IngestTokens {
  /**
   * The sources that a sender with this token and these certificate names may write to; empty for a token nobody has.
   * A source with client names needs one of them, and its token too when it has one. Takes the same time for any token.
   */
  owners(token: string, names?: readonly string[]): ReadonlySet<string>;
}

interface Holder {
  sourceId: string;
  digest?: Buffer;
  file?: WatchedLines;
  clientNames?: Set<string>;
  /** Known by its certificate alone. */
  withoutToken: boolean;
}

/** The bearer tokens and client certificates of the HTTP sources. A source that only signs its requests has neither. */
export function createIngestTokens(deps: {
  sources: readonly Source[];
  log: Logger;
  now: () => number;
}): IngestTokens {
  const holders = deps.sources.flatMap((source) => holderOf(source, deps));
  const digests = new Map<string, Buffer>();

  function digestOf(line: string): Buffer {
    const known = digests.get(line) ?? sha256(line);
    digests.set(line, known);
    return known;
  }

  function hasToken({ digest, file }: Holder, given: Buffer): boolean {
    let found = digest !== undefined && timingSafeEqual(digest, given);
    for (const line of file?.lines() ?? []) if (timingSafeEqual(digestOf(line), given)) found = true;
    return found;
  }

  return {
    owners(token, names = []) {
      const given = sha256(token);
      const owners = new Set<string>();
      for (const holder of holders) {
        const { sourceId, clientNames, withoutToken } = holder;
        const named = !clientNames || names.some((name) => clientNames.has(name));
        if (hasToken(holder, given) || withoutToken) if (named) owners.add(sourceId);
      }
      return owners;
    },
  };
}

function holderOf({ id, transport }: Source, deps: { log: Logger; now: () => number }): Holder[] {
  if (transport.kind !== 'http') return [];
  const { tokenSha256, tokenFile, hmacKeyFile, clientNames } = transport;
  const holder: Holder = {
    sourceId: id,
    withoutToken:
      clientNames !== undefined && [tokenSha256, tokenFile, hmacKeyFile].every((one) => one === undefined),
  };
  if (tokenSha256 !== undefined) holder.digest = Buffer.from(tokenSha256, 'hex');
  if (tokenFile !== undefined)
    holder.file = createWatchedLines({ ...deps, sourceId: id, file: tokenFile, what: 'token' });
  if (clientNames) holder.clientNames = new Set(clientNames.map((name) => name.toLowerCase()));
  return [holder];
}

function sha256(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
