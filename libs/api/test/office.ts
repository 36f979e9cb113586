import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LegalDocument, parseControls, parseLegal } from '@khien/compliance';
import { createDocuments, parseForms } from '@khien/documents';
import { parseSections } from '@khien/dossier';
import { type Logger, type Registry, type Store, type System, silentLogger } from '@khien/model';
import { createOffice, type Office } from '@khien/office';
import { createAlertRecorder } from '@khien/record';
import { parse } from 'yaml';
import type { ApiDeps } from '../src';

const ROOT = join(__dirname, '../../..');

function documentsIn(folder: string): LegalDocument[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((file) => ({
      file,
      value: parse(readFileSync(join(ROOT, folder, file), 'utf8')) as unknown,
      lineAt: () => 1,
    }));
}

/** Law, controls, forms and calendar as they ship. */
export const SHIPPED = {
  law: parseLegal(documentsIn('config/legal')).regimes,
  controls: parseControls(documentsIn('rules/controls')).catalogue,
  sections: parseSections(documentsIn('config/forms/sections')).sections,
  forms: parseForms(documentsIn('config/forms')).forms,
  calendar: parse(readFileSync(join(ROOT, 'config/calendar.yml'), 'utf8')) as Registry['calendar'],
};

const name = (text: string) => ({ vi: text, en: text });

/** A card that says enough for a dossier of level 2. */
export const systemCard = (id: string, agencyId: string, more: Partial<System> = {}): System => ({
  id,
  name: name(`Hệ thống ${id}`),
  agencyId,
  dossier: { state: 'none' },
  networks: [],
  hosts: [],
  domains: [],
  datasets: [],
  ownerId: 'ubnd-tinh',
  specialisedUnitId: 'cong-an',
  stage: 'operating',
  levelFacts: { kind: 'internal', information: ['public'], serves: 'unit' },
  ...more,
});

/** The same as somebody enters it who may not say who decides on it. */
export const enteredCard = (id: string, agencyId: string, more: Partial<System> = {}): System => {
  const { ownerId: _owner, specialisedUnitId: _unit, ...card } = systemCard(id, agencyId, more);
  return card;
};

export const agencies: Registry['agencies'] = [
  { id: 'ubnd-tinh', name: name('UBND tỉnh'), kind: 'province' },
  { id: 'cong-an', name: name('Công an tỉnh'), kind: 'department', parent: 'ubnd-tinh' },
  { id: 'so-yt', name: name('Sở Y tế'), kind: 'department', parent: 'ubnd-tinh' },
  { id: 'ttyt', name: name('Trung tâm Y tế'), kind: 'centre', parent: 'so-yt' },
  { id: 'so-gd', name: name('Sở Giáo dục'), kind: 'department', parent: 'ubnd-tinh' },
];

/** A real office over the store, with the register that changes under it. */
export function openOffice({ store, base, now }: { store: Store; base: Registry; now: () => number }) {
  const state = { registry: base };
  const office: Office = createOffice({
    store,
    registry: () => state.registry,
    configuration: () => base,
    law: () => SHIPPED.law,
    controls: () => SHIPPED.controls,
    fourLayers: () => SHIPPED.law,
    sections: () => SHIPPED.sections,
    recorder: createAlertRecorder({ store, log: silentLogger as Logger, now, foldEveryMs: 1 }),
    statusRules: () => [],
    sourceHealth: async () => [],
    retention: { promisedDays: () => 365 },
    now,
    randomBytes,
    log: silentLogger,
  });
  const deps: Pick<
    ApiDeps,
    'registry' | 'office' | 'documents' | 'law' | 'controls' | 'sections' | 'refreshRegister'
  > = {
    registry: () => state.registry,
    office,
    documents: createDocuments({ forms: SHIPPED.forms, now }),
    law: () => SHIPPED.law,
    controls: () => SHIPPED.controls,
    sections: () => SHIPPED.sections,
    async refreshRegister() {
      state.registry = await office.register.effective();
    },
  };
  return deps;
}
