import { createWorkingCalendar } from '@khien/compliance';
import { silentLogger } from '@khien/model';
import { loadRegistry, PRODUCT_DIR, SAMPLE_DIR } from '@khien/settings';
import { openLawBook } from '../law-book';
import { playDossier } from './play-dossier';
import { sampleEvidence } from './sample-evidence';
import { readSampleList, SampleDossier } from './sample-files';

const NOW = Date.parse('2026-11-21T03:00:00Z');
const { registry } = loadRegistry([SAMPLE_DIR], { calendar: `${PRODUCT_DIR}/config/calendar.yml` });
const book = openLawBook({ configDir: '/nowhere' }, silentLogger);
const systems = new Map(registry.systems.map((system) => [system.id, system]));
const stageAt = (now: number) => ({
  law: book.law(),
  calendar: createWorkingCalendar(registry.calendar),
  systems,
  agencies: registry.agencies,
  specs: book.sections(),
  evidence: sampleEvidence(now, systems),
  file: { name: 'ho-so-mau.pdf', sha256: 'a'.repeat(64), bytes: 1 },
  now,
});
const today = stageAt(NOW);
const samples = readSampleList('dossiers.yml', SampleDossier);

it('gives each piece of evidence to a system or an agency that the register names', () => {
  const agencies = new Set(registry.agencies.map(({ id }) => id));
  for (const { systemId, agencyId } of sampleEvidence(NOW, systems)) {
    if (systemId !== undefined) expect(agencyId).toBe(systems.get(systemId)?.agencyId ?? 'unknown system');
    if (agencyId !== undefined) expect(agencies).toContain(agencyId);
  }
});

describe('the dossiers of the sample province', () => {
  it.each(samples)('$system reaches «$until» past every guard', (sample) => {
    const played = playDossier(sample, today);
    expect(played[0]?.dossier.step).toBe(sample.again === 'approved' ? 'replaced' : sample.until);
    expect(played[1]?.dossier.step).toBe(sample.again);
  });

  it.each(['2027-03-01', '2027-07-15', '2028-02-10'])('are as well on %s', (day) => {
    const stage = stageAt(Date.parse(`${day}T03:00:00Z`));
    for (const sample of samples)
      expect(playDossier(sample, stage).at(-1)?.dossier.step).toBe(sample.again ?? sample.until);
  });

  it('stand in every step a person can meet', () => {
    const steps = new Set(
      samples.flatMap((sample) => playDossier(sample, today).map(({ dossier }) => dossier.step)),
    );
    expect([...steps].sort()).toEqual(
      [
        'accepted',
        'appraised',
        'awaiting_expert_opinion',
        'approval_requested',
        'approved',
        'drafting',
        'replaced',
        'retired',
        'revising',
        'submitted',
        'supplementing',
      ].sort(),
    );
  });
});
