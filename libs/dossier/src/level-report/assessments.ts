import type { Evidence, EvidenceFact, System } from '@khien/model';
import type { GuardProblem } from '../dossier-context';
import { operatorOf } from '../parties';

export type Assessment = Extract<EvidenceFact, { kind: 'assessment' }>;

/**
 * What an assessment lacks under Đ31.2c: it is not done by whoever operates the system, and by a professional body where the system is
 * critical, after a serious incident and after a major change. Empty: it counts.
 */
export function assessmentProblems(
  fact: Assessment,
  { system, critical }: { system: System; critical: boolean },
): GuardProblem[] {
  if (fact.assessorKind === 'operator' || fact.assessorId === operatorOf(system))
    return [
      {
        code: 'assessor_operates',
        clause: 'NĐ 331 Đ31.2c',
        mark: 'V1',
        text: {
          vi: `Đơn vị vận hành không được tự đánh giá hệ thống của mình (${fact.assessor}). Hãy giao một đơn vị độc lập với đơn vị vận hành.`,
          en: `The operator may not assess its own system (${fact.assessor}). Have a unit independent of it do so.`,
        },
      },
    ];
  const professional = critical || fact.purpose === 'after_incident' || fact.purpose === 'after_change';
  if (!professional || fact.assessorKind === 'professional_body') return [];
  return [
    {
      code: 'professional_body_needed',
      clause: 'NĐ 331 Đ31.2c',
      mark: 'V1',
      text: {
        vi: 'Trường hợp này phải do tổ chức chuyên môn được cấp phép hoặc chỉ định đánh giá (hệ thống quan trọng, sau sự cố nghiêm trọng hoặc sau thay đổi lớn). Hãy thuê tổ chức chuyên môn.',
        en: 'Here a licensed or appointed professional body assesses (critical system, after a serious incident or a major change). Engage one.',
      },
    },
  ];
}

/** Assessments of one system that replaced ones do not outlive. */
export function assessmentsOf(system: System, evidence: readonly Evidence[]): Assessment[] {
  const replaced = new Set(evidence.map(({ supersedes }) => supersedes));
  return evidence.flatMap(({ _id, systemId, fact }) =>
    systemId === system.id && fact.kind === 'assessment' && !replaced.has(_id) ? [fact] : [],
  );
}
