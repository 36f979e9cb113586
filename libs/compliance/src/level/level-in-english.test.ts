import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { shippedLaw } from '../testing/shipped-law';
import { computeLevel, levelInBothLanguages } from './compute-level';
import { LevelInput } from './level-input';

const { law } = shippedLaw();
const DAYS = ['2026-06-30', '2026-08-18', '2026-11-01'];
const cases = parse(readFileSync(join(__dirname, 'level-cases.yml'), 'utf8')) as Array<{
  id: string;
  input: Record<string, unknown>;
}>;
/** Citations, which the console writes out, and names as they were declared. */
const NO_WORDS = /Luật (?=\d)|Đ\d+(?:\.\d+)?[a-zđ]?|«[^»]*»/gu;
/** Marks that only Vietnamese words carry. */
const VIETNAMESE = /[ăâêôơưđàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/u;
const inputOf = (input: Record<string, unknown>) => LevelInput.parse({ name: 'System', ...input });

it.each(
  law.regimes.flatMap((regime) =>
    [
      ...regime.criteria,
      ...regime.doubts,
      ...regime.stops,
      ...regime.notices,
      ...[regime.gap, regime.harm, regime.critical, regime.critical?.candidate, regime.encouraged],
    ].flatMap((said) => (said ? [{ regime: regime.id, ...said }] : [])),
  ),
)('$regime says in English: $text', ({ en }) => expect(en).toBeDefined());

it.each(law.transitions.filter(({ text }) => text !== undefined))('$id says it in English', ({ en }) =>
  expect(en).toBeDefined(),
);

describe.each(DAYS)('on %s', (day) => {
  it.each(cases)('$id has every sentence in both languages, in the same order', ({ input }) => {
    const { warnings, warningsEn = [], reasons } = levelInBothLanguages(inputOf(input), law, day);

    expect(warningsEn).toHaveLength(warnings.length);
    const english = [...warningsEn, ...reasons.map(({ criterionEn }) => criterionEn ?? 'đ')];
    expect(english.filter((sentence) => VIETNAMESE.test(sentence.replace(NO_WORDS, '')))).toEqual([]);
    expect(warnings.map((sentence) => sentence.split(': ')[0]?.match(/^(?:U|LP)-\S+$/)?.[0])).toEqual(
      warningsEn.map((sentence) => sentence.split(': ')[0]?.match(/^(?:U|LP)-\S+$/)?.[0]),
    );
  });
});

it('stays out of the answer of the calculator itself, which programs read', () => {
  const answer = computeLevel(inputOf({ kind: 'internal', information: ['public'] }), law, '2026-11-01');
  expect(Object.keys(answer)).not.toContain('warningsEn');
  expect(answer.reasons.map((reason) => Object.keys(reason).sort())).toEqual([
    ['clause', 'criterion', 'level', 'mark'],
  ]);
});
