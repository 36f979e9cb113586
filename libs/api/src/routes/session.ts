import { MonitorError } from '@khien/model';
import { CAPABILITIES } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { sessionCookies } from '../cookies';
import { openRoute, type Route, route } from '../route';
import { createSignInThrottle } from '../throttles';

const SignIn = z.strictObject({ username: z.string().max(200), password: z.string().max(1024) });

/** Signing in and out. The session lives in cookies that no script can read. */
export function sessionRoutes({ accounts, publicUrl, now, limits }: ApiDeps): Route[] {
  const cookies = sessionCookies(publicUrl);
  const throttle = createSignInThrottle(limits);
  return [
    openRoute({
      method: 'POST',
      path: '/session',
      summary: 'Sign in',
      body: SignIn,
      async handle({ body, from }) {
        const { username } = body;
        await throttle.take(username, from.ip, () => accounts.refuseSignIn(username, 'throttled', from));
        const signedIn = await accounts.signIn(body, from);
        await throttle.succeeded(username, from.ip);
        return { body: { user: signedIn.user }, cookies: cookies.set(signedIn, now()) };
      },
    }),
    route({
      method: 'GET',
      path: '/session',
      action: 'signed_in',
      summary: 'Who is signed in and what they may do',
      handle: async ({ caller }) => ({
        body: { user: caller.user, capabilities: CAPABILITIES[caller.user.role] },
      }),
    }),
    openRoute({
      method: 'POST',
      path: '/session/refresh',
      summary: 'Exchange the refresh cookie for a new session cookie',
      async handle({ request, from }) {
        const token = cookies.refresh(request);
        if (!token) throw new MonitorError('unauthenticated', 'session: no refresh cookie');
        const signedIn = await accounts.refresh(token, from);
        return { body: { user: signedIn.user }, cookies: cookies.set(signedIn, now()) };
      },
    }),
    route({
      method: 'DELETE',
      path: '/session',
      action: 'signed_in',
      summary: 'Sign out',
      async handle({ caller, from }) {
        await accounts.signOut(caller, from);
        return { cookies: cookies.clear() };
      },
    }),
  ];
}
