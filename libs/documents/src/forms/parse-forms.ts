import { FormFile } from './form-file';

/** A parsed YAML document of `config/forms/` and the line of each of its values. */
export interface FormDocument {
  file: string;
  value: unknown;
  lineAt: (path: readonly PropertyKey[]) => number;
}

export interface FormProblem {
  file: string;
  line: number;
  message: string;
}

/**
 * The forms from their files, in the order of their ids. A file that is not of the form is left out whole, with a problem
 * for each bad field, and does not hide the others; so is an id that was taken twice.
 */
export function parseForms(documents: readonly FormDocument[]): {
  forms: FormFile[];
  problems: FormProblem[];
} {
  const problems: FormProblem[] = [];
  const forms = new Map<string, FormFile>();
  for (const document of documents) {
    const parsed = FormFile.safeParse(document.value);
    if (!parsed.success) {
      problems.push(...flatIssues(parsed.error.issues).map((issue) => placed(document, issue)));
      continue;
    }
    const { id } = parsed.data;
    if (forms.has(id))
      problems.push(placed(document, { path: ['id'], message: `"${id}" is taken by another file` }));
    else forms.set(id, parsed.data);
  }
  return { forms: [...forms.values()].sort((one, other) => (one.id < other.id ? -1 : 1)), problems };
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

function placed({ file, lineAt }: FormDocument, { path, message }: Issue): FormProblem {
  const where = path.map(String).join('.');
  return { file, line: lineAt(path), message: where === '' ? message : `${where}: ${message}` };
}

/** Of a union the branch with the fewest complaints says what is wrong. */
function flatIssues(issues: readonly unknown[], at: readonly PropertyKey[] = []): Issue[] {
  return (issues as (Issue & { code: string; keys?: string[]; errors?: unknown[][] })[]).flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return (issue.keys ?? []).map((key) => ({ path: [...path, key], message: 'unknown field' }));
    if (issue.code !== 'invalid_union') return [{ path, message: issue.message }];
    const branches = (issue.errors ?? []).map((branch) => flatIssues(branch, path));
    return branches.sort((one, other) => one.length - other.length)[0] ?? [{ path, message: issue.message }];
  });
}
