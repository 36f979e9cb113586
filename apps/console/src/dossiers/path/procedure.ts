import type { Dossier, DossierStep } from '@khien/model';
import type { PartyRole } from '../../api/views-dossiers';

export type StationKey = 'draft' | 'expert' | 'check' | 'appraise' | 'request' | 'approve';
/** Who acts at a station; `central`: the central body of Đ18.3, which is not of the register. */
export type Acting = PartyRole | 'central';

export interface Station {
  key: StationKey;
  who: Acting;
  state: 'done' | 'current' | 'ahead' | 'returned';
}

type Track = Dossier['track'];

/** The way of a dossier by its track (Đ18, Đ20, Đ23): at levels 1–2 one unit appraises and approves in one act. */
function stationsOf(track: Track): { key: StationKey; who: Acting }[] {
  if (track === 'L4' || track === 'L5')
    return [
      { key: 'draft', who: 'operator' },
      { key: 'expert', who: 'specialisedUnit' },
      { key: 'check', who: 'central' },
      { key: 'appraise', who: 'central' },
      { key: 'request', who: 'operator' },
      { key: 'approve', who: 'approver' },
    ];
  if (track === 'L3')
    return [
      { key: 'draft', who: 'operator' },
      { key: 'check', who: 'appraiser' },
      { key: 'appraise', who: 'appraiser' },
      { key: 'request', who: 'operator' },
      { key: 'approve', who: 'approver' },
    ];
  return [
    { key: 'draft', who: 'operator' },
    { key: 'check', who: 'appraiser' },
    { key: 'approve', who: 'approver' },
  ];
}

const AT: Partial<Record<DossierStep, StationKey>> = {
  not_started: 'draft',
  drafting: 'draft',
  supplementing: 'draft',
  revising: 'draft',
  awaiting_expert_opinion: 'expert',
  submitted: 'check',
  accepted: 'appraise',
  appraised: 'request',
  approval_requested: 'approve',
};

/** Where a dossier is on its way, and what lies before and behind it. */
export function procedureOf({
  step,
  track,
  expertOpinionOn,
}: Pick<Dossier, 'step' | 'track' | 'expertOpinionOn'>): Station[] {
  const stations = stationsOf(track);
  const key = AT[step];
  // At levels 1–2 what other tracks do at several stations is done at the last one.
  const at = stations.findIndex((station) => station.key === key);
  const over = step === 'approved' || step === 'replaced';
  const current = over || step === 'retired' ? stations.length : at >= 0 ? at : stations.length - 1;
  return stations.map((station, index) => ({
    ...station,
    state: stateOf(index - current, {
      step,
      given: station.key === 'expert' && expertOpinionOn !== undefined,
    }),
  }));
}

/** `given`: the opinion comes before the dossier is sent, and stays when it goes back to be completed. */
function stateOf(from: number, { step, given }: { step: DossierStep; given: boolean }): Station['state'] {
  if (step === 'retired') return 'ahead';
  if (from < 0 || given) return 'done';
  if (from > 0) return 'ahead';
  return step === 'supplementing' || step === 'revising' ? 'returned' : 'current';
}
