import type { Access, Answer, EventDraft } from '@khien/model';
import { accountOf } from './account-of';

type Questions = NonNullable<Access['questions']>;
type Quality = 'device' | 'inferred_zone' | 'inferred_year' | 'receive_time';

/** True for an event in which a user or a consumer system touches data: the events R17 is asked of. */
export function isAccess(event: EventDraft): boolean {
  if (event.access) return true;
  if (!event.event.type?.includes('access') && !event.event.category?.includes('database')) return false;
  return (
    event.user?.name !== undefined || event.user?.id !== undefined || event.organization?.id !== undefined
  );
}

/**
 * The six sub-checks of R17 («phân quyền, xác thực, ghi nhận nhật ký, truy vết, kiểm soát truy cập, kiểm soát mục đích sử dụng»), each from what the
 * record states. Nothing is presumed: what a record does not say is `not_stated`. The truth table stands in README.md and in the tests.
 */
export function answerQuestions(event: EventDraft, quality: Quality): Questions {
  return {
    authenticated: authenticated(event),
    authorised: authorised(event),
    logged: logged(event, quality),
    traceable: traceable(event),
    access_controlled: accessControlled(event),
    purpose_controlled: purposeControlled(event),
  };
}

const NOT_AUTHENTICATED: ReadonlySet<string> = new Set(['none', 'anonymous', 'khong', 'không']);

function authenticated({ access, http, event, user }: EventDraft): Answer {
  const status = http?.response?.status_code;
  if (access?.authentication !== undefined)
    return NOT_AUTHENTICATED.has(access.authentication.toLowerCase()) || status === 401 ? 'no' : 'yes';
  if (status === 401) return 'no';
  // A web server writes the user's name only after it has checked the password.
  const checked = event.category?.includes('web') && user?.name !== undefined && status !== undefined;
  return checked ? 'yes' : 'not_stated';
}

function authorised({ access, http }: EventDraft): Answer {
  const status = http?.response?.status_code;
  if (access?.authorisation !== undefined) return access.authorisation === 'granted' ? 'yes' : 'no';
  return status === 401 || status === 403 ? 'no' : 'not_stated';
}

/** Who, what, when by the device's clock, and with which result: the least a record must hold to be one. */
function logged(event: EventDraft, quality: Quality): Answer {
  const who = accountOf(event) !== undefined;
  const what = event.access?.dataset ?? event.service?.name ?? event.url?.path ?? event.file?.path;
  const result = event.event.outcome !== undefined && event.event.outcome !== 'unknown';
  return who && what !== undefined && result && quality !== 'receive_time' ? 'yes' : 'no';
}

/** An account and the call's id lead back to somebody; without an account nobody can be asked. */
function traceable(event: EventDraft): Answer {
  const account = event.user?.name ?? event.user?.id;
  const call = event.xroad?.request_id ?? event.event.id ?? event.http?.request?.id;
  if (account === undefined) return 'no';
  return call === undefined ? 'not_stated' : 'yes';
}

/** Through the bus, with a decision: yes. Around it: no. A refusal proves that a control stands there. */
function accessControlled({ access, http }: EventDraft): Answer {
  const status = http?.response?.status_code;
  if (access?.channel === 'direct') return 'no';
  if (access?.channel === 'lgsp' && access.authorisation !== undefined) return 'yes';
  return status === 401 || status === 403 ? 'yes' : 'not_stated';
}

/** The purpose is stated and a valid agreement covers it: yes. The agreement is not in force, not known, or does not cover it: no. */
function purposeControlled({ access }: EventDraft): Answer {
  const { purpose, agreement_state: state, agreement_covers: covers } = access ?? {};
  if (state === 'expired' || state === 'not_yet_valid' || state === 'unknown' || covers === 'no') return 'no';
  return purpose !== undefined && state === 'valid' && covers === 'yes' ? 'yes' : 'not_stated';
}
