import { MonitorError, type RestTransport } from '@khien/model';
import { z } from 'zod';
import { exchange } from '../http-exchange';
import type { TlsTexts } from '../read-tls-files';
import { readSecretFile } from '../secret-file';

const Token = z.object({ access_token: z.string().min(1) });

/** The headers that say who asks; secrets are read from their files for each round. */
export async function restCredentials(
  { auth, timeoutSeconds }: RestTransport,
  { tls, signal }: { tls: TlsTexts; signal: AbortSignal },
): Promise<Record<string, string>> {
  if (auth === undefined) return {};
  if (auth.type === 'bearer')
    return { authorization: `Bearer ${(await readSecretFile(auth.tokenFile)).trim()}` };
  if (auth.type === 'api_key')
    return { [auth.header.toLowerCase()]: (await readSecretFile(auth.keyFile)).trim() };
  if (auth.type === 'basic')
    return { authorization: basic(auth.user, await readSecretFile(auth.passwordFile)) };
  const secret = (await readSecretFile(auth.clientSecretFile)).trim();
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(auth.scope && { scope: auth.scope }),
  });
  const { body } = await exchange({
    url: new URL(auth.tokenUrl),
    method: 'POST',
    headers: {
      // RFC 6749, 2.3.1: both are form-encoded before they are joined.
      authorization: basic(encodeURIComponent(auth.clientId), encodeURIComponent(secret)),
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: form.toString(),
    ...{ tls, signal, timeoutMs: timeoutSeconds * 1_000 },
  });
  const token = Token.safeParse(jsonOf(body));
  if (!token.success) throw new MonitorError('unavailable', `${auth.tokenUrl}: answer holds no access_token`);
  return { authorization: `Bearer ${token.data.access_token}` };
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
