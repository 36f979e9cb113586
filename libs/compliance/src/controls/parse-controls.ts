import type { z } from 'zod';
import { flatIssues, type LegalDocument, type LegalProblem } from '../legal/parse-legal';
import {
  type Control,
  type ControlCatalogue,
  type ControlEntry,
  ControlFile,
  type ControlGroup,
  type LawHeading,
} from './control';
import { isByLevel } from './controls-for';
import type { LiveTestSetting } from './live-tests/live-test';
import { LIVE_TESTS } from './live-tests/registry';

type GroupEntry = NonNullable<ControlFile['group']>;
type Path = readonly PropertyKey[];
interface Read {
  document: LegalDocument;
  content: ControlFile;
}

/**
 * The catalogue from the files of `rules/controls/`. A file that is not of the form is left out whole, with a problem for
 * each bad field, and does not hide the others; so are ids taken twice, clauses and figures below a control's first level,
 * settings a test does not know, and headings that name what is not there.
 */
export function parseControls(documents: readonly LegalDocument[]): {
  catalogue: ControlCatalogue;
  problems: LegalProblem[];
} {
  const problems: LegalProblem[] = [];
  const tell = ({ file, lineAt }: LegalDocument, path: Path, message: string): void => {
    problems.push({ file, line: lineAt(path), message });
  };
  const files = documents.flatMap((document): Read[] => {
    const parsed = ControlFile.safeParse(document.value);
    if (parsed.success) return [{ document, content: parsed.data }];
    for (const { path, message } of flatIssues(parsed.error.issues))
      tell(document, path, `${path.map(String).join('.')}: ${message}`);
    return [];
  });
  const groups = files.flatMap(({ content: { group } }) => (group ? [groupOf(group)] : []));
  const controls = files.flatMap((read) => controlsOf(read, tell));
  const headings = files.flatMap(({ content }) => content.headings.map(headingOf));
  const catalogue: ControlCatalogue = {
    groups: firstOfEach(groups, 'group', problems, files),
    controls: firstOfEach(controls, 'control', problems, files),
    headings: firstOfEach(headings, 'heading', problems, files),
  };
  for (const read of files) tellDangling(read, catalogue, tell);
  return { catalogue, problems };
}

type Tell = (document: LegalDocument, path: Path, message: string) => void;

function controlsOf({ document, content: { group, controls } }: Read, tell: Tell): Control[] {
  if (!group) {
    if (controls.length > 0) tell(document, ['controls'], 'controls without a group');
    return [];
  }
  return controls.map((entry, index) => {
    const at = ['controls', index];
    for (const [key, message] of wrongLevels(entry)) tell(document, [...at, key], `${entry.id}: ${message}`);
    const test = testOf(entry.test, (path, message) =>
      tell(document, [...at, 'test', ...path], `${entry.id}: ${message}`),
    );
    return controlOf(entry, group, test);
  });
}

function wrongLevels({ from_level, clauses, parameters }: ControlEntry): [string, string][] {
  const levels = Object.keys(clauses).map(Number);
  const below = levels.filter((level) => level < from_level);
  const figures = Object.entries(parameters).flatMap(([name, value]) =>
    isByLevel(value)
      ? Object.keys(value)
          .filter((level) => !levels.includes(Number(level)))
          .map((level): [string, string] => [
            'parameters',
            `${name} has a figure for level ${level}, which has no clause`,
          ])
      : [],
  );
  return [
    ...(levels.includes(from_level)
      ? []
      : [['clauses', `no clause for its first level ${from_level}`] as [string, string]]),
    ...below.map((level): [string, string] => [
      'clauses',
      `clause for level ${level}, below its first level ${from_level}`,
    ]),
    ...figures,
  ];
}

function testOf(
  entry: ControlEntry['test'],
  tell: (path: Path, message: string) => void,
): LiveTestSetting | undefined {
  if (!entry) return undefined;
  const { kind, proves, ...given } = entry;
  const test = LIVE_TESTS.get(kind);
  if (!test) {
    tell(['kind'], `no live test "${kind}"; there are: ${[...LIVE_TESTS.keys()].join(', ')}`);
    return undefined;
  }
  const read: z.ZodSafeParseResult<unknown> = test.settings.safeParse(given);
  if (read.success) return { kind, proves, settings: read.data };
  for (const { path, message } of flatIssues(read.error.issues))
    tell(path, `test ${path.join('.')}: ${message}`);
  return undefined;
}

function controlOf(entry: ControlEntry, group: GroupEntry, test: LiveTestSetting | undefined): Control {
  const { id, title, nature, mark, clauses, parameters, suggested, equivalent, unstated, note } = entry;
  return {
    id,
    group: group.id,
    title,
    fromLevel: entry.from_level,
    clauses,
    parameters,
    nature,
    mark,
    evidenceKinds: entry.evidence,
    freshnessDays: entry.freshness_days ?? group.freshness_days,
    inheritable: entry.inheritable ?? group.inheritable,
    suggested,
    equivalent,
    onChange: entry.on_change,
    ...(test ? { test } : {}),
    ...(unstated ? { unstated } : {}),
    ...(note ? { note } : {}),
  };
}

function groupOf({ id, title, instrument, clauses, note }: GroupEntry): ControlGroup {
  return { id, title, instrument, clauses, ...(note ? { note } : {}) };
}

function headingOf({ title, gap, ...rest }: ControlFile['headings'][number]): LawHeading {
  return { ...rest, ...(title ? { title } : {}), ...(gap ? { gap } : {}) };
}

type Kind = 'group' | 'control' | 'heading';

function firstOfEach<T extends { id: string }>(
  entries: readonly T[],
  kind: Kind,
  problems: LegalProblem[],
  files: readonly Read[],
): T[] {
  const places = files.flatMap(({ document, content }) =>
    placesOf(content, kind).map((path) => ({ document, path })),
  );
  const first = new Map<string, { entry: T; at: string }>();
  entries.forEach((entry, index) => {
    const { document, path } = places[index] ?? {};
    const line = document?.lineAt(path ?? []) ?? 1;
    const file = document?.file ?? '';
    const earlier = first.get(entry.id);
    if (earlier) problems.push({ file, line, message: `${entry.id}: the id is taken by ${earlier.at}` });
    else first.set(entry.id, { entry, at: `${file}:${line}` });
  });
  return [...first.values()].map(({ entry }) => entry);
}

function placesOf({ group, controls, headings }: ControlFile, kind: Kind): Path[] {
  if (kind === 'group') return group ? [['group']] : [];
  if (kind === 'control') return group ? controls.map((_, index) => ['controls', index]) : [];
  return headings.map((_, index) => ['headings', index]);
}

function tellDangling({ document, content }: Read, { groups, controls }: ControlCatalogue, tell: Tell): void {
  const known = {
    groups: new Set(groups.map(({ id }) => id)),
    controls: new Set(controls.map(({ id }) => id)),
  };
  content.headings.forEach((heading, index) => {
    for (const part of ['groups', 'controls'] as const)
      for (const id of heading[part])
        if (!known[part].has(id))
          tell(document, ['headings', index, part], `${heading.id}: no ${part.slice(0, -1)} "${id}"`);
  });
}
