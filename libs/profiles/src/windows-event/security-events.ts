/** What one event id says: the five words of the event, and the first sentence of the English text. */
export interface EventWords {
  action: string;
  category: string[];
  type: string[];
  title?: string;
}

/**
 * The security log, one line an event: id, action, categories, types, English title. Actions are those of Elastic's Windows modules,
 * which shipped rules name; `domain_trust_created` is our rules' own word. The end of a session is no authentication: rules on sign-ins count those.
 * https://learn.microsoft.com/windows-server/identity/ad-ds/plan/appendix-l--events-to-monitor
 */
const TABLE = `
1100 logging-service-shutdown process end The event logging service has shut down
1101 audit-events-dropped configuration change Audit events have been dropped by the transport
1102 audit-log-cleared iam,configuration admin,change The audit log was cleared
1104 logging-full configuration info The security log is now full
1105 auditlog-archived configuration info Event log automatic backup
1108 logging-processing-error configuration error The event logging service encountered an error
4608 system-started host start Windows is starting up
4610 authentication-package-loaded configuration change An authentication package has been loaded by the Local Security Authority
4611 trusted-logon-process-registered configuration change A trusted logon process has been registered with the Local Security Authority
4614 notification-package-loaded configuration change A notification package has been loaded by the Security Account Manager
4616 system-time-changed configuration change The system time was changed
4622 security-package-loaded configuration change A security package has been loaded by the Local Security Authority
4624 logged-in authentication start An account was successfully logged on
4625 logon-failed authentication start An account failed to log on
4627 group-membership-information session info Group membership information
4634 logged-out session end An account was logged off
4647 logged-out session end User initiated logoff
4648 logged-in-explicit authentication start A logon was attempted using explicit credentials
4649 replay-attack-detected intrusion_detection info A replay attack was detected
4656 handle-requested file access A handle to an object was requested
4657 registry-value-modified registry change A registry value was modified
4658 handle-closed file info The handle to an object was closed
4660 object-deleted file deletion An object was deleted
4661 handle-requested iam info A handle to an object was requested
4662 object-operation-performed iam access An operation was performed on an object
4663 object-accessed file access An attempt was made to access an object
4670 permissions-changed iam,configuration admin,change Permissions on an object were changed
4672 logged-in-special iam admin Special privileges assigned to new logon
4673 privileged-service-called iam admin A privileged service was called
4674 privileged-operation iam admin An operation was attempted on a privileged object
4688 created-process process start A new process has been created
4689 exited-process process end A process has exited
4690 handle-duplicated file info An attempt was made to duplicate a handle to an object
4696 primary-token-assigned process info A primary token was assigned to process
4697 service-installed iam,configuration admin,change A service was installed in the system
4698 scheduled-task-created iam,configuration admin,creation A scheduled task was created
4699 scheduled-task-deleted iam,configuration admin,deletion A scheduled task was deleted
4700 scheduled-task-enabled iam,configuration admin,change A scheduled task was enabled
4701 scheduled-task-disabled iam,configuration admin,change A scheduled task was disabled
4702 scheduled-task-updated iam,configuration admin,change A scheduled task was updated
4703 token-right-adjusted iam admin,change A user right was adjusted
4704 user-right-assigned iam admin,change A user right was assigned
4705 user-right-removed iam admin,change A user right was removed
4706 domain_trust_created iam,configuration admin,creation A new trust was created to a domain
4707 domain-trust-removed iam,configuration admin,deletion A trust to a domain was removed
4713 kerberos-policy-changed iam,configuration admin,change Kerberos policy was changed
4714 encrypted-data-recovery-policy-changed configuration change Encrypted data recovery policy was changed
4715 object-audit-policy-changed iam,configuration admin,change The audit policy (SACL) on an object was changed
4716 trusted-domain-information-changed iam,configuration admin,change Trusted domain information was modified
4717 system-security-access-granted iam admin,change System security access was granted to an account
4718 system-security-access-removed iam admin,deletion System security access was removed from an account
4719 changed-audit-config iam,configuration admin,change System audit policy was changed
4720 added-user-account iam user,creation A user account was created
4722 enabled-user-account iam user,change A user account was enabled
4723 changed-password iam user,change An attempt was made to change an account's password
4724 reset-password iam user,change An attempt was made to reset an account's password
4725 disabled-user-account iam user,deletion A user account was disabled
4726 deleted-user-account iam user,deletion A user account was deleted
4727 added-group-account iam group,creation A security-enabled global group was created
4728 added-member-to-group iam group,change A member was added to a security-enabled global group
4729 removed-member-from-group iam group,change A member was removed from a security-enabled global group
4730 deleted-group-account iam group,deletion A security-enabled global group was deleted
4731 added-group-account iam group,creation A security-enabled local group was created
4732 added-member-to-group iam group,change A member was added to a security-enabled local group
4733 removed-member-from-group iam group,change A member was removed from a security-enabled local group
4734 deleted-group-account iam group,deletion A security-enabled local group was deleted
4735 modified-group-account iam group,change A security-enabled local group was changed
4737 modified-group-account iam group,change A security-enabled global group was changed
4738 modified-user-account iam user,change A user account was changed
4739 domain-policy-changed iam,configuration admin,change Domain Policy was changed
4740 locked-out-user-account iam user,change A user account was locked out
4741 added-computer-account iam admin,creation A computer account was created
4742 changed-computer-account iam admin,change A computer account was changed
4743 deleted-computer-account iam admin,deletion A computer account was deleted
4744 added-distribution-group-account iam group,creation A security-disabled local group was created
4745 changed-distribution-group-account iam group,change A security-disabled local group was changed
4746 added-member-to-distribution-group iam group,change A member was added to a security-disabled local group
4747 removed-member-from-distribution-group iam group,change A member was removed from a security-disabled local group
4748 deleted-distribution-group-account iam group,deletion A security-disabled local group was deleted
4749 added-distribution-group-account iam group,creation A security-disabled global group was created
4750 changed-distribution-group-account iam group,change A security-disabled global group was changed
4751 added-member-to-distribution-group iam group,change A member was added to a security-disabled global group
4752 removed-member-from-distribution-group iam group,change A member was removed from a security-disabled global group
4753 deleted-distribution-group-account iam group,deletion A security-disabled global group was deleted
4754 added-group-account iam group,creation A security-enabled universal group was created
4755 modified-group-account iam group,change A security-enabled universal group was changed
4756 added-member-to-group iam group,change A member was added to a security-enabled universal group
4757 removed-member-from-group iam group,change A member was removed from a security-enabled universal group
4758 deleted-group-account iam group,deletion A security-enabled universal group was deleted
4759 added-distribution-group-account iam group,creation A security-disabled universal group was created
4760 changed-distribution-group-account iam group,change A security-disabled universal group was changed
4761 added-member-to-distribution-group iam group,change A member was added to a security-disabled universal group
4762 removed-member-from-distribution-group iam group,change A member was removed from a security-disabled universal group
4763 deleted-distribution-group-account iam group,deletion A security-disabled universal group was deleted
4764 type-changed-group-account iam group,change A group's type was changed
4765 sid-history-added iam user,change SID History was added to an account
4766 sid-history-add-failed iam user,change An attempt to add SID History to an account failed
4767 unlocked-user-account iam user,change A user account was unlocked
4768 kerberos-authentication-ticket-requested authentication start A Kerberos authentication ticket (TGT) was requested
4769 kerberos-service-ticket-requested authentication start A Kerberos service ticket was requested
4770 kerberos-service-ticket-renewed authentication start A Kerberos service ticket was renewed
4771 kerberos-preauth-failed authentication start Kerberos pre-authentication failed
4772 kerberos-authentication-ticket-failed authentication start A Kerberos authentication ticket request failed
4773 kerberos-service-ticket-failed authentication start A Kerberos service ticket request failed
4774 account-mapped authentication info An account was mapped for logon
4776 credential-validated authentication start The computer attempted to validate the credentials for an account
4777 credential-validation-failed authentication start The domain controller failed to validate the credentials for an account
4778 session-reconnected authentication,session start A session was reconnected to a Window Station
4779 session-disconnected session end A session was disconnected from a Window Station
4780 acl-set-on-administrators iam admin,change The ACL was set on accounts which are members of administrators groups
4781 renamed-user-account iam user,change The name of an account was changed
4782 password-hash-accessed iam user,access The password hash an account was accessed
4793 password-policy-checked iam info The Password Policy Checking API was called
4794 restore-mode-password-set iam admin,change An attempt was made to set the Directory Services Restore Mode administrator password
4797 blank-password-queried iam user,info An attempt was made to query the existence of a blank password for an account
4798 group-membership-enumerated iam user,info A user's local group membership was enumerated
4799 user-member-enumerated iam group,info A security-enabled local group membership was enumerated
4800 workstation-locked session end The workstation was locked
4801 workstation-unlocked session start The workstation was unlocked
4802 screen-saver-invoked session info The screen saver was invoked
4803 screen-saver-dismissed session info The screen saver was dismissed
4817 object-audit-changed iam,configuration admin,change Auditing settings on object were changed
4865 trusted-forest-added iam,configuration admin,creation A trusted forest information entry was added
4868 certificate-request-denied configuration denied The certificate manager denied a pending certificate request
4870 certificate-revoked configuration change Certificate Services revoked a certificate
4876 certificate-backup-started configuration info Certificate Services backup started
4882 certificate-security-changed configuration change The security permissions for Certificate Services changed
4886 certificate-requested configuration creation Certificate Services received a certificate request
4887 certificate-issued configuration creation Certificate Services approved a certificate request and issued a certificate
4888 certificate-request-denied configuration denied Certificate Services denied a certificate request
4898 certificate-template-loaded configuration info Certificate Services loaded a template
4902 user-audit-policy-created iam,configuration admin,creation The Per-user audit policy table was created
4904 security-event-source-added iam,configuration admin,change An attempt was made to register a security event source
4905 security-event-source-removed iam,configuration admin,deletion An attempt was made to unregister a security event source
4906 crash-on-audit-changed iam,configuration admin,change The CrashOnAuditFail value has changed
4907 audit-setting-changed iam,configuration admin,change Auditing settings on object were changed
4908 special-group-table-changed iam,configuration admin,change Special Groups Logon table modified
4912 per-user-audit-policy-changed iam,configuration admin,change Per User Audit Policy was changed
4928 replica-source-established configuration change An Active Directory replica source naming context was established
4929 replica-source-removed configuration change An Active Directory replica source naming context was removed
4932 replica-synchronisation-started configuration info Synchronization of a replica of an Active Directory naming context has begun
4933 replica-synchronisation-ended configuration info Synchronization of a replica of an Active Directory naming context has ended
4946 firewall-rule-added configuration creation A change has been made to Windows Firewall exception list. A rule was added
4947 firewall-rule-changed configuration change A change has been made to Windows Firewall exception list. A rule was modified
4948 firewall-rule-deleted configuration deletion A change has been made to Windows Firewall exception list. A rule was deleted
4950 firewall-setting-changed configuration change A Windows Firewall setting has changed
4964 logged-in-special iam admin,group Special groups have been assigned to a new logon
4985 transaction-state-changed file info The state of a transaction has changed
5024 firewall-service-started process start The Windows Firewall Service has started successfully
5025 firewall-service-stopped process end The Windows Firewall Service has been stopped
5031 application-blocked network denied The Windows Firewall Service blocked an application from accepting incoming connections on the network
5058 key-file-operation configuration access Key file operation
5059 key-migration-operation configuration access Key migration operation
5061 cryptographic-operation configuration access Cryptographic operation
5136 directory-object-modified iam admin,change A directory service object was modified
5137 directory-object-created iam admin,creation A directory service object was created
5138 directory-object-undeleted iam admin,change A directory service object was undeleted
5139 directory-object-moved iam admin,change A directory service object was moved
5140 network-share-object-accessed file,network access A network share object was accessed
5141 directory-object-deleted iam admin,deletion A directory service object was deleted
5142 network-share-object-added file,configuration creation A network share object was added
5143 network-share-object-modified file,configuration change A network share object was modified
5144 network-share-object-deleted file,configuration deletion A network share object was deleted
5145 network-share-object-access-checked file,network access A network share object was checked to see whether client can be granted desired access
5152 packet-blocked network denied,connection The Windows Filtering Platform blocked a packet
5154 listen-permitted network allowed,start The Windows Filtering Platform has permitted an application or service to listen on a port for incoming connections
5155 listen-blocked network denied The Windows Filtering Platform has blocked an application or service from listening on a port for incoming connections
5156 connection-permitted network allowed,connection The Windows Filtering Platform has permitted a connection
5157 connection-blocked network denied,connection The Windows Filtering Platform has blocked a connection
5158 bind-permitted network allowed,start The Windows Filtering Platform has permitted a bind to a local port
5159 bind-blocked network denied The Windows Filtering Platform has blocked a bind to a local port
5376 credential-manager-backed-up iam info Credential Manager credentials were backed up
5379 credential-manager-read iam access Credential Manager credentials were read
5381 vault-credentials-read iam access Vault credentials were read
6272 network-access-granted authentication,network start,allowed Network Policy Server granted access to a user
6273 network-access-denied authentication,network start,denied Network Policy Server denied access to a user
6274 network-request-discarded authentication,network denied Network Policy Server discarded the request for a user
6278 network-access-granted-full authentication,network start,allowed Network Policy Server granted full access to a user because the host met the defined health policy
6279 network-account-locked authentication denied Network Policy Server locked the user account due to repeated failed authentication attempts
6416 device-recognised host info A new external device was recognized by the system
6419 device-disable-requested host change A request was made to disable a device
6423 device-installation-forbidden host denied The installation of this device is forbidden by system policy
`;

const ROWS = TABLE.trim()
  .split('\n')
  .map((row): [string, EventWords] => {
    const [code = '', action = '', category = '', type = '', ...title] = row.split(' ');
    return [code, { action, category: category.split(','), type: type.split(','), title: title.join(' ') }];
  });

export const SECURITY: ReadonlyMap<string, EventWords> = new Map(ROWS);

const BY_TITLE: ReadonlyMap<string, string> = new Map(
  ROWS.map(([code, { title = '' }]) => [title.toLowerCase(), code] as const).reverse(),
);
const LONGEST = Math.max(...ROWS.map(([, { title = '' }]) => title.length));

/** Event id of an English message that came without one, from its first sentence. */
export function codeOfMessage(message: string): string | undefined {
  const head = message.slice(0, LONGEST + 2);
  const end = /\.(?:[\s#]|$)|[\r\n\t]|#01|: | {2}/.exec(head)?.index;
  const sentence = (end === undefined ? head : head.slice(0, end)).trim().replace(/\.$/, '').toLowerCase();
  return BY_TITLE.get(sentence);
}
