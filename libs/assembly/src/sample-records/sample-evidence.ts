import { hashOf } from '@khien/dossier';
import { derivedId, type Evidence } from '@khien/model';
import { dayFrom, factAt, offsetOf, readSampleList, SampleEvidence } from './sample-files';

const DAY = 86_400_000;

/** The evidence of the sample province as of `now`. The same day gives the same ids. */
export function sampleEvidence(now: number): Evidence[] {
  return readSampleList('evidence.yml', SampleEvidence).map((sample, index) => {
    const fact = factAt(sample.fact, now);
    return {
      _id: derivedId('sample-evidence', String(index), dayFrom(now, 0)),
      ...(sample.system !== undefined && { systemId: sample.system }),
      ...(sample.agency !== undefined && { agencyId: sample.agency }),
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
