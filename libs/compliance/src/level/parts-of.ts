import type { LevelPart } from './level-input';

/** The system itself, unless it only lists components, and every component. */
export function partsOf(input: LevelPart): LevelPart[] {
  const within = (input.components ?? []).flatMap(partsOf);
  const speaks = input.kind !== undefined || input.types !== undefined || within.length === 0;
  return speaks ? [input, ...within] : within;
}
