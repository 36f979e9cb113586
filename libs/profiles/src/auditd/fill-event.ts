import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { argumentsOf } from './read-laurel';
import type { AuditEvent, AuditRecord } from './read-records';
import { putSocket } from './socket';
import { syscallOf } from './syscalls';
import { outcomeOf, type Words, wordsOfCall, wordsOfType } from './words';

const UNSET = /^(?:4294967295|-1|unset|\?|\(none\)|unknown\(\d+\))$/;
/** Records that say more of a system call, beside it. */
const BESIDE = new Set([
  'EXECVE',
  'CWD',
  'PATH',
  'PROCTITLE',
  'SOCKADDR',
  'PARENT_INFO',
  'FD_PAIR',
  'EOE',
  'CONTAINER_INFO',
]);
const MAX_COMMAND = 8000;

/** Everything the records of one event say. */
export function fillEvent(draft: Draft, { id, node, records }: AuditEvent): void {
  const of = (type: string): AuditRecord | undefined => records.find((record) => record.type === type);
  const main = records.find((record) => !BESIDE.has(record.type)) ?? records[0];
  if (!main) return;
  draft.put('event.id', id);
  draft.put('host.name', node);
  const call = main.type === 'SYSCALL' ? syscallOf(main.fields) : undefined;
  draft.put('event.code', call ?? main.type);
  putWho(draft, main.fields);
  putProcess(draft, main, of);
  putFiles(draft, records, call);
  putSocket(draft, of('SOCKADDR')?.fields.get('saddr') ?? main.fields.get('saddr'));
  putAddress(draft, 'source', main.fields.get('addr') === '?' ? undefined : main.fields.get('addr'));
  draft.put('service.name', main.type.startsWith('SERVICE_') ? main.fields.get('unit') : undefined);
  draft.put('rule.name', present(main.fields.get('key')));
  sayWords(
    draft,
    call === undefined ? wordsOfType(main.type) : refined(draft, wordsOfCall(call), main, records),
    main,
  );
  keepRest(draft, records, of('EXECVE') ? 'EXECVE' : main.type);
}

function present(value: string | undefined): string | undefined {
  return value === undefined || value === '' || UNSET.test(value) ? undefined : value;
}

function sayWords(draft: Draft, words: Words, { type, fields }: AuditRecord): void {
  const blocked = fields.get('avc') === 'denied' || fields.get('apparmor') === 'DENIED';
  const outcome = blocked ? 'failure' : outcomeOf(fields.get('success') ?? fields.get('res'));
  // What is loaded, begun or forked has happened when its record stands alone.
  const alone = type === 'EXECVE' || type === 'KERN_MODULE';
  draft.say({ ...words, outcome: alone && outcome === 'unknown' ? 'success' : outcome });
}

/** An `open` is a creation or a change by what it did to its path and by how it was opened. */
function refined(
  draft: Draft,
  words: Words,
  { fields }: AuditRecord,
  records: readonly AuditRecord[],
): Words {
  if (words.action !== 'file_opened') return words;
  if (records.some((one) => one.type === 'PATH' && one.fields.get('nametype') === 'CREATE'))
    return { category: ['file'], type: ['creation'], action: 'file_created' };
  const flags = Number.parseInt(fields.get(syscallOf(fields) === 'open' ? 'a1' : 'a2') ?? '', 16);
  draft.keep('open_flags', Number.isNaN(flags) ? undefined : flags);
  // O_WRONLY 1, O_RDWR 2, O_TRUNC 0x200.
  if (Number.isNaN(flags) || (flags & 0x203) === 0) return words;
  return { category: ['file'], type: ['change'], action: 'file_changed' };
}

