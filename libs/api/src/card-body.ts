import { Agency, System } from '@khien/model';
import { z } from 'zod';
import { LegalDay } from './query-fields';
import { realDays } from './real-days';

const addresses = (most: number) => z.array(z.string().trim().min(1).max(255)).max(most).default([]);
const Name = z.strictObject({ vi: z.string().trim().min(1).max(300), en: z.string().trim().max(300) });

/** A system's card as a person sends it: the model's words, with bounds on what a form can hold. */
export const SystemBody = realDays(
  System.extend({
    name: Name,
    dossier: System.shape.dossier.extend({ decision: z.string().max(200).optional() }),
    networks: addresses(500),
    hosts: addresses(2000),
    domains: addresses(500),
    datasets: z
      .array(
        z.strictObject({
          id: z.string().trim().min(1).max(120),
          dataClass: z.enum(['public', 'private', 'personal', 'state_secret']),
        }),
      )
      .max(500)
      .default([]),
    marks: z.array(System.shape.marks.unwrap().element).max(20).optional(),
    technicalLayers: z.array(System.shape.technicalLayers.unwrap().element).max(4).optional(),
    constructionStartedOn: LegalDay.optional(),
    wentLiveOn: LegalDay.optional(),
  }),
);

export const AgencyBody = Agency.extend({ name: Name });

/** Who holds a role of the law over the dossier: an owner who could name them would choose who approves their own dossier (NĐ 331 Đ18). */
export const PARTIES = ['ownerId', 'specialisedUnitId', 'appraiserId'] as const;

/** What every editor may not claim by themselves: the outcome of the dossier. */
export function sameOutcome(one: System, other: Pick<System, 'level' | 'dossier'>): boolean {
  const outcome = ({ level, dossier }: Pick<System, 'level' | 'dossier'>) => [
    level,
    dossier.state,
    dossier.approvedOn,
    dossier.decision,
  ];
  return JSON.stringify(outcome(one)) === JSON.stringify(outcome(other));
}
