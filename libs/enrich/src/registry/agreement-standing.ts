import type { Access, Agreement, Answer, EventDraft, System } from '@khien/model';

export interface AgreementStanding {
  state: NonNullable<Access['agreement_state']>;
  covers: Answer;
}

/** Judges an access against the registered data-sharing agreement it names, on the day of the event in Vietnam (both ends of the validity count). */
export function compileAgreements(
  agreements: readonly Agreement[],
  systemOf: (id: string) => System | undefined,
) {
  const byId = new Map(agreements.map((agreement) => [agreement.id, agreement]));

  return function standingOf(event: EventDraft, day: string): AgreementStanding {
    const id = event.access?.agreement_id;
    if (id === undefined) return { state: 'none', covers: 'not_stated' };
    const agreement = byId.get(id);
    if (!agreement) return { state: 'unknown', covers: 'not_stated' };
    const state = day < agreement.validFrom ? 'not_yet_valid' : day > agreement.validTo ? 'expired' : 'valid';
    return { state, covers: coversOf(agreement, event) };
  };

  /** `no` when something stated lies outside, `yes` when consumer, dataset and purpose are all stated and inside. */
  function coversOf(agreement: Agreement, event: EventDraft): Answer {
    const { access, xroad, organization } = event;
    const consumers = [xroad?.client?.subsystem, xroad?.client?.member_code ?? organization?.id];
    const providers = [xroad?.service?.subsystem, xroad?.service?.member_code];
    const answers = [
      party(agreement.consumer, consumers),
      among(agreement.datasets, access?.dataset),
      among(agreement.purposes, access?.purpose),
    ];
    if (party(agreement.provider, providers) === 'no' || answers.includes('no')) return 'no';
    return answers.includes('not_stated') ? 'not_stated' : 'yes';
  }

  /** An agreement names a system or an agency. A system's agreement does not cover another system of the same agency; its agency alone does not tell. */
  function party(named: string, [system, agency]: Array<string | undefined>): Answer {
    if (named === system || named === agency) return 'yes';
    if (system !== undefined) return 'no';
    if (agency === undefined) return 'not_stated';
    return systemOf(named)?.agencyId === agency ? 'not_stated' : 'no';
  }
}

function among(allowed: readonly string[], stated: string | undefined): Answer {
  if (stated === undefined) return 'not_stated';
  return allowed.includes(stated) ? 'yes' : 'no';
}
