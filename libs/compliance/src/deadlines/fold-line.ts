/** RFC 5545 3.1: content lines are at most 75 octets without the line break. */
const MOST_OCTETS = 75;

/** A content line folded with CRLF and a space, never within a character. */
export function foldLine(line: string): string {
  // No UTF-16 unit takes more than three octets.
  if (line.length * 3 <= MOST_OCTETS) return line;
  const parts: string[] = [];
  let [start, octets, index] = [0, 0, 0];
  while (index < line.length) {
    const code = line.codePointAt(index) ?? 0;
    const more = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + more > MOST_OCTETS) {
      parts.push(line.slice(start, index));
      start = index;
      // The space that begins a folded line counts.
      octets = 1;
    }
    octets += more;
    index += code < 0x10000 ? 1 : 2;
  }
  parts.push(line.slice(start));
  return parts.join('\r\n ');
}

/** RFC 5545 3.3.11: a TEXT value. Control characters other than line breaks have no place in one. */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n');
}
