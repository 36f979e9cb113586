import type { Draft } from '../draft/open-draft';

type Words = Parameters<Draft['say']>[0];

const data = (type: string[], action: string): Words => ({ category: ['database'], type, action });
const iam = (type: string[], action: string): Words => ({ category: ['database', 'iam'], type, action });
const settings = (type: string[], action: string): Words => ({
  category: ['database', 'configuration'],
  type,
  action,
});

const READ = data(['access'], 'data_read');
const READS: ReadonlySet<string> = new Set([
  'find',
  'aggregate',
  'count',
  'distinct',
  'getmore',
  'mapreduce',
  'geosearch',
  'explain',
]);
const METADATA: ReadonlySet<string> = new Set([
  'listcollections',
  'listdatabases',
  'listindexes',
  'dbstats',
  'collstats',
  'usersinfo',
  'rolesinfo',
  'serverstatus',
  'connectionstatus',
  'getparameter',
  'getlog',
  'hello',
  'ismaster',
  'buildinfo',
  'ping',
]);

/** Commands and audit types (`atype`), lower case. https://www.mongodb.com/docs/manual/reference/audit-message/mongo/ */
const WORDS: Readonly<Record<string, Words>> = {
  insert: data(['creation'], 'data_write'),
  update: data(['change'], 'data_write'),
  findandmodify: data(['change'], 'data_write'),
  bulkwrite: data(['change'], 'data_write'),
  delete: data(['deletion'], 'data_delete'),
  remove: data(['deletion'], 'data_delete'),
  exportcollection: data(['access'], 'data_export'),
  importcollection: data(['creation'], 'data_write'),
  create: data(['creation'], 'collection_created'),
  createcollection: data(['creation'], 'collection_created'),
  drop: data(['deletion'], 'collection_deleted'),
  dropcollection: data(['deletion'], 'collection_deleted'),
  renamecollection: data(['change'], 'collection_changed'),
  createdatabase: data(['creation'], 'database_created'),
  dropdatabase: data(['deletion'], 'database_deleted'),
  createindex: data(['creation'], 'index_created'),
  createindexes: data(['creation'], 'index_created'),
  dropindex: data(['deletion'], 'index_deleted'),
  dropindexes: data(['deletion'], 'index_deleted'),
  createview: data(['creation'], 'view_created'),
  createuser: iam(['user', 'creation'], 'user_created'),
  dropuser: iam(['user', 'deletion'], 'user_deleted'),
  dropallusersfromdatabase: iam(['user', 'deletion'], 'user_deleted'),
  updateuser: iam(['user', 'change'], 'user_changed'),
  grantrolestouser: iam(['admin', 'change'], 'privilege_granted'),
  revokerolesfromuser: iam(['admin', 'change'], 'privilege_revoked'),
  createrole: iam(['group', 'creation'], 'role_created'),
  updaterole: iam(['group', 'change'], 'role_changed'),
  droprole: iam(['group', 'deletion'], 'role_deleted'),
  dropallrolesfromdatabase: iam(['group', 'deletion'], 'role_deleted'),
  grantrolestorole: iam(['admin', 'change'], 'privilege_granted'),
  grantprivilegestorole: iam(['admin', 'change'], 'privilege_granted'),
  revokerolesfromrole: iam(['admin', 'change'], 'privilege_revoked'),
  revokeprivilegesfromrole: iam(['admin', 'change'], 'privilege_revoked'),
  directauthmutation: iam(['user', 'change'], 'user_changed'),
  setparameter: settings(['change'], 'settings_changed'),
  setclusterparameter: settings(['change'], 'settings_changed'),
  replsetreconfig: settings(['change'], 'settings_changed'),
  enablesharding: settings(['change'], 'settings_changed'),
  shardcollection: settings(['change'], 'settings_changed'),
  addshard: settings(['change'], 'settings_changed'),
  removeshard: settings(['change'], 'settings_changed'),
  auditconfigure: settings(['change'], 'audit_changed'),
  setauditconfig: settings(['change'], 'audit_changed'),
  shutdown: settings(['end'], 'database_stopped'),
  startup: settings(['start'], 'database_started'),
  rotatelog: settings(['change'], 'log_rotated'),
  applicationmessage: data(['info'], 'application_message'),
  clientmetadata: data(['info'], 'client_metadata'),
};

/** Words of a command or audit type; one nobody has listed goes by its own name. */
export function wordsOf(name: string): Words {
  const key = name.toLowerCase();
  if (READS.has(key)) return READ;
  if (METADATA.has(key)) return data(['access'], 'metadata_read');
  if (Object.hasOwn(WORDS, key)) return WORDS[key] ?? READ;
  return data(['info'], `database_${key.replace(/[^a-z0-9]+/g, '_').slice(0, 60) || 'message'}`);
}