/** `auid` is who signed in, and stays through sudo; `uid` is whose rights the act had. */
function putWho(draft: Draft, fields: ReadonlyMap<string, string>): void {
  const own = present(fields.get('AUID')) ?? present(fields.get('acct'));
  const rights = present(fields.get('EUID')) ?? present(fields.get('UID'));
  const acct = present(fields.get('acct'));
  const manages = /^op=|^(?:adding|deleting|add|delete|changing)/.test(fields.get('op') ?? '');
  if (manages && acct !== undefined) draft.put('user.target.name', acct);
  draft.put('user.name', manages ? (present(fields.get('AUID')) ?? rights) : (acct ?? own ?? rights));
  // Beside an account that is named, uid is that of the program which writes.
  const acts = acct === undefined || manages;
  draft.put('user.id', present(fields.get('auid')) ?? (acts ? present(fields.get('uid')) : undefined));
  if (rights !== undefined && rights !== draft.get('user.name')) draft.put('user.effective.name', rights);
  draft.put('user.effective.id', present(fields.get('euid')));
}

function putProcess(draft: Draft, main: AuditRecord, of: (type: string) => AuditRecord | undefined): void {
  const { fields } = main;
  const exe = present(fields.get('exe'));
  draft.put('process.pid', fields.get('pid'));
  draft.put('process.parent.pid', fields.get('ppid'));
  draft.put('process.executable', exe);
  draft.put('process.name', present(fields.get('comm')) ?? exe?.slice(exe.lastIndexOf('/') + 1));
  draft.put('process.working_directory', of('CWD')?.fields.get('cwd') ?? fields.get('cwd'));
  const run = of('EXECVE');
  const args = run ? argumentsOf(run.fields) : [];
  const title = of('PROCTITLE')?.fields.get('proctitle');
  if (args.length > 0) {
    draft.put('process.args', args);
    draft.put('process.command_line', args.join(' ').slice(0, MAX_COMMAND));
  } else draft.put('process.command_line', main.type === 'USER_CMD' ? fields.get('cmd') : title);
  const parent = of('PARENT_INFO')?.fields;
  if (!parent) return;
  draft.put('process.parent.executable', parent.get('exe'));
  draft.put('process.parent.name', parent.get('comm'));
  draft.put('process.parent.command_line', argumentsOf(parent).join(' ') || undefined);
}

/** The path the act was on: what was made or deleted, else the last that is no folder of another. */
function putFiles(draft: Draft, records: readonly AuditRecord[], call: string | undefined): void {
  const paths = records.filter(({ type }) => type === 'PATH').map(({ fields }) => fields);
  const named = paths.filter(
    (path) => path.get('nametype') !== 'PARENT' && present(path.get('name')) !== undefined,
  );
  const changed =
    named.findLast((path) => path.get('nametype') === 'CREATE') ??
    named.find((path) => path.get('nametype') === 'DELETE');
  // Of a program that is started the first path is the program; its loader follows.
  const path = changed ?? (call?.startsWith('exec') ? named[0] : named.at(-1));
  const name =
    path?.get('name') ?? (records[0]?.fields.get('apparmor') ? records[0].fields.get('name') : undefined);
  if (name === undefined) return;
  const cwd = draft.get('process.working_directory');
  const full =
    name.startsWith('/') || typeof cwd !== 'string'
      ? name
      : `${cwd.replace(/\/$/, '')}/${name.replace(/^\.\//, '')}`;
  draft.put('file.path', full);
  const base = full.slice(full.lastIndexOf('/') + 1);
  draft.put('file.name', base);
  const dot = base.lastIndexOf('.');
  if (dot > 0 && base.length - dot <= 12) draft.put('file.extension', base.slice(dot + 1).toLowerCase());
}

/** By the names rules for auditd use: `type`, `a0`, `key`, `name`, `nametype`, … */
function keepRest(draft: Draft, records: readonly AuditRecord[], type: string): void {
  draft.keep('type', type);
  const kept = new Set(['type', 'saddr', 'proctitle']);
  const ordered = [...records].sort((one, other) => Number(other.type === type) - Number(one.type === type));
  for (const { fields } of ordered)
    for (const [name, value] of fields) {
      if (kept.has(name)) continue;
      kept.add(name);
      draft.keep(name, value);
    }
}
