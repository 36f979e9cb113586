const LOCK = 'khien-session-refresh';
const DONE_AT = 'khien.refreshed-at';
/** A refresh that another tab finished this recently counts for us too: the refresh cookie is single use. */
const RECENT_MS = 5_000;
/** A claim older than this was left behind by a closed tab. */
const CLAIM_MS = 4_000;

let underWay: Promise<boolean> | undefined;

/** Renews the session cookie once, whatever asks and in however many tabs. Resolves to whether there is a session now. */
export function refreshSession(): Promise<boolean> {
  underWay ??= alone(renew).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function renew(): Promise<boolean> {
  if (Date.now() - Number(localStorage.getItem(DONE_AT) ?? 0) < RECENT_MS) return true;
  const answer = await fetch('/api/v1/session/refresh', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
    credentials: 'same-origin',
  }).catch(() => undefined);
  if (!answer?.ok) return false;
  localStorage.setItem(DONE_AT, String(Date.now()));
  return true;
}

/** One tab at a time: by the browser's locks where it has them (https or localhost), else by a claim in local storage. */
async function alone(work: () => Promise<boolean>): Promise<boolean> {
  if (navigator.locks) return navigator.locks.request(LOCK, work);
  const me = `${Date.now()} ${crypto.getRandomValues(new Uint32Array(1)).join('')}`;
  while (!(await claim(me))) await pause(150);
  try {
    return await work();
  } finally {
    localStorage.removeItem(LOCK);
  }
}

async function claim(me: string): Promise<boolean> {
  const heldSince = Number(localStorage.getItem(LOCK)?.split(' ')[0] ?? 0);
  if (Date.now() - heldSince < CLAIM_MS) return false;
  localStorage.setItem(LOCK, me);
  await pause(50);
  return localStorage.getItem(LOCK) === me;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
