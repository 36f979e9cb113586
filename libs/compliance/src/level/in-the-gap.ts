import type { Bilingual } from '@khien/model';
import { citedWording } from '../legal/mark';
import type { Transition } from '../legal/regime';
import { levelInWords, type Spoken, trackOf } from './level-answer';
import type { LevelInput } from './level-input';
import { type Under, underRegime } from './under-regime';

/**
 * A day on which no criteria are in force: only a level that a transition rule keeps is a level; what the regimes
 * before and after say is told for orientation.
 */
export function inTheGap(
  input: LevelInput,
  { law, regime, on, transitions, told }: Under & { transitions: Transition[]; told: Bilingual[] },
): Spoken {
  const own = underRegime(input, { law, regime, on });
  const shown = law.regimes
    .filter(({ id }) => regime.gap?.shows.includes(id))
    .map((other) => {
      const at = other.effective_from > on ? other.effective_from : (other.effective_to ?? on);
      return underRegime(input, { law, regime: other, on: at });
    });
  const sentence = regime.gap ? [citedWording(regime.gap)] : [];
  const orientation = shown.map(forOrientation);
  const warnings = [...sentence, ...told, ...orientation, ...own.warnings];
  const kept = transitions.some(({ keeps_level }) => keeps_level) ? (input.level_legacy ?? null) : null;
  const keeping = transitions.find(({ keeps_level }) => keeps_level);
  if (kept !== null && keeping) {
    const { clause, mark, title } = keeping;
    return {
      ...own,
      level: kept,
      reasons: [{ clause, criterion: title.vi, criterionEn: title.en, level: kept, mark }],
      undecided: [],
      floor: null,
      candidates: [kept],
      track: trackOf(kept, false),
      warnings,
    };
  }
  const stop = shown.find((each) => each.stop !== null);
  if (stop) return { ...stop, regime: regime.id, warnings: [...warnings, ...stop.warnings] };
  const sure = own.level ?? own.floor;
  const open = [...new Set([...own.candidates, ...shown.flatMap(({ candidates }) => candidates)])];
  const candidates = open.filter((level) => sure === null || level >= sure).sort();
  return {
    ...own,
    level: null,
    undecided: [...new Set(['U-GAP', ...own.undecided])].sort(),
    floor: sure,
    candidates,
    warnings,
  };
}

function forOrientation(each: Spoken): Bilingual {
  const { vi, en } = levelInWords(each);
  return {
    vi: `Theo ${each.regime} (để tham khảo): ${vi}.`,
    en: `By ${each.regime} (for orientation): ${en}.`,
  };
}
