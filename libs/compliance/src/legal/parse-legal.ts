import type { DutyCycle } from '../deadlines/duty-cycle';
import type { Conflict } from '../layers/conflict';
import type { LayerCheck } from '../layers/layer-check';
import { parametersOf } from './condition';
import { type Dated, overlap } from './dated';
import { type Ends, LegalFile, type LegalRegimes } from './legal-file';
import type { Parameter } from './parameter';

/** A parsed YAML document of `config/legal/` and the line of each of its values. */
export interface LegalDocument {
  file: string;
  value: unknown;
  lineAt: (path: readonly PropertyKey[]) => number;
}

export interface LegalProblem {
  file: string;
  line: number;
  message: string;
}

type Placed<T> = { value: T; file: string; line: number };
type Path = readonly PropertyKey[];

/**
 * The law from its files. A file that is not of the form is left out whole, with a problem for each bad field, and does
 * not hide the others; so are ids taken twice, regimes or values of one parameter that overlap, and references to
 * what is not there.
 */
export function parseLegal(documents: readonly LegalDocument[]): {
  regimes: LegalRegimes;
  problems: LegalProblem[];
} {
  const problems: LegalProblem[] = [];
  const files = documents.flatMap((document) => {
    const parsed = LegalFile.safeParse(document.value);
    if (parsed.success) return [{ document, law: parsed.data }];
    for (const { path, message } of flatIssues(parsed.error.issues))
      problems.push({
        file: document.file,
        line: document.lineAt(path),
        message: `${path.map(String).join('.')}: ${message}`,
      });
    return [];
  });
  const placed = <T>(read: (law: LegalFile) => T[] | undefined, key: string): Placed<T>[] =>
    files.flatMap(({ document, law }) =>
      (read(law) ?? []).map((value, index) => ({
        value,
        file: document.file,
        line: document.lineAt([key, index]),
      })),
    );
  const ends = placed(({ ends: ended }) => ended, 'ends');
  const ended = <T extends Dated & { id: string }>(entries: Placed<T>[]): Placed<T>[] =>
    entries.map((entry) => ({ ...entry, value: closed(entry.value, entry.value.id, ends) }));
  const single = ended(placed(({ regime }) => (regime ? [regime] : []), 'regime'));
  const transitions = ended(placed((law) => law.transitions, 'transitions'));
  const parameters = merged(
    placed((law) => law.parameters, 'parameters'),
    ends,
  );
  const checks = ended(placed((law) => law.layer_checks, 'layer_checks'));
  const conflicts = ended(placed((law) => law.conflicts, 'conflicts'));
  const cycles = ended(placed((law) => law.cycles, 'cycles'));
  const unique = <T extends { id: string }>(entries: Placed<T>[]): T[] => onceEach(entries, problems);
  const regimes: LegalRegimes = {
    regimes: unique(single),
    transitions: unique(transitions),
    duties: unique(ended(placed(({ duties }) => duties, 'duties'))),
    parameters: unique(parameters),
    reports: unique(ended(placed(({ reports }) => reports, 'reports'))),
    layerChecks: unique(checks),
    conflicts: unique(conflicts),
    endpoints: unique(ended(placed(({ endpoints }) => endpoints, 'endpoints'))),
    cycles: unique(cycles),
    reminders: unique(ended(placed(({ reminders }) => reminders, 'reminders'))),
    changeSigns: unique(ended(placed((law) => law.change_signs, 'change_signs'))),
  };
  problems.push(...overlapping(single), ...parameters.flatMap(overlappingEntries));
  problems.push(...dangling(single, transitions, regimes), ...endsOfNothing(ends, regimes));
  problems.push(...danglingFigures({ checks, conflicts, cycles }, regimes));
  return { regimes, problems };
}

export interface Issue {
  path: PropertyKey[];
  message: string;
}

/** Of a union the branch that got furthest says what is wrong. */
export function flatIssues(issues: readonly unknown[], at: Path = []): Issue[] {
  return (issues as (Issue & { code: string; keys?: string[]; errors?: Issue[][] })[]).flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return (issue.keys ?? []).map((key) => ({ path: [...path, key], message: 'unknown field' }));
    const branches = (issue.errors ?? []).map((branch) => flatIssues(branch, path));
    const depth = (branch: Issue[]): number => Math.max(...branch.map((each) => each.path.length));
    const [deepest] = branches.sort((one, other) => depth(other) - depth(one) || one.length - other.length);
    return issue.code === 'invalid_union' && deepest ? deepest : [{ path, message: issue.message }];
  });
}

/** The same with its last day, where a later file gives one and it has none. */
function closed<T extends Dated>(value: T, id: string, ends: readonly Placed<Ends>[]): T {
  const end = ends.find((each) => each.value.id === id)?.value.last_day;
  const open = value.effective_to === undefined && end !== undefined && value.effective_from <= end;
  return open ? { ...value, effective_to: end } : value;
}

