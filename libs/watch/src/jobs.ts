import type { AnomalyRule, SourceRule } from '@khien/anomaly';
import type { BusRule, SourceSilenceRule } from '@khien/compliance';
import type { Bilingual, Logger, Registry, Source, Store } from '@khien/model';
import type { Office } from '@khien/office';
import type { AlertRecorder } from '@khien/record';
import { createBaselineEvaluator } from './evaluate-baselines';
import { PRUNE_POLICY, pruneExpired } from './prune-expired';
import { createHeardWatch } from './recompute-heard';
import { ofRegistry, registeredNames } from './registered-names';
import { applyRetention, type RetentionPolicy } from './retention';
import { rollUpAccounts } from './roll-up-accounts';
import type { Job } from './scheduler';
import { watchBus } from './watch-bus';
import { watchSilence } from './watch-silence';
import { watchSources } from './watch-sources';

export interface WatchDeps {
  store: Store;
  /** The register as it stands now. */
  registry: () => Registry;
  rules: () => {
    anomaly: readonly AnomalyRule[];
    silence?: SourceSilenceRule;
    sources: readonly SourceRule[];
    bus: readonly BusRule[];
  };
  /** What cannot be seen while a source is silent. */
  rests?: (source: Source) => Bilingual | undefined;
  recorder: AlertRecorder;
  office: Pick<Office, 'sheets' | 'deadlines'>;
  retention: RetentionPolicy;
  doneThrough: (collectorId: string) => Promise<number>;
  log: Logger;
  now: () => number;
}

const HOUR = 3_600_000;

/** Everything that happens by the clock. One process runs them. */
export function watchJobs({
  store,
  registry,
  rules,
  recorder,
  office,
  retention,
  doneThrough,
  rests,
  log,
  now,
}: WatchDeps): Job[] {
  const systems = ofRegistry(
    registry,
    ({ systems }) => new Map(systems.map((system) => [system.id, system])),
  );
  const names = ofRegistry(registry, registeredNames);
  const baselines = createBaselineEvaluator({
    store,
    rules: () => rules().anomaly,
    systems,
    registered: (name) => names().has(name),
    recorder,
    doneThrough,
    log,
  });
  const heard = createHeardWatch({ store, registry, sheets: office.sheets, now });
  let foldedThrough = now() - 24 * HOUR;
  return [
    { name: 'baselines', at: '*/2 * * * * *', run: () => baselines.evaluate() },
    {
      // Several workers fold what each of them saw; this brings every alert level with all of its evidence.
      name: 'fold-alerts',
      at: '*/10 * * * * *',
      async run() {
        const from = foldedThrough;
        const upTo = now();
        await recorder.refreshSince(from);
        foldedThrough = upTo - 60_000;
      },
    },
    {
      name: 'silence',
      at: '20 * * * * *',
      run: () =>
        watchSilence({
          store,
          sources: registry().sources,
          systems: systems(),
          rule: () => rules().silence,
          recorder,
          calendar: registry().calendar,
          ...(rests && { rests }),
          now,
        }),
    },
    {
      // An hour is judged when it is over and told in full.
      name: 'sources',
      at: '35 6,21,36,51 * * * *',
      run: () =>
        watchSources({
          store,
          sources: () => registry().sources,
          systems,
          calendar: () => registry().calendar,
          rules: () => rules().sources,
          recorder,
          doneThrough,
          ...(rests && { rests }),
          now,
        }),
    },
    {
      name: 'bus',
      at: '15 1-59/2 * * * *',
      run: () => watchBus({ store, sources: registry().sources, rules: () => rules().bus, recorder, now }),
    },
    {
      // What follows from time alone: evidence that expires, sources that fall silent, backups that grow old.
      name: 'compliance',
      at: '30 */5 * * * *',
      run: () => office.sheets.recompute(),
    },
    { name: 'heard', at: '5,25,45 * * * * *', run: heard },
    { name: 'reminders', at: '50 5 * * * *', run: () => office.deadlines.remind() },
    {
      // Often, so that the totals have few rows to look at one by one.
      name: 'accounts',
      at: '40 */10 * * * *',
      run: () => rollUpAccounts({ store, doneThrough, now, log }),
    },
    {
      // Every hour, not once a night: a machine that is off at night has its turn too.
      name: 'prune',
      at: '0 20 * * * *',
      run: () => pruneExpired({ store, policy: PRUNE_POLICY, now, log }),
    },
    {
      name: 'retention',
      at: '0 10 * * * *',
      run: () => applyRetention({ store, policy: retention, now, log }),
    },
  ];
}
