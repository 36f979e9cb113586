/** As far as a header reaches. */
const HEAD_BYTES = 512;
const PRI = /^<\d{1,3}>/;
/** VERSION SP TIMESTAMP SP HOSTNAME SP APP-NAME of RFC 5424. */
const RFC5424 = /^\d{1,2} (?:-|\d{4}-\d\d-\d\dT\S+) \S+ (\S+)/;
const TIMESTAMP = /^(?:[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d+)?|\d{4}-\d\d-\d\dT\S+):? +/;
const TAG_FIRST = /^([^\s:[\]]+)(?:\[[^\]\s]*\])?:(?: |$)/;
const TAG_AFTER_HOST = /^\S+ ([^\s:[\]]+)(?:\[[^\]\s]*\])?:?(?: |$)/;

/** The app name in a message's header, RFC 5424 or RFC 3164 with or without PRI, time and host; only looked at, the message stays as it is. */
export function appNameOf(message: Buffer): string | undefined {
  const text = message.toString('latin1', 0, HEAD_BYTES);
  const head = text.replace(PRI, '');
  const structured = head.length < text.length ? RFC5424.exec(head) : null;
  if (structured) return structured[1] === '-' ? undefined : structured[1];
  const rest = head.replace(TIMESTAMP, '');
  const tag = TAG_FIRST.exec(rest) ?? (rest.length < head.length ? TAG_AFTER_HOST.exec(rest) : null);
  return tag?.[1];
}
