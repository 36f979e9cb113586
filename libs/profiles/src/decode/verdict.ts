export type Verdict = 'allowed' | 'denied';

const ALLOWED: ReadonlySet<string> = new Set(
  (
    'accept accepted allow allowed pass passed passthrough permit permitted permit-all trust trusted fastpath ' +
    'close client-rst server-rst timeout ip-conn start dns built detect detected detected-only monitor monitored ' +
    'log log-only logged alert alerted bypass bypassed exempt exempted continue override decrypt encrypt key-install ' +
    'forward forwarded inspect tunnel-allow redirect allow-for-a-time whitelisted no-action no-action-taken clean'
  ).split(' '),
);
const DENIED: ReadonlySet<string> = new Set(
  (
    'deny denied drop dropped block blocked reject rejected reset reset-both reset-client reset-server ' +
    'reset-dropped drop-session drop-icmp drop-packet drop-all drop-all-packets drop-both block-url block-ip block-override ' +
    'block-continue block-with-reset interactive-block block-session blocklist blacklisted sinkhole sinkholed prevent prevented ' +
    'quarantine quarantined quarantine-interface clear-session clear-connection discard discarded terminate terminated ' +
    'shun shunned unreachable refused would-have-dropped intrusion-block silent-drop'
  ).split(' '),
);

/** Whether a device let something through, from the word it has for what it did. Undefined when the word says neither. */
export function verdictOf(action: string | undefined): Verdict | undefined {
  if (action === undefined) return undefined;
  const known = KNOWN.get(action);
  if (known !== undefined) return known === 'neither' ? undefined : known;
  const word = action
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const verdict = ALLOWED.has(word) ? 'allowed' : DENIED.has(word) ? 'denied' : 'neither';
  if (KNOWN.size < 500) KNOWN.set(action, verdict);
  return verdict === 'neither' ? undefined : verdict;
}

/** Devices use a few words over and over: the answers are kept, and their number is bounded. */
const KNOWN = new Map<string, Verdict | 'neither'>();
