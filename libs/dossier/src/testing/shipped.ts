import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createWorkingCalendar,
  type LegalDocument,
  type LegalRegimes,
  parseLegal,
  type WorkingCalendar,
} from '@khien/compliance';
import { Calendar } from '@khien/model';
import { LineCounter, parseDocument } from 'yaml';
import { parseSections } from '../sections/parse-sections';
import type { SectionSpec } from '../sections/section-spec';

const config = join(__dirname, '../../../../config');

function documents(folder: string): LegalDocument[] {
  return readdirSync(join(config, folder))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => documentOf(name, readFileSync(join(config, folder, name), 'utf8')));
}

/** A YAML text with the line of each of its values. */
export function documentOf(file: string, text: string): LegalDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  return { file, value: document.toJS() as unknown, lineAt };
}

/** The law, the calendar and the form as they ship. */
export const LAW: LegalRegimes = parseLegal(documents('legal')).regimes;
export const CALENDAR: WorkingCalendar = createWorkingCalendar(
  Calendar.parse(documentOf('calendar.yml', readFileSync(join(config, 'calendar.yml'), 'utf8')).value),
);
export const SHIPPED_SECTIONS = parseSections(documents('forms/sections'));
export const SPECS: SectionSpec[] = SHIPPED_SECTIONS.sections;
