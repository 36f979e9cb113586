import type { Browser, BrowserContext } from 'playwright-core';

export interface Watched {
  context: BrowserContext;
  /** Errors on the browser's console, breaches of the content policy, requests to other machines. */
  complaints: string[];
}

/** Refusals that belong to the story: asking who is signed in before anybody is, and what a person may not see. */
const REFUSALS = [
  /^401 \/api\/v1\/session(\/refresh)?$/,
  /^403 \/api\/v1\/setup$/,
  /^404 \/api\/v1\/alerts\/[0-9a-f]+$/,
];

/** A visitor of its own, whose browser reports everything that should not happen. */
export async function watchedContext(browser: Browser): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
  const complaints: string[] = [];
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`content policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const status = /status of (\d{3})/.exec(message.text())?.[1];
    const { url } = message.location();
    const refusal = status && url ? `${status} ${new URL(url).pathname}` : '';
    if (!REFUSALS.some((known) => known.test(refusal))) complaints.push(`${message.text()} ${url}`);
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') complaints.push(`left: ${request.url()}`);
  });
  return { context, complaints };
}
