import type { KeyObject } from 'node:crypto';
import { MonitorError } from '@khien/model';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

/** Life of an access token: short, because a disabled account must not outlive it even where nobody asks the store. */
export const ACCESS_SECONDS = 10 * 60;
const TYP = 'khien-access+jwt';
const ALGORITHM = 'ES256';
const CLOCK_TOLERANCE_SECONDS = 5;

/** One ES256 (P-256) key pair. Old keys stay without their private half until the last token they signed is over. */
export interface TokenKey {
  kid: string;
  privateKey?: KeyObject | undefined;
  publicKey: KeyObject;
}
export interface TokenOptions {
  /** The first one with a private key signs. */
  keys: readonly TokenKey[];
  issuer: string;
  audience: string;
  /** Milliseconds since the epoch. */
  now: () => number;
}

const Header = z.strictObject({ alg: z.literal(ALGORITHM), typ: z.literal(TYP), kid: z.string() });
const Claims = z.strictObject({
  iss: z.string(),
  aud: z.string(),
  sub: z.string().min(1),
  sid: z.string().min(1),
  jti: z.string().min(1),
  iat: z.number(),
  nbf: z.number(),
  exp: z.number(),
});
/** What an access token says. `sub` is the user, `sid` the session it belongs to; times in seconds since the epoch. */
export type TokenClaims = z.infer<typeof Claims>;

export interface Tokens {
  issue(who: { userId: string; sessionId: string; tokenId: string }): string;
  /** MonitorError `unauthenticated` for anything but a current token of ours. */
  verify(token: string): TokenClaims;
}

/**
 * Access tokens as RFC 8725 wants them: one algorithm, keys only from here (a token's jku, jwk, x5u or crit make it invalid),
 * issuer, audience, typ, expiry and not-before checked. Throws `bad_configuration` for keys of another kind.
 */
export function createTokens({ keys, issuer, audience, now }: TokenOptions): Tokens {
  for (const key of keys) refuseOtherKinds(key);
  const signing = keys.find((key) => key.privateKey);
  if (!signing?.privateKey) throw new MonitorError('bad_configuration', 'tokens: no key to sign with');
  const { kid, privateKey } = signing;
  return {
    issue({ userId, sessionId, tokenId }) {
      const iat = Math.floor(now() / 1000);
      const claims = { sub: userId, sid: sessionId, jti: tokenId, iat, nbf: iat, exp: iat + ACCESS_SECONDS };
      return jwt.sign({ ...claims, iss: issuer, aud: audience }, privateKey, {
        algorithm: ALGORITHM,
        header: { alg: ALGORITHM, typ: TYP, kid },
      });
    },
    verify(token) {
      try {
        const header = Header.parse(jwt.decode(token, { complete: true })?.header);
        const key = keys.find((one) => one.kid === header.kid);
        if (!key) throw new Error('unknown kid');
        const payload = jwt.verify(token, key.publicKey, {
          algorithms: [ALGORITHM],
          issuer,
          audience,
          clockTimestamp: now() / 1000,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
        });
        return Claims.parse(payload);
      } catch (cause) {
        throw new MonitorError('unauthenticated', 'session: token refused', { cause });
      }
    },
  };
}

function refuseOtherKinds({ kid, privateKey, publicKey }: TokenKey): void {
  const fine = [publicKey, ...(privateKey ? [privateKey] : [])].every(
    (key) => key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1',
  );
  if (fine && publicKey.type === 'public' && (!privateKey || privateKey.type === 'private')) return;
  throw new MonitorError('bad_configuration', `tokens: key ${kid} is not a P-256 key pair`);
}
