import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { type FormDocument, parseForms } from '../forms/parse-forms';

const folder = join(__dirname, '../../../../config/forms');

/** A YAML text as the settings would hand it over, with the lines of its values. */
export function formDocument(file: string, text: string): FormDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return {
    file,
    value: document.toJS() as unknown,
    lineAt: (path) => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true) as { range?: [number] } | undefined;
        if (node?.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    },
  };
}

/** `config/forms/*.yml` as it ships, without the folder of the dossier's sections. */
export function shippedForms() {
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => formDocument(name, readFileSync(join(folder, name), 'utf8')));
  return parseForms(documents);
}

export const shippedFormTexts = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yml'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
