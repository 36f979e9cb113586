import type { Draft } from '../draft/open-draft';
import { readSemicolons } from './head';

type Kind = readonly [category: string, type: readonly string[], action: string];

/** Commands of audit.log that administrators and owners give. Others become `zimbra_<command>`. */
const COMMANDS: Readonly<Record<string, Kind>> = {
  CreateAccount: ['iam', ['user', 'creation'], 'user_created'],
  DeleteAccount: ['iam', ['user', 'deletion'], 'user_deleted'],
  RenameAccount: ['iam', ['user', 'change'], 'user_changed'],
  ModifyAccount: ['iam', ['user', 'change'], 'user_changed'],
  SetPassword: ['iam', ['user', 'change'], 'password_changed'],
  ChangePassword: ['iam', ['user', 'change'], 'password_changed'],
  ResetPassword: ['iam', ['user', 'change'], 'password_changed'],
  DelegateAuth: ['email', ['access'], 'mailbox_delegated'],
  GrantRight: ['email', ['change'], 'mailbox_permission_granted'],
  RevokeRight: ['email', ['change'], 'mailbox_permission_revoked'],
  AddDistributionListMember: ['iam', ['group', 'change'], 'group_member_added'],
  RemoveDistributionListMember: ['iam', ['group', 'change'], 'group_member_removed'],
  CreateDataSource: ['email', ['change'], 'mailbox_source_added'],
  ModifyConfig: ['configuration', ['change'], 'configuration_changed'],
  ModifyServer: ['configuration', ['change'], 'configuration_changed'],
  ModifyCos: ['configuration', ['change'], 'configuration_changed'],
  ModifyDomain: ['configuration', ['change'], 'configuration_changed'],
  ExportMailbox: ['email', ['access'], 'zimbra_export_mailbox'],
  PurgeMessages: ['email', ['deletion'], 'mail_purged'],
};
const SIGN_IN = /^(?:Auth|AdminAuth|PreAuth|AutoDiscover|TwoFactorAuth)$/;
const FORWARDING = ['zimbraPrefMailForwardingAddress', 'zimbraMailForwardingAddress'];

/** `cmd=…;` lines of the category `security` (audit.log). False when the message is none. */
export function readSecurity(draft: Draft, message: string): boolean {
  const named = readSemicolons(message);
  const command = named.get('cmd');
  if (command === undefined) return false;
  named.delete('cmd');
  const error = named.get('error');
  named.delete('error');
  const outcome = error === undefined ? 'success' : 'failure';
  draft.put('event.code', command);
  draft.put('event.reason', error);
  if (SIGN_IN.test(command)) {
    draft.put('user.name', named.get('account'));
    const protocol = named.get('protocol');
    if (protocol !== undefined) draft.put('network.protocol', protocol);
    for (const name of ['account', 'protocol']) named.delete(name);
    draft.say({
      category: ['authentication'],
      type: ['start'],
      action: command === 'AdminAuth' ? 'admin_login' : 'mailbox_login',
      outcome,
    });
  } else putCommand(draft, { command, named, outcome });
  for (const [name, value] of named) draft.keep(name, value);
  return true;
}

interface Command {
  command: string;
  named: Map<string, string>;
  outcome: 'success' | 'failure';
}

function putCommand(draft: Draft, { command, named, outcome }: Command): void {
  const kind = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  const target = named.get('name') ?? named.get('accountName') ?? named.get('account') ?? named.get('target');
  if (target?.includes('@') && target.length <= 320) draft.put('user.target.name', target);
  const forward = FORWARDING.map((name) => named.get(name)).find(
    (value) => value !== undefined && value !== '',
  );
  if (forward !== undefined) draft.put('email.to.address', forward.split(/[,\s]+/));
  const [category, type, action] = kind ?? ['configuration', ['info'], `zimbra_${command.toLowerCase()}`];
  draft.say({
    category: forward === undefined ? [category] : ['email', category],
    type: [...type],
    action: forward === undefined ? action : 'mailbox_forwarding_set',
    outcome,
  });
}
