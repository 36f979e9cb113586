import type { Draft } from '../draft/open-draft';
import type { IseRecord } from './read-record';

/** Category, type, action and outcome by the message's group and code. Message catalogue of Cisco ISE. */
export function sayWords(draft: Draft, record: IseRecord): void {
  const said = `${record.category ?? ''} ${record.group ?? ''} ${record.text ?? ''}`.replaceAll('_', ' ');
  const failed = isFailure(record, said);
  draft.put('observer.type', 'nac');
  draft.say({
    category: ['network'],
    type: ['info'],
    action: (record.group ?? record.category ?? 'ise').toLowerCase().replace(/[\s_]+/g, '-'),
    outcome: failed ? 'failure' : 'success',
  });
  const posture = record.attributes.get('PostureStatus') ?? record.attributes.get('PostureAssessmentStatus');
  // Rules on unhealthy machines look here.
  if (posture !== undefined && /^non-?compliant/i.test(posture)) draft.put('event.reason', 'non_compliant');
  if (/Administrator.Log(?:in|out)|Administrator (?:authentication|logged)/i.test(said))
    sayAdministrator(draft, said);
  else if (/Configuration.Change/i.test(said) || /^520\d\d$/.test(record.code ?? ''))
    sayConfiguration(draft, said);
  else if (/Command Author|TACACS Accounting|CmdSet/i.test(said))
    draft.say({ category: ['configuration'], type: [failed ? 'denied' : 'info'], action: 'command' });
  else if (/Accounting/i.test(said)) saySession(draft, record, said);
  else if (/Passed.Auth|Failed.Attempt|Authentication (?:succeeded|failed)|Authentication-/i.test(said))
    sayAdmission(draft, record, failed);
}

function isFailure(record: IseRecord, said: string): boolean {
  if (/^54\d\d$|^51000$/.test(record.code ?? '')) return true;
  return /\b(?:fail(?:ed|ure)?|rejected|denied|dropped)\b/i.test(said.replace(/-/g, ' '));
}

function sayAdministrator(draft: Draft, said: string): void {
  if (/logged out|Logout/i.test(said)) draft.say({ category: ['session'], type: ['end'], action: 'logout' });
  else draft.say({ category: ['authentication'], type: ['start'], action: 'login' });
}

function sayConfiguration(draft: Draft, said: string): void {
  const type = /add|creat/i.test(said) ? 'creation' : /delet|remov/i.test(said) ? 'deletion' : 'change';
  draft.say({ category: ['configuration'], type: [type], action: 'configuration-changed' });
}

function saySession(draft: Draft, record: IseRecord, said: string): void {
  const status = record.attributes.get('Acct-Status-Type') ?? said;
  const type = /start/i.test(status) ? 'start' : /stop/i.test(status) ? 'end' : 'info';
  const seconds = Number(record.attributes.get('Acct-Session-Time') ?? Number.NaN);
  if (Number.isSafeInteger(seconds)) draft.put('event.duration', seconds * 1e9);
  draft.say({ category: ['session', 'network'], type: [type], action: 'accounting' });
}

function sayAdmission(draft: Draft, record: IseRecord, failed: boolean): void {
  const { attributes } = record;
  const byAddress = /mab|lookup/i.test(
    `${attributes.get('AuthenticationMethod') ?? ''} ${attributes.get('UseCase') ?? ''}`,
  );
  const unknown = failed && byAddress && /not found/i.test(attributes.get('FailureReason') ?? '');
  draft.say({
    category: ['authentication'],
    type: [failed ? 'denied' : 'start'],
    action: unknown ? 'unknown_device' : failed ? 'access_denied' : 'access_granted',
  });
}
