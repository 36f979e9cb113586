const RISKY = /^'*[=+\-@\t\r]/;
const ESCAPED = /^'+[=+\-@\t\r]/;

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection): what stands in the register may have
 * been typed, or heard, by anybody. `unescapeFormula` takes exactly that apostrophe off again.
 */
export function escapeFormula(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

export function unescapeFormula(text: string): string {
  return ESCAPED.test(text) ? text.slice(1) : text;
}
