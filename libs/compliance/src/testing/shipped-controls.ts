import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ControlCatalogue } from '../controls/control';
import { parseControls } from '../controls/parse-controls';
import type { LegalProblem } from '../legal/parse-legal';

const folder = join(__dirname, '../../../../rules/controls');

/** `rules/controls/` as it ships. */
export function shippedControls(): { catalogue: ControlCatalogue; problems: LegalProblem[] } {
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => ({
      file: name,
      value: parse(readFileSync(join(folder, name), 'utf8')) as unknown,
      lineAt: () => 1,
    }));
  return parseControls(documents);
}
