import {
  type LegalRegimes,
  type LevelAnswer,
  LevelInput,
  levelInBothLanguages,
  wasUnderConstruction,
} from '@khien/compliance';
import { type Day, type FieldProblem, MonitorError, type System } from '@khien/model';
import { problemsOf } from '../problems';

type Read = { ok: true; input: LevelInput } | { ok: false; problems: FieldProblem[] };

/**
 * The facts of a card as the calculator reads them. The name is the card's; counts of subjects too, unless the facts have their own; and
 * whether it was under construction when the law changed, which decides by which decree it is levelled (NĐ 331 Đ39.1).
 */
export function factsOfCard(system: System, facts = system.levelFacts): Read {
  const { basic, sensitive } = system.subjects ?? {};
  const counted = basic !== undefined || sensitive !== undefined;
  const own =
    facts !== undefined && ['subjects', 'subjects_basic', 'subjects_sensitive'].some((key) => key in facts);
  const building = wasUnderConstruction(system);
  const parsed = LevelInput.safeParse({
    ...(counted &&
      !own && {
        subjects: { ...(basic !== undefined && { basic }), ...(sensitive !== undefined && { sensitive }) },
      }),
    ...facts,
    ...(building !== undefined && { construction_started_before_2026_07_01: building }),
    name: system.name.vi,
  });
  return parsed.success
    ? { ok: true, input: parsed.data }
    : { ok: false, problems: problemsOf(parsed.error) };
}

/** What the calculator says of a card on a day. Facts that cannot be read say nothing, and the answer says so. */
export function levelOfCard(system: System, law: LegalRegimes, on: Day): LevelAnswer {
  const read = factsOfCard(system);
  if (read.ok) return levelInBothLanguages(read.input, law, on);
  const bare = levelInBothLanguages({ name: system.name.vi }, law, on);
  const fields = read.problems.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
  return {
    ...bare,
    warnings: [`Dữ kiện cấp độ trên thẻ hệ thống không đọc được: ${fields}.`, ...bare.warnings],
    warningsEn: [`The level facts on the card cannot be read: ${fields}.`, ...(bare.warningsEn ?? [])],
  };
}

/** The same with other facts than the card's; MonitorError `invalid` where they cannot be read. */
export function levelWithFacts(
  system: System,
  { facts, law, on }: { facts: Record<string, unknown>; law: LegalRegimes; on: Day },
): LevelAnswer {
  const read = factsOfCard(system, facts);
  if (read.ok) return levelInBothLanguages(read.input, law, on);
  const problems = read.problems.map((problem) => ({ ...problem, pointer: `/facts${problem.pointer}` }));
  throw new MonitorError('invalid', `facts: ${problems[0]?.pointer} ${problems[0]?.message}`, { problems });
}
