/** Actions our own profiles give to events; those of others are shown as they stand. */
export const DID = [
  'http_request',
  'malformed_request',
  'data_read',
  'data_search',
  'data_export',
  'data_write',
  'data_delete',
  'mail_delivered',
  'user_login',
  'console_login',
  'sensor_upload',
  'ssh_login',
  'ssh_connect',
  'ssh_disconnect',
  'ssh_invalid_user',
  'ssh_attempts_exceeded',
  'session_opened',
  'session_closed',
  'sudo_command',
  'cron_command',
  'pam_authentication',
  'account_locked',
  'password_changed',
  'password_expiry_changed',
  'user_created',
  'user_changed',
  'user_deleted',
  'group_created',
  'group_deleted',
  'group_member_added',
] as const;
export type Did = (typeof DID)[number];

export function didOf(action: string | undefined): Did | undefined {
  return DID.find((known) => known === action);
}
