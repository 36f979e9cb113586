import { hashOf } from '@khien/dossier';
import { derivedId, type Evidence } from '@khien/model';
import { dayFrom, factAt, offsetOf, readSampleList, SampleEvidence } from './sample-files';

const DAY = 86_400_000;

/**
 * The evidence of the sample province as of `now`. The same day gives the same ids. That of a system belongs to the agency of its card
 * in `systems`, as evidence that a person adds does.
 */
export function sampleEvidence(now: number, systems: ReadonlyMap<string, { agencyId: string }>): Evidence[] {
  return readSampleList('evidence.yml', SampleEvidence).map((sample, index) => {
    const fact = factAt(sample.fact, now);
    const agencyId = sample.system === undefined ? sample.agency : systems.get(sample.system)?.agencyId;
    return {
      _id: derivedId('sample-evidence', String(index), dayFrom(now, 0)),
      ...(sample.system !== undefined && { systemId: sample.system }),
      ...(agencyId !== undefined && { agencyId }),
      collectedAt: now + offsetOf(sample.collected) * DAY,
      effectiveFrom: dayFrom(now, offsetOf(sample.from)),
      ...(sample.to !== undefined && { effectiveTo: dayFrom(now, offsetOf(sample.to)) }),
      origin: 'import',
      by: { userId: 'system', username: 'tinh-mau', role: 'system' },
      fact,
      resultHash: hashOf(fact),
      note: 'Chứng cứ mẫu, hư cấu.',
    };
  });
}
