import type { Bilingual, Registry, Severity, Source, System, TechnicalLayer } from '@khien/model';

/** A rule as far as it matters here: what it needs to be fed with. */
export interface FedRule {
  id: string;
  level: Severity;
  /** Whether events of this profile can feed the rule; undefined where the rule asks for no kind of source. */
  fedBy: (profile: string) => boolean | undefined;
}

/** A control whose live test looks at log sources of these layers; of every layer when it names none. */
export interface FedControl {
  id: string;
  layers?: readonly TechnicalLayer[];
  fromLevel: number;
}

/** What rests on a source: what cannot be seen, verified or vouched for while it is silent. */
export interface BlastRadius {
  /** Rules that this source feeds, and of them those that no other registered source feeds. */
  rules: string[];
  onlyHere: string[];
  /** Controls of the system that are tested on sources of this one's technical layer, while no other source of the layer speaks for the system. */
  controls: string[];
  /** Systems whose dossiers rest on it: the source's own and those that stand on its platform. */
  dossiers: string[];
}

export interface BlastRadiusInput {
  registry: Pick<Registry, 'sources' | 'systems'>;
  rules: readonly FedRule[];
  controls: readonly FedControl[];
  layerOf: (profile: string) => TechnicalLayer | undefined;
}

const ORDER: Readonly<Record<Severity, number>> = {
  critical: 0,
  high: 1,
  medium: 2,
  low: 3,
  informational: 4,
};

/** What a province does not see while this source is silent. Pure; gravest rules first. */
export function blastRadius(
  source: Source,
  { registry, rules, controls, layerOf }: BlastRadiusInput,
): BlastRadius {
  const others = registry.sources.filter(({ id }) => id !== source.id);
  const profiles = new Set(others.map(({ profile }) => profile));
  const fed = rules
    .filter(({ fedBy }) => fedBy(source.profile) === true)
    .sort((a, b) => ORDER[a.level] - ORDER[b.level] || (a.id < b.id ? -1 : 1));
  const system = registry.systems.find(({ id }) => id === source.systemId);
  return {
    rules: fed.map(({ id }) => id),
    onlyHere: fed
      .filter(({ fedBy }) => ![...profiles].some((profile) => fedBy(profile) === true))
      .map(({ id }) => id),
    controls: system ? controlsOn({ source, system, others }, controls, layerOf) : [],
    dossiers: registry.systems
      .filter(({ id, hostedOn }) => id === source.systemId || hostedOn === source.systemId)
      .filter(({ dossier }) => dossier.state !== 'none' && dossier.state !== 'retired')
      .map(({ id }) => id),
  };
}

function controlsOn(
  { source, system, others }: { source: Source; system: System; others: readonly Source[] },
  controls: readonly FedControl[],
  layerOf: BlastRadiusInput['layerOf'],
): string[] {
  const layer = layerOf(source.profile);
  const beside = others.filter(({ systemId }) => systemId === system.id);
  const alone = !beside.some(({ profile }) => layerOf(profile) === layer);
  return controls
    .filter(({ fromLevel }) => fromLevel <= (system.level ?? 1))
    .filter(({ layers }) =>
      layers ? alone && layer !== undefined && layers.includes(layer) : beside.length === 0 || alone,
    )
    .map(({ id }) => id);
}

/** The sentence a person reads beside the alert; undefined when nothing rests on the source. */
export function restsSentence({ rules, onlyHere, controls, dossiers }: BlastRadius): Bilingual | undefined {
  if (rules.length + controls.length + dossiers.length === 0) return undefined;
  const vi = [
    rules.length > 0 && `${rules.length} quy tắc (${onlyHere.length} không còn nguồn nào khác)`,
    controls.length > 0 && `${controls.length} biện pháp kiểm soát`,
    dossiers.length > 0 && `${dossiers.length} hồ sơ cấp độ (${dossiers.slice(0, 3).join(', ')})`,
  ].filter(Boolean);
  const en = [
    rules.length > 0 && `${rules.length} rules (${onlyHere.length} have no other source)`,
    controls.length > 0 && `${controls.length} controls`,
    dossiers.length > 0 && `${dossiers.length} dossiers (${dossiers.slice(0, 3).join(', ')})`,
  ].filter(Boolean);
  return { vi: `Dựa vào nguồn này: ${vi.join(', ')}.`, en: `Resting on this source: ${en.join(', ')}.` };
}
