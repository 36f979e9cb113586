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

/** Full-width forms, spaces and dashes that are not ASCII's, and characters that are not seen at all. */
const FOREIGN = /[\uFF01-\uFF5E\u00A0\u00AD\u2000-\u2015\u202F\u2060\u2212\u3000\uFEFF]/;
const EACH_FOREIGN = new RegExp(FOREIGN, 'g');

/** Whether `foldForeign` would change the text. */
export function hasForeign(text: string): boolean {
  return FOREIGN.test(text);
}

/** One spelling of digits and what stands between them: `０７９` is `079`, a no-break space is a space, a zero-width one is nothing. */
export function foldForeign(text: string): string {
  return text.replace(EACH_FOREIGN, (character) => {
    const code = character.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
    if (code === 0xad || code === 0xfeff || code === 0x2060 || (code >= 0x200b && code <= 0x200f)) return '';
    return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 ? '-' : ' ';
  });
}
