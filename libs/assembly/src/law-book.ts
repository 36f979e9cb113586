import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  type ControlCatalogue,
  type LegalDocument,
  type LegalRegimes,
  parseControls,
  parseLegal,
} from '@khien/compliance';
import { type FormFile, parseForms } from '@khien/documents';
import { parseSections, type SectionSpec } from '@khien/dossier';
import type { Logger } from '@khien/model';
import {
  controlDirectories,
  legalDirectories,
  loadControls,
  loadDocuments,
  loadLegal,
  PRODUCT_DIR,
  type Problem,
  type Settings,
} from '@khien/settings';

/** The law and what hangs on it, as data: regimes, controls, the dossier form, official forms. */
export interface LawBook {
  law: () => LegalRegimes;
  controls: () => ControlCatalogue;
  sections: () => readonly SectionSpec[];
  forms: () => readonly FormFile[];
}

/** Reads all of it once; a file that cannot be used is logged with file and line, and the rest is in force. */
export function openLawBook({ configDir }: Pick<Settings, 'configDir'>, log: Logger): LawBook {
  const tell = (problems: readonly Problem[]): void => {
    for (const { file, line, message } of problems)
      log.error('file of the law not in force', { file, line, problem: message });
  };
  const law = loadLegal(legalDirectories(configDir), parseLegal);
  const controls = loadControls(controlDirectories(configDir), parseControls);
  const folders = [join(PRODUCT_DIR, 'config/forms'), join(configDir, 'forms')];
  const forms = [...new Set(folders)].filter((folder) => existsSync(folder));
  const ofSections = ({ file }: LegalDocument): boolean => basename(dirname(file)) === 'sections';
  const sections = loadDocuments(forms, (files) => parseSections(files.filter(ofSections)));
  const official = loadDocuments(forms, (files) => parseForms(files.filter((file) => !ofSections(file))));
  for (const { problems } of [law, controls, sections, official]) tell(problems);
  return {
    law: () => law.regimes,
    controls: () => controls.catalogue,
    sections: () => sections.sections,
    forms: () => official.forms,
  };
}
