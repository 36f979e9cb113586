import type { EventDraft } from '@khien/model';

type Outcome = NonNullable<EventDraft['event']['outcome']>;
export interface Words {
  category: string[];
  type: string[];
  action: string;
}

/** What user-space records tell. A PAM step is no sign-in of its own: USER_LOGIN is. */
const USER: Readonly<Record<string, Words>> = {
  USER_LOGIN: words('authentication', ['start'], 'user_login'),
  USER_AUTH: words('authentication', ['start'], 'pam_authentication'),
  USER_ERR: words('authentication', ['start'], 'pam_authentication'),
  USER_ACCT: words('authentication', ['info'], 'pam_account'),
  CRED_ACQ: words('session', ['info'], 'credentials_acquired'),
  CRED_REFR: words('session', ['info'], 'credentials_refreshed'),
  CRED_DISP: words('session', ['info'], 'credentials_disposed'),
  USER_START: words('session', ['start'], 'session_opened'),
  USER_END: words('session', ['end'], 'session_closed'),
  USER_LOGOUT: words('session', ['end'], 'session_closed'),
  LOGIN: words('session', ['start'], 'login_id_set'),
  USER_CMD: words('process', ['start'], 'sudo_command'),
  USER_TTY: words('process', ['info'], 'keystrokes'),
  TTY: words('process', ['info'], 'keystrokes'),
  ADD_USER: words('iam', ['user', 'creation'], 'user_created'),
  DEL_USER: words('iam', ['user', 'deletion'], 'user_deleted'),
  ADD_GROUP: words('iam', ['group', 'creation'], 'group_created'),
  DEL_GROUP: words('iam', ['group', 'deletion'], 'group_deleted'),
  USER_CHAUTHTOK: words('iam', ['user', 'change'], 'password_changed'),
  USER_MGMT: words('iam', ['user', 'change'], 'user_changed'),
  GRP_MGMT: words('iam', ['group', 'change'], 'group_changed'),
  ACCT_LOCK: words('iam', ['user', 'change'], 'account_locked'),
  ACCT_UNLOCK: words('iam', ['user', 'change'], 'account_unlocked'),
  RESP_ACCT_LOCK: words('iam', ['user', 'change'], 'account_locked'),
  SERVICE_START: words('process', ['start'], 'service_started'),
  SERVICE_STOP: words('process', ['end'], 'service_stopped'),
  SYSTEM_BOOT: words('host', ['start'], 'system_started'),
  SYSTEM_SHUTDOWN: words('host', ['end'], 'system_stopped'),
  DAEMON_START: words('configuration', ['info'], 'audit_started'),
  DAEMON_END: words('configuration', ['change'], 'audit_stopped'),
  DAEMON_ABORT: words('configuration', ['change'], 'audit_stopped'),
  DAEMON_CONFIG: words('configuration', ['change'], 'audit_changed'),
  CONFIG_CHANGE: words('configuration', ['change'], 'audit_changed'),
  FEATURE_CHANGE: words('configuration', ['change'], 'audit_changed'),
  NETFILTER_CFG: words('configuration', ['change'], 'packet_filter_changed'),
  AVC: words('host', ['denied'], 'mandatory_access_denied'),
  USER_AVC: words('host', ['denied'], 'mandatory_access_denied'),
  APPARMOR: words('host', ['denied'], 'mandatory_access_denied'),
  MAC_STATUS: words('configuration', ['change'], 'mandatory_access_changed'),
  MAC_POLICY_LOAD: words('configuration', ['change'], 'mandatory_access_changed'),
  KERN_MODULE: words('driver', ['start'], 'kernel_module_loaded'),
  BPF: words('driver', ['info'], 'kernel_program'),
  SECCOMP: words('process', ['denied'], 'system_call_refused'),
  ANOM_ABEND: words('process', ['error'], 'process_crashed'),
  ANOM_PROMISCUOUS: words('network', ['info'], 'promiscuous_mode'),
  ANOM_LOGIN_FAILURES: words('authentication', ['denied'], 'login_limit_reached'),
  EXECVE: words('process', ['start'], 'process_started'),
  PATH: words('file', ['access'], 'file_accessed'),
  CWD: words('process', ['info'], 'working_directory'),
  PROCTITLE: words('process', ['info'], 'process_title'),
  SOCKADDR: words('network', ['connection'], 'socket_address'),
};

/** System calls by what they do; a family of names is one word. */
const CALLS: ReadonlyArray<readonly [RegExp, Words]> = [
  [/^execve(?:at)?$/, words('process', ['start'], 'process_started')],
  [/^(?:fork|vfork|clone3?)$/, words('process', ['start'], 'process_forked')],
  [/^(?:unlink|unlinkat|rmdir)$/, words('file', ['deletion'], 'file_deleted')],
  [/^(?:rename|renameat2?)$/, words('file', ['change'], 'file_renamed')],
  [
    /^(?:creat|mknod|mknodat|mkdir|mkdirat|link|linkat|symlink|symlinkat|memfd_create)$/,
    words('file', ['creation'], 'file_created'),
  ],
  [
    /^(?:f?chmod|fchmodat2?|[fl]?chown|fchownat|[fl]?setxattr|[fl]?removexattr)$/,
    words('file', ['change'], 'file_rights_changed'),
  ],
  [/^f?truncate$/, words('file', ['change'], 'file_changed')],
  [/^open(?:at2?)?$/, words('file', ['access'], 'file_opened')],
  [/^connect$/, words('network', ['connection', 'start'], 'network_connect')],
  [/^accept4?$/, words('network', ['connection', 'start'], 'network_accept')],
  [/^(?:bind|listen|socket)$/, words('network', ['info'], 'network_socket')],
  [/^f?init_module$/, words('driver', ['start'], 'kernel_module_loaded')],
  [/^delete_module$/, words('driver', ['end'], 'kernel_module_removed')],
  [/^(?:mount|umount2?)$/, words('host', ['change'], 'mount_changed')],
  [/^(?:settimeofday|clock_settime|adjtimex)$/, words('configuration', ['change'], 'clock_changed')],
  [/^set(?:re|res|fs)?[ug]id$/, words('process', ['change'], 'identity_changed')],
  [/^(?:ptrace|process_vm_writev)$/, words('process', ['access'], 'process_accessed')],
];

function words(category: string, type: string[], action: string): Words {
  return { category: [category], type, action };
}

export function wordsOfType(type: string): Words {
  const known = Object.hasOwn(USER, type) ? USER[type] : undefined;
  if (known) return known;
  return words(type.startsWith('ANOM_') ? 'intrusion_detection' : 'host', ['info'], type.toLowerCase());
}

export function wordsOfCall(call: string): Words {
  return CALLS.find(([pattern]) => pattern.test(call))?.[1] ?? words('process', ['info'], call);
}

/** `success=yes` of a system call, `res=success` or `res=1` of a message. */
export function outcomeOf(value: string | undefined): Outcome {
  if (value === undefined) return 'unknown';
  return /^(?:yes|success|1)$/.test(value)
    ? 'success'
    : /^(?:no|failed|fail|0)$/.test(value)
      ? 'failure'
      : 'unknown';
}
