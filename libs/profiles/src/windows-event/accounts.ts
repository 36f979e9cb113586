import type { Draft } from '../draft/open-draft';
import { textOf, type WindowsRecord } from './record';

/** Events that are about the account's own coming and going: the account named as target is who acts. */
const OWN: ReadonlySet<string> = new Set(
  '4624 4625 4634 4647 4768 4769 4770 4771 4772 4773 4776 4777 4800 4801 4802 4803 4964 4626 4627 4774 528 540 529 538 551'.split(
    ' ',
  ),
);
/** Members come and go: the account named as target is the group. */
const GROUP: ReadonlySet<string> = new Set(
  '4727 4728 4729 4730 4731 4732 4733 4734 4735 4737 4744 4745 4746 4747 4748 4749 4750 4751 4752 4753 4754 4755 4756 4757 4758 4759 4760 4761 4762 4763 4764 4799'.split(
    ' ',
  ),
);
/** Somebody acts with another account. */
const EFFECTIVE: ReadonlySet<string> = new Set(['4648', '4688', '4696', '4703']);
const KERBEROS: ReadonlySet<string> = new Set(['4768', '4769', '4770', '4771', '4772', '4773']);
/** Data that name who acts, where there is no subject. `DOMAIN\\name`. */
const ACTORS = [
  'User',
  'SourceUser',
  'DetectionUser',
  'RemediationUser',
  'Requester',
  'UserName',
  'UserContext',
  'AccountName',
  'Account',
  'TargetUser',
];

type Holder = 'user' | 'user.target' | 'user.effective';
interface Account {
  id?: string | undefined;
  name?: string | undefined;
  domain?: string | undefined;
}

/** Names the people of the event. Returns the data that are fully said by that; others stay for rules that ask for their own names. */
export function placeAccounts(draft: Draft, record: WindowsRecord): Set<string> {
  const code =
    record.channel?.toLowerCase() === 'security' || record.channel === undefined ? (record.code ?? '') : '';
  const taken = new Set<string>();
  const subject = accountOf(record, 'Subject');
  const target = accountOf(record, 'Target');
  if (OWN.has(code) && target) {
    putAccount(draft, 'user', KERBEROS.has(code) ? withoutRealm(target) : target);
  } else if (subject) {
    putAccount(draft, 'user', subject);
    for (const name of ['SubjectUserName', 'SubjectDomainName', 'SubjectUserSid']) taken.add(name);
    if (GROUP.has(code)) placeMember(draft, record);
    else if (target) putAccount(draft, EFFECTIVE.has(code) ? 'user.effective' : 'user.target', target);
    const renamed = textOf(record.data.get('OldTargetUserName'));
    if (renamed !== undefined) draft.put('user.target.name', renamed);
  } else if (target && code !== '' && !GROUP.has(code)) putAccount(draft, 'user', target);
  placeActor(draft, record);
  placeParent(draft, record);
  if (record.user && !draft.has('user.name')) putAccount(draft, 'user', noted(record.user));
  return taken;
}

function accountOf({ data }: WindowsRecord, who: 'Subject' | 'Target'): Account | undefined {
  const name = real(data.get(`${who}UserName`));
  const id = real(data.get(`${who}UserSid`)) ?? real(data.get(`${who}Sid`));
  const domain = real(data.get(`${who}DomainName`)) ?? real(data.get(`${who}Domain`));
  // S-1-0-0 is nobody.
  if (name === undefined && (id === undefined || id === 'S-1-0-0')) return undefined;
  return { name, domain, ...(id !== 'S-1-0-0' && { id }) };
}

function real(value: unknown): string | undefined {
  const text = textOf(value)?.trim();
  return text === '-' || text === '' ? undefined : text;
}

function noted({ id, name, domain }: NonNullable<WindowsRecord['user']>): Account {
  return { id: real(id), name: real(name), domain: real(domain) };
}

/** `svc$@TINH.EXAMPLE` of Kerberos is `svc$` everywhere else. */
function withoutRealm(account: Account): Account {
  const at = account.name?.indexOf('@') ?? -1;
  if (at <= 0) return account;
  return {
    ...account,
    name: account.name?.slice(0, at),
    domain: account.domain ?? account.name?.slice(at + 1),
  };
}

function putAccount(draft: Draft, holder: Holder, { id, name, domain }: Account): void {
  if (draft.has(`${holder}.name`)) return;
  if (name !== undefined) draft.put(`${holder}.name`, name);
  if (domain !== undefined && !draft.has(`${holder}.domain`)) draft.put(`${holder}.domain`, domain);
  if (id !== undefined && !draft.has(`${holder}.id`)) draft.put(`${holder}.id`, id);
}

/** `CN=Lê Hòa,OU=…` of the member, or its id alone. */
function placeMember(draft: Draft, { data }: WindowsRecord): void {
  const name = real(data.get('MemberName'));
  const common =
    name === undefined ? undefined : /^CN=((?:[^,\\]|\\.){1,200})/i.exec(name)?.[1]?.replace(/\\(.)/g, '$1');
  putAccount(draft, 'user.target', { id: real(data.get('MemberSid')), name: common ?? name });
}

function placeActor(draft: Draft, { data }: WindowsRecord): void {
  for (const name of ACTORS) {
    if (draft.has('user.name')) return;
    const text = real(data.get(name));
    if (text !== undefined && !text.startsWith('S-1-')) putAccount(draft, 'user', split(text));
  }
}

function placeParent(draft: Draft, { data }: WindowsRecord): void {
  const text = real(data.get('ParentUser'));
  if (text === undefined) return;
  const { name, domain } = split(text);
  draft.put('process.parent.user.name', name);
  draft.put('process.parent.user.domain', domain);
}

/** `DOMAIN\name` as name and domain. */
export function split(text: string): Account {
  const slash = text.lastIndexOf('\\');
  if (slash <= 0 || slash === text.length - 1) return { name: text };
  return { name: text.slice(slash + 1), domain: text.slice(0, slash) };
}
