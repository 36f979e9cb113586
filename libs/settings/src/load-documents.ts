import { readYamlFile } from './load-yaml-file';
import type { Problem } from './yaml-document';
import { yamlFilesIn } from './yaml-files';

/** A parsed YAML file and the line of each of its values. */
export interface YamlFile {
  file: string;
  value: unknown;
  lineAt: (path: readonly PropertyKey[]) => number;
}

/**
 * Every YAML file of the folders, read by `parse` (`parseLegal`, `parseControls`… of the pure libs). A file that cannot be
 * read is a problem and does not hide the others.
 */
export function loadDocuments<T extends { problems: Problem[] }>(
  directories: readonly string[],
  parse: (documents: YamlFile[]) => T,
): T {
  const problems: Problem[] = [];
  const documents = directories
    .flatMap((folder) => yamlFilesIn(folder, { deep: true }))
    .flatMap((file) => {
      const read = readYamlFile(file);
      if (!read.ok) {
        problems.push(...read.problems);
        return [];
      }
      const { value, lineAt } = read.document;
      return [{ file, value, lineAt }];
    });
  const parsed = parse(documents);
  return { ...parsed, problems: [...problems, ...parsed.problems] };
}
