import { createWorkingCalendar } from '@khien/compliance';
import { createDocuments } from '@khien/documents';
import type { Office } from '@khien/office';
import type { Context } from '../context';
import { playDossier } from './play-dossier';
import { sampleEvidence } from './sample-evidence';
import { readSampleList, SampleDossier } from './sample-files';
import { sampleAttestations, sampleGapPlans } from './sample-self-assessment';

const MARK = 'sample-records';
const BY = {
  actor: { userId: 'system', username: 'tinh-mau', role: 'system' as const },
  from: { ip: '127.0.0.1' },
};

/**
 * Gives the fictional province its dossiers and evidence, once per data folder: played through the guards that people's acts go through,
 * so that what a newcomer sees can be reached by hand. Returns how many dossiers were made.
 */
export async function seedSampleRecords(context: Context, office: Office): Promise<number> {
  const { store, lawBook, registry, configuration, now, log } = context;
  if (await store.get('state', MARK)) return 0;
  const at = now();
  const systems = new Map(configuration.systems.map((system) => [system.id, system]));
  const evidence = sampleEvidence(at, systems);
  const stage = {
    law: lawBook.law(),
    calendar: createWorkingCalendar(registry().calendar),
    systems,
    agencies: configuration.agencies,
    specs: lawBook.sections(),
    evidence,
    file: await drawingOf(context, office),
    now: at,
  };
  const samples = readSampleList('dossiers.yml', SampleDossier);
  const played = samples.flatMap((sample) => playDossier(sample, stage));
  const assessed = samples.flatMap(({ system, attested }) => {
    const card = stage.systems.get(system);
    return card && attested !== undefined ? [{ card, share: attested }] : [];
  });
  const attestations = assessed.flatMap(({ card, share }) =>
    sampleAttestations(card, { share, catalogue: lawBook.controls(), now: at }),
  );
  await store.insertManyOnce('evidence', [...evidence, ...attestations]);
  await store.insertManyOnce(
    'snapshots',
    played.flatMap(({ snapshots }) => snapshots),
  );
  await store.insertManyOnce(
    'dossier_sections',
    played.flatMap(({ sections }) => sections),
  );
  await store.insertManyOnce(
    'dossier_acts',
    played.flatMap(({ acts }) => acts),
  );
  await store.insertManyOnce(
    'dossiers',
    played.map(({ dossier }) => ({ ...dossier, version: 1 })),
  );
  await context.refreshRegister();
  await office.sheets.recompute();
  for (const { card } of assessed) {
    const sheet = await office.sheets.get(card.id);
    if (sheet) await store.insertManyOnce('gap_plans', sampleGapPlans(card, sheet.controls, at));
  }
  await office.deadlines.remind();
  await store.insertManyOnce('state', [{ _id: MARK, version: 1, at }]);
  log.info('sample province has its dossiers', { dossiers: played.length, evidence: evidence.length });
  return played.length;
}

/** A file that stands for drawings in the sample's dossiers, made by the product itself. */
async function drawingOf({ lawBook, configuration, now }: Context, office: Office) {
  const [system] = configuration.systems;
  const agency = configuration.agencies.find(({ id }) => id === system?.agencyId);
  const documents = createDocuments({ forms: lawBook.forms(), now });
  const { bytes } = await documents.render('system-profile', 'pdf', {
    ...(system && { system }),
    ...(agency && { agency }),
    agencies: configuration.agencies,
    on: new Date(now()).toISOString().slice(0, 10),
    language: 'vi',
    ...{ acts: [], parts: [], controls: [], gaps: [], evidence: [] },
  });
  const name = 'ban-ve-thiet-ke-mau.pdf';
  const stored = await office.files.put(BY, { name, mediaType: 'application/pdf', bytes });
  return { name, sha256: stored.sha256, bytes: stored.bytes };
}
