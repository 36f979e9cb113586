import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { sessionCookies } from '../cookies';
import { openRoute, type Route } from '../route';

const SetUp = z.strictObject({
  secret: z.string().max(200),
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{2,39}$/),
  displayName: z.string().trim().min(1).max(120),
  password: z.string().max(1024),
});

/** First run: whoever holds the printed secret becomes the first administrator. */
export function setUpRoutes({ accounts, publicUrl, now }: ApiDeps): Route[] {
  const cookies = sessionCookies(publicUrl);
  return [
    openRoute({
      method: 'GET',
      path: '/setup',
      summary: 'Whether the first account has still to be made',
      handle: async () => ({ body: { needed: await accounts.setupNeeded() } }),
    }),
    openRoute({
      method: 'POST',
      path: '/setup',
      summary: 'Make the first account with the one-time secret, and sign in',
      body: SetUp,
      async handle({ body: { secret, ...first }, from }) {
        const signedIn = await accounts.completeSetup(secret, first, from);
        return { status: 201, body: { user: signedIn.user }, cookies: cookies.set(signedIn, now()) };
      },
    }),
  ];
}