/** Another file may add entries to a figure; within one file an id stands once. */
function merged(parameters: Placed<Parameter>[], ends: readonly Placed<Ends>[]): Placed<Parameter>[] {
  const first = new Map<string, Placed<Parameter>>();
  const rest: Placed<Parameter>[] = [];
  for (const placed of parameters) {
    const { value, file } = placed;
    const entries = value.entries.map((entry) => closed(entry, value.id, ends));
    const earlier = first.get(value.id);
    if (!earlier) first.set(value.id, { ...placed, value: { ...value, entries } });
    else if (earlier.file === file) rest.push(placed);
    else earlier.value.entries.push(...entries);
  }
  return [...first.values(), ...rest];
}

function endsOfNothing(ends: readonly Placed<Ends>[], law: LegalRegimes): LegalProblem[] {
  const known = new Set(Object.values(law).flatMap((list: { id: string }[]) => list.map(({ id }) => id)));
  return ends
    .filter(({ value }) => !known.has(value.id))
    .map(({ value, file, line }) => ({ file, line, message: `ends: nothing is called "${value.id}"` }));
}

function onceEach<T extends { id: string }>(entries: Placed<T>[], problems: LegalProblem[]): T[] {
  const first = new Map<string, Placed<T>>();
  for (const entry of entries) {
    const { file, line, value } = entry;
    const earlier = first.get(value.id);
    if (earlier)
      problems.push({
        file,
        line,
        message: `${value.id}: the id is taken by ${earlier.file}:${earlier.line}`,
      });
    else first.set(value.id, entry);
  }
  return [...first.values()].map(({ value }) => value);
}

function overlapping(regimes: Placed<NonNullable<LegalFile['regime']>>[]): LegalProblem[] {
  return regimes.flatMap(({ value, file, line }, index) =>
    regimes
      .slice(0, index)
      .filter((earlier) => earlier.value.id !== value.id && overlap(earlier.value, value))
      .map((earlier) => ({
        file,
        line,
        message: `${value.id}: shares days with regime ${earlier.value.id}`,
      })),
  );
}

function overlappingEntries({ value: { id, entries }, file, line }: Placed<Parameter>): LegalProblem[] {
  const shareLevel = (one?: number[], other?: number[]): boolean =>
    one === undefined || other === undefined || one.some((level) => other.includes(level));
  return entries.flatMap((entry, index) =>
    entries
      .slice(0, index)
      .filter((earlier) => shareLevel(earlier.levels, entry.levels) && overlap(earlier, entry))
      .map(() => ({ file, line, message: `${id}: entry ${index + 1} overlaps an earlier one` })),
  );
}

function dangling(
  regimes: Placed<NonNullable<LegalFile['regime']>>[],
  transitions: Placed<LegalRegimes['transitions'][number]>[],
  law: LegalRegimes,
): LegalProblem[] {
  const known = new Set(law.regimes.map(({ id }) => id));
  const figures = new Set(law.parameters.map(({ id }) => id));
  const inRegimes = regimes.flatMap(({ value, file, line }) => {
    const conditions = [...value.criteria, ...value.doubts, ...value.stops, ...value.notices].map(
      ({ when }) => when,
    );
    const missing = conditions.flatMap(parametersOf).filter((id) => !figures.has(id));
    const strange = (value.gap?.shows ?? []).filter((id) => !known.has(id));
    return [
      ...missing.map((id) => ({ file, line, message: `${value.id}: no parameter "${id}"` })),
      ...strange.map((id) => ({ file, line, message: `${value.id}: no regime "${id}"` })),
    ];
  });
  return [
    ...inRegimes,
    ...transitions
      .filter(({ value }) => value.decides_by !== undefined && !known.has(value.decides_by))
      .map(({ value, file, line }) => ({
        file,
        line,
        message: `${value.id}: no regime "${value.decides_by}"`,
      })),
  ];
}

/** Checks, cycles and conflicts name figures and conflicts that are there, and a figure that chooses names an option. */
function danglingFigures(
  placed: { checks: Placed<LayerCheck>[]; conflicts: Placed<Conflict>[]; cycles: Placed<DutyCycle>[] },
  law: LegalRegimes,
): LegalProblem[] {
  const figures = new Map(law.parameters.map((parameter) => [parameter.id, parameter]));
  const noFigure = (id: string, named: readonly (string | undefined)[]): string[] =>
    named.flatMap((figure) =>
      figure === undefined || figures.has(figure) ? [] : [`${id}: no parameter "${figure}"`],
    );
  const said = <T>(entries: Placed<T>[], complaints: (value: T) => string[]): LegalProblem[] =>
    entries.flatMap(({ value, file, line }) => complaints(value).map((message) => ({ file, line, message })));
  return [
    ...said(placed.cycles, ({ id, parameter }) => noFigure(id, [parameter])),
    ...said(placed.checks, ({ id, parameters, scope }) => [
      ...noFigure(id, Object.values(parameters)),
      ...(scope === undefined || law.conflicts.some((each) => each.id === scope)
        ? []
        : [`${id}: no conflict "${scope}"`]),
    ]),
    ...said(placed.conflicts, ({ id, parameter, options }) => [
      ...noFigure(id, [parameter]),
      ...(figures.get(parameter ?? '')?.entries ?? [])
        .filter(({ value }) => !options.some((option) => option.id === value))
        .map(({ value }) => `${id}: no option "${String(value)}"`),
    ]),
  ];
}
