import { randomBytes } from 'node:crypto';
import { createOffice, type Office } from '@khien/office';
import type { AlertRecorder } from '@khien/record';
import { sourceHealth } from '@khien/watch';
import type { Context } from './context';

/** The desks for the register, dossiers, evidence and what follows from them, over the process's store. */
export function openOffice(context: Context, recorder: AlertRecorder): Office {
  const { store, registry, configuration, lawBook, settings, now, log } = context;
  return createOffice({
    store,
    registry,
    configuration: () => configuration,
    law: lawBook.law,
    controls: lawBook.controls,
    fourLayers: lawBook.law,
    sections: lawBook.sections,
    recorder,
    statusRules: () => context.rules.current().status,
    sourceHealth: () => sourceHealth(store, registry().sources, now()),
    layerOf: (profile) => context.profiles.byId(profile)?.layer,
    retention: { promisedDays: (level) => daysPromised(settings.retentionDays, level) },
    now,
    randomBytes,
    log,
  });
}

/** Events of a system without a level are kept like those of level 1. */
function daysPromised(days: Context['settings']['retentionDays'], level: number | undefined): number {
  const byLevel = [days.level1, days.level1, days.level2, days.level3, days.level4, days.level5];
  return byLevel[level ?? 0] ?? days.level1;
}
