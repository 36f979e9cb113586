import type { Logger } from '@khien/model';
import { createProfileBook, type MappingProblem, type ProfileBook, parseMappings } from '@khien/profiles';
import { loadDocuments } from '@khien/settings';

export interface ProfileShelf extends ProfileBook {
  /** Reads the mappings again. Everything new takes effect at once; when any file cannot be used, nothing changes and its problems are returned. */
  reload(): MappingProblem[];
}

/** The profiles that ship and those of the mappings in the folders. At start the usable mappings are in force and every other one is told. */
export function openProfileShelf({
  directories,
  log,
}: {
  directories: readonly string[];
  log: Logger;
}): ProfileShelf {
  const read = () => loadDocuments(directories, parseMappings);
  const told = (problems: readonly MappingProblem[]): void => {
    for (const { file, line, message } of problems)
      log.warn('mapping not usable', { file, line, problem: message });
  };
  const first = read();
  told(first.problems);
  let book = createProfileBook(first.profiles);
  return {
    byId: (id) => book.byId(id),
    recognise: (text) => book.recognise(text),
    ids: () => book.ids(),
    reload() {
      const { profiles, problems } = read();
      told(problems);
      if (problems.length === 0) book = createProfileBook(profiles);
      return problems;
    },
  };
}
