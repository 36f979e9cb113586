import { capital } from '../format/capital';

/** What is missing in the same words for several systems: one line on screen. */
export interface ProblemGroup {
  text: string;
  systems: { id: string; name: string }[];
}

interface Problem {
  systemId?: string;
  text: string;
}

/** Keeps the order. A problem of one system begins with its name, which is then said once beside it. */
export function groupProblems(
  problems: readonly Problem[],
  nameOf: (systemId: string) => string | undefined,
): ProblemGroup[] {
  const found = new Map<string, ProblemGroup>();
  for (const { systemId, text } of problems) {
    const name = systemId === undefined ? undefined : nameOf(systemId);
    const rest = name !== undefined && text.startsWith(`${name}: `) ? text.slice(name.length + 2) : text;
    const group = found.get(rest) ?? { text: capital(rest), systems: [] };
    if (systemId !== undefined) group.systems.push({ id: systemId, name: name ?? systemId });
    found.set(rest, group);
  }
  return [...found.values()];
}
