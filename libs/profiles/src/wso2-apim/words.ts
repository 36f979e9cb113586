import type { Draft } from '../draft/open-draft';

type Words = Parameters<Draft['say']>[0];

const AUTH = ['authentication'];
const IAM = ['iam'];

/** Actions of the audit log in the words rules know. Compared without case, blanks, dashes and underscores. */
const ACTIONS: Readonly<Record<string, Words>> = {
  login: { category: AUTH, type: ['start'], action: 'login' },
  loginstepsuccess: { category: AUTH, type: ['info'], action: 'login_step' },
  logout: { category: AUTH, type: ['end'], action: 'logout' },
  adduser: { category: IAM, type: ['user', 'creation'], action: 'user_created' },
  createuser: { category: IAM, type: ['user', 'creation'], action: 'user_created' },
  deleteuser: { category: IAM, type: ['user', 'deletion'], action: 'user_deleted' },
  changepasswordbyadministrator: { category: IAM, type: ['user', 'change'], action: 'password_changed' },
  changepasswordbyuser: { category: IAM, type: ['user', 'change'], action: 'password_changed' },
  updaterolesofuser: { category: IAM, type: ['admin', 'change'], action: 'user_roles_changed' },
  updateusersofrole: { category: IAM, type: ['admin', 'change'], action: 'user_roles_changed' },
  addrole: { category: IAM, type: ['group', 'creation'], action: 'group_created' },
  deleterole: { category: IAM, type: ['group', 'deletion'], action: 'group_deleted' },
};
const VERBS: Readonly<Record<string, readonly [string, string]>> = {
  created: ['creation', 'created'],
  updated: ['change', 'updated'],
  deleted: ['deletion', 'deleted'],
  subscribed: ['change', 'subscribed'],
  unsubscribed: ['change', 'unsubscribed'],
};

export function wordsOfAudit(action: string, what: string): Words {
  const key = action.toLowerCase().replace(/[\s_-]+/g, '');
  if (Object.hasOwn(ACTIONS, key)) return ACTIONS[key] ?? {};
  const verb = VERBS[key.replace('lifecyclechanged', 'updated')];
  const noun = slug(what) || 'object';
  if (verb) return { category: ['configuration', 'api'], type: [verb[0]], action: `${noun}_${verb[1]}` };
  return { category: ['configuration', 'api'], type: ['info'], action: slug(action) || 'audit' };
}

function slug(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 80);
}
