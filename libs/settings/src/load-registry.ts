import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Calendar, Registry } from '@khien/model';
import type { z } from 'zod';
import { checkReferences, type Placed } from './check-references';
import { registrySchemas } from './registry-schemas';
import { type Problem, parseYaml, problemsOf } from './yaml-document';
import { readTextFile, yamlFilesIn } from './yaml-files';

const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** Until a calendar says otherwise: Monday to Friday, no holidays. */
const PLAIN_CALENDAR: Calendar = {
  timezone: 'Asia/Ho_Chi_Minh',
  workingHours: {
    days: [1, 2, 3, 4, 5],
    spans: [
      ['07:30', '11:30'],
      ['13:30', '17:00'],
    ],
  },
  holidays: [],
  workingDays: [],
};

export interface LoadedRegistry {
  registry: Registry;
  problems: Problem[];
}

/**
 * Reads `agencies.yml`, `systems/`, `agreements/`, `sources/` and `calendar.yml` of each folder into one registry;
 * a file holds one entry or a list of them. Entries that cannot be read are left out, each with its problem, and never
 * hide the others. Of two entries with one id the first counts; of several calendars the last. An entry that refers
 * to something unknown stays, with a problem: a source keeps being collected while its system is being written down.
 * `fallback.calendar` is used when no folder has a calendar.
 */
export function loadRegistry(
  folders: readonly string[],
  fallback: { calendar?: string | undefined } = {},
): LoadedRegistry {
  const problems: Problem[] = [];
  const entries = <T extends z.ZodType>(schema: T, files: string[]): Placed<z.output<T>>[] =>
    files.flatMap((file) => entriesOf(file, schema, problems));
  const within = (name: string) =>
    folders.flatMap((folder) => yamlFilesIn(join(folder, name), { deep: true }));
  const single = (name: string) =>
    folders.map((folder) => join(folder, name)).filter((file) => existsSync(file));
  for (const folder of folders) {
    if (!existsSync(folder)) problems.push({ file: folder, line: 1, message: 'no such folder' });
  }
  const placed = {
    agencies: entries(registrySchemas.agency, single('agencies.yml')),
    systems: entries(registrySchemas.system, within('systems')),
    agreements: entries(registrySchemas.agreement, within('agreements')),
    sources: entries(registrySchemas.source, within('sources')),
  };
  const spare = fallback.calendar === undefined ? [] : [fallback.calendar];
  const calendars = [...spare, ...single('calendar.yml')].map(loadLegalCalendar);
  problems.push(...calendars.flatMap((calendar) => calendar.problems));
  if (calendars.length === 0) {
    const file = join(folders[0] ?? '', 'calendar.yml');
    problems.push({ file, line: 1, message: 'no calendar: every Monday to Friday counts as a working day' });
  }
  const checked = checkReferences(placed);
  problems.push(...checked.problems);
  return { registry: { ...checked.lists, calendar: calendars.at(-1)?.calendar ?? PLAIN_CALENDAR }, problems };
}

/** Public holidays and swapped working days (Labour Code, article 112). A calendar with a problem is not used in part. */
export function loadLegalCalendar(file: string): { calendar: Calendar; problems: Problem[] } {
  const problems: Problem[] = [];
  const [entry] = entriesOf(file, registrySchemas.calendar, problems);
  return { calendar: entry?.value ?? PLAIN_CALENDAR, problems };
}

function entriesOf<T extends z.ZodType>(file: string, schema: T, problems: Problem[]): Placed<z.output<T>>[] {
  const read = readTextFile(file, MAX_FILE_BYTES);
  if (!read.ok) {
    problems.push(read.problem);
    return [];
  }
  const parsed = parseYaml(file, read.text);
  if (!parsed.ok) {
    problems.push(...parsed.problems);
    return [];
  }
  const { document } = parsed;
  if (document.value === null || document.value === undefined) return [];
  const isList = Array.isArray(document.value);
  const values: unknown[] = Array.isArray(document.value) ? document.value : [document.value];
  return values.flatMap((value, index) => {
    const at = isList ? [index] : [];
    const result = schema.safeParse(value);
    if (result.success) return [{ value: result.data, file, line: document.lineAt(at) }];
    problems.push(...problemsOf(result.error, { file, document, at }));
    return [];
  });
}
