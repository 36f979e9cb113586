import type { Control, ControlAtLevel, ControlCatalogue, ParameterValue } from './control';

/** Whether a figure differs by level. */
export const isByLevel = (
  value: Control['parameters'][string],
): value is Readonly<Partial<Record<string, ParameterValue>>> =>
  typeof value === 'object' && !('iso' in value) && !('vi' in value);

/** What the catalogue asks of a system of this level: the controls that have a clause there, with that level's figures. */
export function controlsFor(catalogue: ControlCatalogue, level: number): ControlAtLevel[] {
  const known = resolved.get(catalogue) ?? new Map<number, ControlAtLevel[]>();
  resolved.set(catalogue, known);
  const found = known.get(level) ?? resolve(catalogue, level);
  known.set(level, found);
  return [...found];
}

/** Asked for every system of a province: a catalogue never changes, another one is another object. */
const resolved = new WeakMap<ControlCatalogue, Map<number, ControlAtLevel[]>>();

function resolve({ groups, controls }: ControlCatalogue, level: number): ControlAtLevel[] {
  const instruments = new Map(groups.map(({ id, instrument }) => [id, instrument]));
  return controls.flatMap((control) => {
    const { clauses, parameters, ...body } = control;
    const number = clauses[level];
    if (number === undefined || level < control.fromLevel) return [];
    const figures = Object.entries(parameters).flatMap(([name, value]) => {
      const figure = isByLevel(value) ? value[level] : value;
      return figure === undefined ? [] : [[name, figure] as const];
    });
    const clause = `${instruments.get(control.group) ?? ''} ${number}`.trim();
    return [{ ...body, level, clause, parameters: Object.fromEntries(figures) }];
  });
}
