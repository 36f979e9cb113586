import { type ControlCatalogue, controlsFor } from '@khien/compliance';
import { hashOf } from '@khien/dossier';
import {
  type ControlResult,
  derivedId,
  type Evidence,
  type EvidenceFact,
  type GapPlan,
  type System,
} from '@khien/model';
import { dayFrom } from './sample-files';

const DAY = 86_400_000;
const STATEMENT = 'Tự đánh giá mẫu: đã đối chiếu tài liệu và cấu hình.';

/** What a sample system's owner attested: most controls met, every ninth only partly. The same day gives the same ids. */
export function sampleAttestations(
  system: System,
  { share, catalogue, now }: { share: number; catalogue: ControlCatalogue; now: number },
): Evidence[] {
  const controls = controlsFor(catalogue, system.level ?? 1);
  return controls.slice(0, Math.round(controls.length * share)).map((control, index) => {
    const fact: EvidenceFact = {
      kind: 'attestation',
      controlId: control.id,
      result: index % 9 === 4 ? 'partly' : 'met',
      method: index % 3 === 0 ? 'test' : 'review',
      statement: STATEMENT,
    };
    return {
      _id: derivedId('sample-attestation', system.id, control.id, dayFrom(now, 0)),
      systemId: system.id,
      collectedAt: now - 20 * DAY,
      effectiveFrom: dayFrom(now, -20),
      effectiveTo: dayFrom(now, 160),
      origin: 'import',
      by: { userId: 'system', username: 'tinh-mau', role: 'system' },
      fact,
      resultHash: hashOf(fact),
      note: 'Chứng cứ mẫu, hư cấu.',
    };
  });
}

/** Days from today by which the first gaps of a system are planned to be closed; the first one is late. */
const PLANNED = [-6, 14, 45, 90, 150];

/** A plan for the first few controls that are not met. */
export function sampleGapPlans(system: System, results: readonly ControlResult[], now: number): GapPlan[] {
  const open = results.filter(({ status }) => status === 'not_met' || status === 'partly');
  return open.slice(0, PLANNED.length).map(({ controlId }, index) => ({
    _id: `${system.id}:${controlId}`,
    version: 1,
    systemId: system.id,
    agencyId: system.agencyId,
    controlId,
    owner: 'Tổ kỹ thuật (mẫu)',
    dueOn: dayFrom(now, PLANNED[index] ?? 30),
    note: 'Kế hoạch mẫu, hư cấu.',
    milestones: [{ title: 'Khảo sát, lập phương án', dueOn: dayFrom(now, (PLANNED[index] ?? 30) - 10) }],
    updatedAt: now,
    updatedBy: 'tinh-mau',
  }));
}
