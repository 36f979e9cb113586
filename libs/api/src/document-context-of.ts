import { controlsFor } from '@khien/compliance';
import type { ControlLine, DocumentContext } from '@khien/documents';
import { filledSections } from '@khien/dossier';
import type { ComplianceSheet, System } from '@khien/model';
import type { DossierView } from '@khien/office';
import type { ApiDeps } from './api-deps';
import type { Language } from './language';
import { partiesOf, rolesOf } from './parties-of';

export type ContextDeps = Pick<ApiDeps, 'office' | 'registry' | 'controls' | 'sections' | 'now'>;

/** What the documents about one system speak of, as of today; with a dossier also what it holds. */
export async function documentContextOf(
  deps: ContextDeps,
  { system, view, language }: { system: System; view?: DossierView | undefined; language: Language },
): Promise<DocumentContext> {
  const { office, sections } = deps;
  const [sheet, gaps, roles] = await Promise.all([
    office.sheets.get(system.id),
    office.gaps.plans(system.id),
    rolesOf(deps, system),
  ]);
  const { agencies, evidence, on } = roles;
  const agency = (id: string | undefined) => agencies.find((one) => one.id === id);
  const parties = partiesOf(roles, view?.dossier.appraiserId);
  const level = view?.level ?? office.levelOf(system);
  const form = view && {
    ...roles,
    dossier: view.dossier,
    computed: level,
    specs: sections(),
    sections: view.sections,
  };
  return {
    system,
    agency: agency(system.agencyId),
    owner: agency(parties.owner),
    operator: agency(parties.operator),
    specialisedUnit: agency(parties.specialisedUnit),
    appraiser: agency(parties.appraiser),
    dossier: view?.dossier,
    acts: view?.acts ?? [],
    parts: form ? filledSections(form) : [],
    level,
    sheet,
    controls: linesOf(deps, sheet),
    gaps,
    evidence,
    agencies,
    on,
    language,
  };
}

function linesOf({ controls }: ContextDeps, sheet: ComplianceSheet | undefined): ControlLine[] {
  if (sheet?.level === undefined) return [];
  const catalogue = controls();
  const titles = new Map(catalogue.groups.map(({ id, title }) => [id, title]));
  const results = new Map(sheet.controls.map((result) => [result.controlId, result]));
  return controlsFor(catalogue, sheet.level).map(({ id, title, group, clause, mark }) => ({
    id,
    title,
    group: { id: group, title: titles.get(group) ?? { vi: group, en: group } },
    clause,
    mark,
    result: results.get(id),
  }));
}
