import type { ControlCatalogue } from '@khien/compliance';
import type { Bilingual, System } from '@khien/model';
import type { SourceOutlook } from './api-deps';

/** Something by its id and what it is called; without a title where it left what is in force, or is not the reader's to see. */
export interface Named {
  id: string;
  title?: Bilingual;
}

export type NamedRests = Record<keyof SourceOutlook['rests'], Named[]>;

interface Titles {
  ruleTitle: (ruleId: string) => Bilingual | undefined;
  controls: ControlCatalogue['controls'];
  /** The systems the reader may see. */
  systems: readonly System[];
}

/** What rests on a source, in words. */
export function nameRests(
  { rules, onlyHere, controls, dossiers }: SourceOutlook['rests'],
  titles: Titles,
): NamedRests {
  const ofControls = new Map(titles.controls.map(({ id, title }) => [id, title]));
  const ofSystems = new Map(titles.systems.map(({ id, name }) => [id, name]));
  return {
    rules: named(rules, titles.ruleTitle),
    onlyHere: named(onlyHere, titles.ruleTitle),
    controls: named(controls, (id) => ofControls.get(id)),
    dossiers: named(dossiers, (id) => ofSystems.get(id)),
  };
}

function named(ids: readonly string[], titleOf: (id: string) => Bilingual | undefined): Named[] {
  return ids.map((id) => {
    const title = titleOf(id);
    return title === undefined ? { id } : { id, title };
  });
}
