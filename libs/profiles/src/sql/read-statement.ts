import type { Draft } from '../draft/open-draft';

type Words = Parameters<Draft['say']>[0];

/** What a statement does, by its first words: `event.category`, `type` and `action`, and the object it names. */
export interface Statement {
  words: Words;
  object?: string;
}

const DATABASE = ['database'];
const IAM = ['database', 'iam'];
const SETTINGS = ['database', 'configuration'];
const LEADING = /^(?:[\s(;]|--[^\n]*(?:\n|$)|#[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*/;
const MAX_LEAD = 4096;
const NAME = '((?:[`"[]?[\\w$#@-]{1,128}[`"\\]]?\\.){0,3}[`"[]?[\\w$#@-]{1,128}[`"\\]]?)';

const READ = of(['access'], 'data_read');
const METADATA = of(['access'], 'metadata_read');
const SETTING: Words = { category: SETTINGS, type: ['change'], action: 'settings_changed' };
const TRANSACTION = of(['info'], 'transaction');

const VERBS: Readonly<Record<string, Words>> = {
  SELECT: READ,
  WITH: READ,
  TABLE: READ,
  FETCH: READ,
  VALUES: READ,
  SHOW: METADATA,
  DESC: METADATA,
  DESCRIBE: METADATA,
  EXPLAIN: METADATA,
  INSERT: of(['creation'], 'data_write'),
  REPLACE: of(['change'], 'data_write'),
  UPDATE: of(['change'], 'data_write'),
  MERGE: of(['change'], 'data_write'),
  UPSERT: of(['change'], 'data_write'),
  LOAD: of(['creation'], 'data_write'),
  BULK: of(['creation'], 'data_write'),
  DELETE: of(['deletion'], 'data_delete'),
  TRUNCATE: of(['deletion'], 'data_delete'),
  EXEC: of(['access'], 'procedure_call'),
  EXECUTE: of(['access'], 'procedure_call'),
  CALL: of(['access'], 'procedure_call'),
  DO: of(['access'], 'procedure_call'),
  SET: SETTING,
  RESET: SETTING,
  GRANT: { category: IAM, type: ['admin', 'change'], action: 'privilege_granted' },
  REVOKE: { category: IAM, type: ['admin', 'change'], action: 'privilege_revoked' },
  DENY: { category: IAM, type: ['admin', 'change'], action: 'privilege_revoked' },
  AUDIT: { category: SETTINGS, type: ['change'], action: 'audit_enabled' },
  NOAUDIT: { category: SETTINGS, type: ['change'], action: 'audit_disabled' },
  BACKUP: of(['access'], 'backup_made'),
  RESTORE: of(['change'], 'backup_restored'),
  KILL: of(['end'], 'backend_killed'),
  SHUTDOWN: { category: SETTINGS, type: ['end'], action: 'database_stopped' },
  BEGIN: TRANSACTION,
  START: TRANSACTION,
  COMMIT: TRANSACTION,
  ROLLBACK: TRANSACTION,
  SAVEPOINT: TRANSACTION,
  END: TRANSACTION,
};

function of(type: string[], action: string): Words {
  return { category: DATABASE, type, action };
}

/** Reads the first statement of the text; what it does not know is a `database_statement`. */
export function readStatement(sql: string): Statement {
  const head = sql.slice(0, MAX_LEAD);
  const text = sql.slice(LEADING.exec(head)?.[0].length ?? 0, MAX_LEAD * 2);
  const verb = /^[A-Za-z_]{1,30}/.exec(text)?.[0].toUpperCase() ?? '';
  const special = readSpecial(verb, text);
  const words =
    special ?? (Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined) ?? of(['info'], 'database_statement');
  const object = objectOf(verb, text);
  return { words, ...(object !== undefined && { object }) };
}

function readSpecial(verb: string, text: string): Words | undefined {
  switch (verb) {
    case 'SELECT':
      return /\binto\s{1,4}(?:out|dump)file\b/i.test(text) ? of(['access'], 'data_export') : undefined;
    case 'WITH':
      return /\b(?:insert\s{1,4}into|update|delete\s{1,4}from|merge\s{1,4}into)\b/i.test(text)
        ? of(['change'], 'data_write')
        : undefined;
    case 'COPY':
      return /\)?\s{1,4}to\s{1,4}(?:'|program|stdout)/i.test(text)
        ? of(['access'], 'data_export')
        : of(['creation'], 'data_write');
    case 'SET':
      return /^set\s{1,4}password/i.test(text)
        ? { category: IAM, type: ['user', 'change'], action: 'password_changed' }
        : undefined;
    case 'CREATE':
    case 'ALTER':
    case 'DROP':
    case 'RENAME':
    case 'COMMENT':
      return readDefinition(verb, text);
    default:
      return undefined;
  }
}

const DONE: Readonly<Record<string, readonly [string, string]>> = {
  CREATE: ['creation', 'created'],
  ALTER: ['change', 'changed'],
  DROP: ['deletion', 'deleted'],
  RENAME: ['change', 'changed'],
  COMMENT: ['change', 'changed'],
};
const NOISE =
  /^(?:or|replace|global|temporary|temp|unlogged|public|shared|private|unique|clustered|nonclustered|bitmap|materialized|force|editionable|noneditionable|if|not|exists|definer\S*|external|concurrently)$/i;

function readDefinition(verb: string, text: string): Words {
  const [type, done] = DONE[verb] ?? ['change', 'changed'];
  const words = text
    .split(/\s+/, 12)
    .slice(1)
    .filter((word) => !NOISE.test(word));
  const [noun = 'object', second = ''] = words.map((word) => word.toLowerCase().replace(/[^a-z].*$/, ''));
  if (noun === 'user' || noun === 'role' || noun === 'login')
    return {
      category: IAM,
      type: [noun === 'role' ? 'group' : 'user', type],
      action: `${noun === 'role' ? 'role' : 'user'}_${done}`,
    };
  if (noun === 'audit' || ((noun === 'server' || noun === 'database') && second === 'audit'))
    return auditWords(verb, text);
  if (noun === 'server' && second === 'role')
    return { category: IAM, type: ['admin', type], action: `role_${done}` };
  if (noun === 'database' && second === 'link')
    return { category: DATABASE, type: [type], action: `database_link_${done}` };
  if (noun === 'session' || noun === 'system') return SETTING;
  return { category: DATABASE, type: [type], action: `${noun || 'object'}_${done}` };
}

function auditWords(verb: string, text: string): Words {
  const off = /\bstate\s{0,4}=\s{0,4}off\b/i.test(text);
  const action = verb === 'DROP' ? 'audit_policy_dropped' : off ? 'audit_disabled' : 'audit_changed';
  return { category: SETTINGS, type: ['change'], action };
}

const OBJECT: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    SELECT: `\\bfrom\\s{1,8}${NAME}`,
    WITH: `\\bfrom\\s{1,8}${NAME}`,
    DELETE: `\\bfrom\\s{1,8}${NAME}`,
    INSERT: `\\binto\\s{1,8}${NAME}`,
    REPLACE: `\\binto\\s{1,8}${NAME}`,
    MERGE: `\\binto\\s{1,8}${NAME}`,
    UPDATE: `^update\\s{1,8}(?:only\\s{1,8})?${NAME}`,
    TRUNCATE: `^truncate\\s{1,8}(?:table\\s{1,8})?${NAME}`,
    COPY: `^copy\\s{1,8}${NAME}`,
    DROP: `^drop\\s{1,8}(?:table|view|index|schema|database)\\s{1,8}(?:if\\s{1,8}exists\\s{1,8})?${NAME}`,
    ALTER: `^alter\\s{1,8}(?:table|view|index|schema|database)\\s{1,8}(?:if\\s{1,8}exists\\s{1,8})?${NAME}`,
    CREATE: `^create\\s{1,8}(?:table|view|index|schema|database)\\s{1,8}(?:if\\s{1,8}not\\s{1,8}exists\\s{1,8})?${NAME}`,
    EXEC: `^exec\\s{1,8}${NAME}`,
    CALL: `^call\\s{1,8}${NAME}`,
  }).map(([verb, pattern]) => [verb, new RegExp(pattern, 'i')]),
);

function objectOf(verb: string, text: string): string | undefined {
  return OBJECT.get(verb)
    ?.exec(text)?.[1]
    ?.replace(/[`"[\]]/g, '');
}
