import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { LegalRegimes } from '../legal/legal-file';
import { type LegalProblem, parseLegal } from '../legal/parse-legal';

const folder = join(__dirname, '../../../../config/legal');

/** `config/legal/` as it ships. */
export function shippedLaw(): { law: LegalRegimes; problems: LegalProblem[] } {
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => ({
      file: name,
      value: parse(readFileSync(join(folder, name), 'utf8')) as unknown,
      lineAt: () => 1,
    }));
  const { regimes, problems } = parseLegal(documents);
  return { law: regimes, problems };
}
