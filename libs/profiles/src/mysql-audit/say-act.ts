import { canonicalIp } from '../decode/ip-address';
import type { Draft } from '../draft/open-draft';
import { putStatement, sayLogin, sayLogoff } from '../sql/put-statement';
import { withoutPasswords } from '../sql/without-passwords';
import type { MysqlAct } from './act';

const CONNECTS = /^(?:connect|proxy_connect|change ?user)$/i;
const LEAVES = /^(?:disconnect|quit)$/i;
const QUERIES =
  /^(?:query|query_ddl|query_dml|query_dml_no_select|query_dcl|execute|prepare|general|table_access|read|write|create|alter|rename|drop|table)$/i;
/** Error numbers of refused rights: ER_DBACCESS_DENIED, ER_TABLEACCESS_DENIED, ER_COLUMNACCESS_DENIED, ER_SPECIFIC_ACCESS_DENIED, ER_PROCACCESS_DENIED. */
const DENIED: ReadonlySet<string> = new Set(['1044', '1142', '1143', '1227', '1370']);
/** server_audit's own notes of the tables a query touched. */
const TOUCHED: Readonly<Record<string, Parameters<Draft['say']>[0]>> = {
  READ: { category: ['database'], type: ['access'], action: 'data_read' },
  WRITE: { category: ['database'], type: ['change'], action: 'data_write' },
  CREATE: { category: ['database'], type: ['creation'], action: 'table_created' },
  ALTER: { category: ['database'], type: ['change'], action: 'table_changed' },
  RENAME: { category: ['database'], type: ['change'], action: 'table_changed' },
  DROP: { category: ['database'], type: ['deletion'], action: 'table_deleted' },
};

/** What an act is, in the words of the rules for databases. */
export function sayAct(draft: Draft, act: MysqlAct): void {
  const { operation, code = '0', database } = act;
  const failed = code !== '' && code !== '0';
  draft.put('user.name', act.user);
  putRemote(draft, act.remote);
  if (failed) draft.put('error.code', code);
  if (/^(?:failed_connect)$/i.test(operation) || (CONNECTS.test(operation) && failed)) {
    draft.keep('database', database);
    sayLogin(draft, 'failure', failed ? `error ${code}` : 'access denied');
  } else if (CONNECTS.test(operation)) {
    draft.keep('database', database);
    sayLogin(draft, 'success');
  } else if (LEAVES.test(operation)) {
    draft.keep('database', database);
    sayLogoff(draft);
  } else if (QUERIES.test(operation)) sayQuery(draft, act, failed);
  else sayOther(draft, act, failed);
}

function sayQuery(draft: Draft, act: MysqlAct, failed: boolean): void {
  const { operation, statement, database, rows, code } = act;
  const denied = DENIED.has(code ?? '');
  const touched = TOUCHED[operation];
  const outcome = failed ? 'failure' : 'success';
  if (!touched) {
    putStatement(draft, { statement, outcome, denied, database, rows });
    return;
  }
  draft.say({ ...touched, outcome });
  draft.put('access.dataset', database);
  draft.keep('database', database);
  draft.keep('object', statement);
}

function sayOther(draft: Draft, { operation, statement }: MysqlAct, failed: boolean): void {
  const word = operation
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 60);
  const stopped = word === 'noaudit' || word === 'shutdown';
  if (statement) draft.put('message', withoutPasswords(statement));
  draft.say({
    category: word === 'audit' || word === 'noaudit' ? ['database', 'configuration'] : ['database'],
    type: [stopped ? 'end' : 'info'],
    action:
      word === 'noaudit'
        ? 'audit_stopped'
        : word === 'aborted'
          ? 'client_aborted'
          : `database_${word || 'message'}`,
    outcome: failed || word === 'aborted' ? 'failure' : 'success',
  });
}

function putRemote(draft: Draft, remote = ''): void {
  const name = remote.trim();
  if (name === '' || name === 'localhost' || name === '%') return;
  const ip = canonicalIp(name);
  draft.put('source.address', ip ?? name);
  draft.put(ip === undefined ? 'source.domain' : 'source.ip', ip ?? name);
}
