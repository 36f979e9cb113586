import type { EventDraft } from '@khien/model';

type Outcome = NonNullable<EventDraft['event']['outcome']>;
export interface BackupWords {
  category: string[];
  type: string[];
  action: string;
  outcome: Outcome;
}

/** What a sentence is about, in the words rules on backups use; the first that fits. */
const THINGS: ReadonlyArray<readonly [RegExp, string]> = [
  [/immutab/i, 'immutability'],
  [/object lock/i, 'object_lock'],
  [/four.?eyes/i, 'four_eyes'],
  [/multi-?factor|\bMFA\b/i, 'backup_mfa'],
  [/encryption/i, 'backup_encryption'],
  [/restore points?/i, 'restore_point'],
  [/repositor/i, 'backup_repository'],
  [/snapshot/i, 'snapshot'],
  [/schedule/i, 'backup_schedule'],
  [/\bjobs?\b|policy\b/i, 'backup_job'],
  [/\bbackup (?:chain|files?|copy|data)|\bbackups?\b(?! server)/i, 'backup'],
  [/user|role|account|credentials/i, 'account'],
];
const SESSIONS: ReadonlyArray<readonly [RegExp, string]> = [
  [/rescan|discovery/i, 'rescan'],
  [/restore|recovery|failover/i, 'restore'],
  [/replic/i, 'replication'],
  [/configuration backup/i, 'configuration_backup'],
  [/security .{0,20}compliance|best practices/i, 'compliance_scan'],
  [/health check/i, 'health_check'],
  [/surebackup/i, 'surebackup'],
];

const FOUND = /malware|ransom|suspicious|infected|encrypted (?:data|files)/i;
const SETTING = /\b(?:settings?|disabled|enabled|changed|modified|updated|exclusion)\b/i;
const SIGN_IN = /\blog(?:ged)?[ -]?(?:in|on)\b|\bauthenticated\b/i;
const NOTICE: BackupWords = {
  category: ['host'],
  type: ['info'],
  action: 'backup_notice',
  outcome: 'unknown',
};

/** Words of an event from its description: ids of Veeam run into the hundreds, and their sentences keep to a few forms. */
export function wordsOf(description: string, result: string | undefined): BackupWords {
  // What a job is called may say anything.
  const text = description.replace(/'[^']{0,300}'|"[^"]{0,300}"/g, "''");
  if (FOUND.test(text) && !SETTING.test(text))
    return { category: ['malware'], type: ['info'], action: 'backup_malware_found', outcome: 'unknown' };
  if (SIGN_IN.test(text)) return signIn(text);
  return finished(text, description, result) ?? started(text) ?? changed(text) ?? NOTICE;
}

function finished(text: string, description: string, result: string | undefined): BackupWords | undefined {
  if (!/\b(?:finished|completed|ended|failed)\b/i.test(text)) return undefined;
  const state = /with '?(Success|Warning|Failed|None|Error)'? (?:state|status)/i
    .exec(description)?.[1]
    ?.toLowerCase();
  const failed =
    state === 'failed' ||
    state === 'error' ||
    (state === undefined && (result === '2' || /\bfailed\b/i.test(text)));
  return {
    category: ['process'],
    type: failed ? ['end', 'error'] : ['end'],
    action: endOf(text, failed),
    outcome: failed ? 'failure' : 'success',
  };
}

function endOf(text: string, failed: boolean): string {
  const session = SESSIONS.find(([pattern]) => pattern.test(text))?.[1];
  if (session === 'restore') return failed ? 'restore_failed' : 'restore_completed';
  if (session !== undefined) return `${session}_${failed ? 'failed' : 'finished'}`;
  // A task is one machine of a job.
  const whole = /\btask\b/i.test(text) ? 'backup' : 'backup_job';
  return `${whole}_${failed ? 'failed' : 'finished'}`;
}

function started(text: string): BackupWords | undefined {
  if (!/\b(?:has been started|started|was started|is starting)\b/i.test(text)) return undefined;
  const session = SESSIONS.find(([pattern]) => pattern.test(text))?.[1] ?? 'backup_job';
  return { category: ['process'], type: ['start'], action: `${session}_started`, outcome: 'success' };
}

const CHANGES: ReadonlyArray<readonly [RegExp, string, string]> = [
  [/\b(?:deleted|removed)\b/i, 'deletion', 'deleted'],
  [/\bdisabled\b|turned off|switched off/i, 'change', 'disabled'],
  [/\benabled\b|turned on/i, 'change', 'enabled'],
  [/\b(?:created|added|registered|connected)\b/i, 'creation', 'created'],
  [/\b(?:modified|changed|updated|edited|assigned|renamed|moved|upgraded)\b/i, 'change', 'changed'],
];

function changed(text: string): BackupWords | undefined {
  const [, type, verb] = CHANGES.find(([pattern]) => pattern.test(text)) ?? [];
  if (type === undefined || verb === undefined) return undefined;
  const objects = /\bobjects?\b/i.test(text);
  const thing = objects
    ? 'backup_job'
    : (THINGS.find(([pattern]) => pattern.test(text))?.[1] ?? 'backup_setting');
  // What leaves a job is a change of it.
  const word = objects
    ? 'changed'
    : thing === 'object_lock' && (verb === 'disabled' || verb === 'deleted')
      ? 'removed'
      : verb;
  return {
    category: [thing === 'account' ? 'iam' : 'configuration'],
    type: [type],
    action: actionOf(thing, word, text),
    outcome: /\bfailed\b/i.test(text) ? 'failure' : 'success',
  };
}

function actionOf(thing: string, verb: string, text: string): string {
  if (/retention/i.test(text))
    return /reduc|decreas|lower/i.test(text) ? 'retention_reduced' : 'retention_changed';
  if (thing === 'immutability' && verb === 'deleted') return 'immutability_disabled';
  return `${thing}_${verb}`;
}

function signIn(text: string): BackupWords {
  const outcome = /fail|denied|invalid/i.test(text) ? 'failure' : 'success';
  return { category: ['authentication'], type: ['start'], action: 'backup_console_login', outcome };
}
