const ESCAPE = /\\(?:x([0-9A-Fa-f]{2})|(["\\/]))/;
const RUN = /(?:\\x[0-9A-Fa-f]{2})+|\\["\\/]/g;

/**
 * Undoes what servers escape in a logged field: `\"`, `\\` and `\xNN` (octets of UTF-8). Control characters stay escaped, so that a line stays a line.
 */
export function unescapeField(field: string): string {
  if (!field.includes('\\') || !ESCAPE.test(field)) return field;
  return field.replace(RUN, (run) => (run.charAt(1) === 'x' ? decodeOctets(run) : run.charAt(1)));
}

function decodeOctets(run: string): string {
  const octets = Buffer.from(run.replaceAll('\\x', ''), 'hex');
  const text = octets.toString('utf8');
  if (text.includes('\ufffd')) return run;
  return text.replace(
    /[\0-\x1f\x7f]/g,
    (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
