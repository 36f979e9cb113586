const TEXTS: Record<string, string> = {
  'NĐ 331': 'Nghị định số 331/2026/NĐ-CP',
  'NĐ 333': 'Nghị định số 333/2026/NĐ-CP',
  'NĐ 330': 'Nghị định số 330/2026/NĐ-CP',
  'NĐ 85': 'Nghị định số 85/2016/NĐ-CP',
  'Luật 116': 'Luật An ninh mạng số 116/2025/QH15',
};
const ARTICLE = /Đ(\d+)(?:\.(\d+))?([a-zđ](?:[–-][a-zđ])?)?/gu;
const OF_A_TEXT = /(NĐ \d+|Luật \d+) (Đ[\d.a-zđ–-]+(?:, Đ[\d.a-zđ–-]+)*)/gu;

/**
 * A citation as it is written in a document: «NĐ 331 Đ13.2b» → «điểm b khoản 2 Điều 13 Nghị định số 331/2026/NĐ-CP».
 * What is no citation stays as it is.
 */
export function formalClause(citation: string): string {
  return citation
    .replace(OF_A_TEXT, (whole, text: string, articles: string) => {
      const name = TEXTS[text];
      return name === undefined ? whole : `${articles} ${name}`;
    })
    .replace(ARTICLE, (_, article: string, clause?: string, point?: string) =>
      [point && `điểm ${point}`, clause && `khoản ${clause}`, `Điều ${article}`].filter(Boolean).join(' '),
    );
}
