/** Where in an act a citation points: "NĐ 331/2026 Đ31.2d" is article 31, clause 2, point d of decree 331/2026. */
export interface LawPlace {
  /** Absent where the text around says which act it is. */
  act?: string;
  article: string;
  clause?: string;
  point?: string;
}

/** An act begins with its kind; what else stands before an article is a sentence, which is left as it is. */
const PLACE =
  /^(?:((?:NĐ|Luật|Bộ luật|TT|QĐ|CT|NQ) (?:(?!Đ\d)[^;])+?),? )?Đ(\d+(?:–\d+)?)(?:\.(\d+)([a-zđ])?)?$/;

const ACT_KINDS = { NĐ: 'decree', Luật: 'law', TT: 'circular' } as const;

/** «NĐ 331/2026» is decree 331/2026; undefined for an act that goes by a name. */
export function lawActOf(act: string) {
  const [, kind, number] = /^(NĐ|Luật|TT) (\d[\dA-ZĐ/-]*)$/.exec(act) ?? [];
  return kind && number ? { kind: ACT_KINDS[kind as keyof typeof ACT_KINDS], number } : undefined;
}

/** Our shorthand in the middle of a sentence. */
export const SHORTHAND =
  /(?<![\p{L}\d/])(?:(?:(?:NĐ|Luật|TT) \d[\dA-ZĐ/-]* )?Đ\d+(?:–\d+)?(?:\.\d+[a-zđ]?)?|(?:NĐ|TT) \d[\dA-ZĐ/-]*)(?![\p{L}\d])/gu;

/** Reads our shorthand; undefined for what is none, which is shown as it stands. */
export function lawPlaceOf(text: string): LawPlace | undefined {
  const [, act, article, clause, point] = PLACE.exec(text) ?? [];
  if (!article) return undefined;
  return {
    ...(act ? { act } : {}),
    article,
    ...(clause ? { clause } : {}),
    ...(point ? { point } : {}),
  };
}

/** "Đ11.2, Đ34.1c" are two places; an act named before the first holds for those after it. */
export function lawPlacesOf(text: string): (LawPlace | string)[] {
  let act: string | undefined;
  return text.split(/\s*;\s*|\s*,\s*(?=Đ\d|NĐ |Luật |TCVN )/).map((part) => {
    const place = lawPlaceOf(part.trim());
    if (!place) return part.trim();
    const named = place.act ? place : act ? (lawPlaceOf(`${act} ${part.trim()}`) ?? place) : place;
    act = named.act ?? act;
    return named;
  });
}
