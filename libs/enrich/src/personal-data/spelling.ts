const MARKS = /\p{M}/gu;
const ASCII = /^[\x20-\x7e]*$/;

/** Lower case without diacritics, whatever normal form the text came in: `Họ_Tên`, `HO_TEN` and the NFD spelling are one. */
export function plain(text: string): string {
  const lower = text.toLowerCase();
  return ASCII.test(lower) ? lower : lower.normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd');
}

/** One spelling of a name or address for pseudonyms: the same person gives the same token. */
export function sameSpelling(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s+]+/g, ' ')
    .trim();
}

/** Percent-decoding, up to twice (`%2540`), `+` as space; what does not decode stays as it is. */
export function decodeTwice(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  let decoded = text.replaceAll('+', ' ');
  for (let round = 0; round < 2 && decoded.includes('%'); round++) {
    const next = decodeOnce(decoded);
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}

const RUN = /(?:%[0-9A-Fa-f]{2})+/g;

function decodeOnce(text: string): string {
  return text.replace(RUN, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** Encodes only what would break a query string apart. */
export function encodeLightly(text: string): string {
  return text.replace(/[%&#+\s\0-\x1f]/g, (character) =>
    character === ' ' ? '+' : encodeURIComponent(character),
  );
}
