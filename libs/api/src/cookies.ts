import type { SignedIn } from '@khien/accounts';
import { ACCESS_SECONDS } from '@khien/accounts';
import type { Request } from 'express';

/** Only session calls carry the refresh token. */
export const REFRESH_PATH = '/api/v1/session';
const REFRESH = 'khien_refresh';

export interface SessionCookies {
  access(request: Request): string | undefined;
  refresh(request: Request): string | undefined;
  set(signedIn: SignedIn, now: number): string[];
  clear(): string[];
}

/** Cookies no script can read and no other site can send; `__Host-` and Secure as soon as the address is https (ASVS 5.0 §3.3). */
export function sessionCookies(publicUrl: () => string): SessionCookies {
  const secure = (): boolean => publicUrl().startsWith('https:');
  const name = (): string => (secure() ? '__Host-khien_session' : 'khien_session');
  const line = (key: string, value: string, path: string, maxAge: number): string =>
    `${key}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure() ? '; Secure' : ''}`;
  return {
    access: (request) => cookieOf(request, name()),
    refresh: (request) => cookieOf(request, REFRESH),
    set: ({ accessToken, refreshToken, refreshUntil }, now) => [
      line(name(), accessToken, '/', ACCESS_SECONDS),
      line(REFRESH, refreshToken, REFRESH_PATH, Math.max(0, Math.floor((refreshUntil - now) / 1000))),
    ],
    clear: () => [line(name(), '', '/', 0), line(REFRESH, '', REFRESH_PATH, 0)],
  };
}

function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
