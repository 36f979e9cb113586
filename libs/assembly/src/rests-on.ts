import { technicalLayerOf } from '@khien/enrich';
import type { EventDraft, Source, TechnicalLayer } from '@khien/model';
import type { CataloguedRule, DetectionRules } from '@khien/pipeline';
import { logsourceOf } from '@khien/pipeline';
import type { EventLogsource, Logsource } from '@khien/sigma';
import { type BlastRadius, blastRadius, type FedControl, type FedRule } from '@khien/watch';
import type { Context } from './context';

/** Kinds of live tests that look at what log sources send. */
const FED_TESTS: ReadonlySet<string> = new Set([
  'source_alive',
  'central_collection',
  'account_logs',
  'log_scope',
  'log_retention',
  'lockout',
  'idle_accounts',
  'mfa_share',
  'time_sync',
]);

type Shelf = Context['profiles'];

/** Tells what rests on a source: rules by logsource, controls by technical layer, dossiers of its system. */
export function createRestsOn({
  registry,
  rules,
  profiles,
  lawBook,
}: Pick<Context, 'registry' | 'rules' | 'profiles' | 'lawBook'>): (source: Source) => BlastRadius {
  let known: { of: DetectionRules; fed: FedRule[] } | undefined;
  return function restsOn(source) {
    const current = rules.current().detection;
    if (known?.of !== current) known = { of: current, fed: fedRules(current, profiles) };
    return blastRadius(source, {
      registry: registry(),
      rules: known.fed,
      controls: fedControls(lawBook),
      layerOf: (profile) => profiles.byId(profile)?.layer,
    });
  };
}

function fedControls({ controls }: Context['lawBook']): FedControl[] {
  return controls().controls.flatMap(({ id, test, fromLevel }) =>
    test && FED_TESTS.has(test.kind) ? [{ id, fromLevel, ...layersOf(test.settings) }] : [],
  );
}

function layersOf(settings: unknown): { layers?: TechnicalLayer[] } {
  const layers =
    typeof settings === 'object' && settings !== null && 'layers' in settings ? settings.layers : [];
  return Array.isArray(layers) && layers.length > 0 ? { layers: layers as TechnicalLayer[] } : {};
}

/** Rules that alert; a correlation is fed by what feeds any rule it counts. */
function fedRules({ ruleSet, catalogue }: DetectionRules, profiles: Shelf): FedRule[] {
  const base = new Map<string, (profile: string) => boolean | undefined>();
  for (const { id, logsource } of ruleSet.rules) {
    const answers = new Map<string, boolean | undefined>();
    const catalogued = catalogue.get(id);
    base.set(id, (profile) => {
      if (!answers.has(profile)) answers.set(profile, feeds(profile, { logsource, catalogued }, profiles));
      return answers.get(profile);
    });
  }
  const correlations = new Map(ruleSet.correlations.map(({ info, ruleIds }) => [info.id, ruleIds]));
  return [...catalogue].flatMap(([id, { alertRule, alerts }]) => {
    const ids = correlations.get(id) ?? [id];
    if (!alerts || !ids.some((one) => base.has(one))) return [];
    return [
      {
        id: alertRule.id,
        level: alertRule.level,
        fedBy: (profile: string) => any(ids.map((one) => base.get(one)?.(profile))),
      },
    ];
  });
}

function any(answers: ReadonlyArray<boolean | undefined>): boolean | undefined {
  return answers.includes(true) ? true : answers.includes(false) ? false : undefined;
}

/** Whether events of the profile are of the kind the rule asks for. Where the profile tells kinds event by event, it is asked about the rule's own example. */
function feeds(
  profileId: string,
  { logsource, catalogued }: { logsource: Logsource; catalogued: CataloguedRule | undefined },
  profiles: Shelf,
): boolean | undefined {
  if (![logsource.category, logsource.product, logsource.service].some((one) => one !== undefined))
    return undefined;
  const example = catalogued?.examples?.fires[0];
  const event = eventOf(example);
  const layer = profiles.byId(profileId)?.layer;
  const spoken = technicalLayerOf(event);
  if (layer !== undefined && spoken !== undefined && layer !== spoken) return false;
  try {
    return agrees(logsource, logsourceOf(profileId, profiles.byId)(event));
  } catch {
    // An example need not be an event that this profile could have made.
    return false;
  }
}

function eventOf(example: object | undefined): EventDraft {
  const { sequence, event } = (example ?? {}) as { sequence?: object[]; event?: object; repeat?: number };
  const first = sequence?.[0] ?? (example && 'repeat' in example ? event : example);
  return { event: { kind: 'event' }, ...first } as EventDraft;
}

function agrees(rule: Logsource, event: EventLogsource | undefined): boolean {
  const kinds: readonly Logsource[] =
    event === undefined ? [] : 'length' in event ? event : [event as Logsource];
  return kinds.some((kind) => {
    const both = (['category', 'product', 'service'] as const).filter(
      (one) => rule[one] !== undefined && kind[one] !== undefined,
    );
    return both.length > 0 && both.every((one) => rule[one]?.toLowerCase() === kind[one]?.toLowerCase());
  });
}
