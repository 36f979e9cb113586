/** One record of the audit system. Values are decoded: quoted as they are, hexadecimal where the kernel writes so. */
export interface AuditRecord {
  type: string;
  fields: Map<string, string>;
}
/** The records of one event, as far as one text holds them. */
export interface AuditEvent {
  /** `1763600000.123:4512`: seconds, milliseconds, serial number. */
  id: string;
  node?: string;
  records: AuditRecord[];
}

const START =
  /(?:node=(\S{1,255}) )?type=([A-Z][A-Z0-9_]{1,40}|UNKNOWN\[\d{1,6}\]|\d{1,5}) (?:msg=)?audit\((\d{1,12}\.\d{1,3}:\d{1,20})\):/g;
const ONE = /type=[A-Z0-9_[\]]{1,48} (?:msg=)?audit\(\d{1,12}\.\d{1,3}:\d{1,20}\):/;
const PAIR = /([A-Za-z_][\w-]{0,60})=(?:"([^"]*)"|'([^']*)'|(\S*))/g;
const MAX_RECORDS = 64;
const MAX_FIELDS = 300;
/** The kernel writes what users may choose in hexadecimal when it holds a space, a quote or a control character. */
const ENCODED = /^(?:comm|exe|name|cwd|proctitle|acct|cmd|data|key|path|dir|file|old|new|grp|unit|a\d{1,3})$/;
const HEX = /^(?:[0-9A-F]{2})+$/;
/** Numbers of records that come through the kernel's own log. linux/audit.h */
const NUMBERS: Readonly<Record<string, string>> = {
  '1006': 'LOGIN',
  '1100': 'USER_AUTH',
  '1101': 'USER_ACCT',
  '1103': 'CRED_ACQ',
  '1105': 'USER_START',
  '1106': 'USER_END',
  '1112': 'USER_LOGIN',
  '1114': 'ADD_USER',
  '1115': 'DEL_USER',
  '1123': 'USER_CMD',
  '1130': 'SERVICE_START',
  '1131': 'SERVICE_STOP',
  '1300': 'SYSCALL',
  '1302': 'PATH',
  '1305': 'CONFIG_CHANGE',
  '1306': 'SOCKADDR',
  '1307': 'CWD',
  '1309': 'EXECVE',
  '1325': 'NETFILTER_CFG',
  '1326': 'SECCOMP',
  '1327': 'PROCTITLE',
  '1330': 'KERN_MODULE',
  '1334': 'BPF',
  '1400': 'AVC',
  '1700': 'ANOM_PROMISCUOUS',
  '1701': 'ANOM_ABEND',
};

/** Whether the text holds a record of the audit system. */
export function hasAuditRecord(text: string): boolean {
  return ONE.test(text);
}

/** Every record of the first event in the text; records of other events are left to their own lines. */
export function readAudit(text: string): AuditEvent | undefined {
  const starts = [...text.matchAll(START)].slice(0, MAX_RECORDS);
  const [first] = starts;
  const id = first?.[3];
  if (!first || id === undefined) return undefined;
  const event: AuditEvent = { id, records: [] };
  if (first[1] !== undefined) event.node = first[1];
  starts.forEach((start, at) => {
    if (start[3] !== id) return;
    const end = starts[at + 1]?.index ?? text.length;
    const written = start[2] ?? '';
    const type = (Object.hasOwn(NUMBERS, written) ? NUMBERS[written] : undefined) ?? written;
    event.records.push({ type, fields: readFields(text.slice(start.index + start[0].length, end), type) });
  });
  return event;
}

function readFields(body: string, type: string): Map<string, string> {
  const fields = new Map<string, string>();
  if (type === 'AVC' || type === 'USER_AVC') {
    const verdict = /avc: {1,2}(denied|granted) {1,2}\{ ([^}]{1,200}) \}/.exec(body);
    if (verdict) fields.set('avc', verdict[1] ?? '').set('permissions', verdict[2]?.trim() ?? '');
  }
  collect(body, type, fields);
  return fields;
}

function collect(body: string, type: string, fields: Map<string, string>): void {
  for (const [, name = '', quoted, wrapped, bare] of body.matchAll(PAIR)) {
    if (fields.size >= MAX_FIELDS) return;
    if (name === 'msg' && wrapped !== undefined) collect(wrapped, type, fields);
    else if (!fields.has(name)) fields.set(name, quoted ?? wrapped ?? decode(name, bare ?? '', type));
  }
}

function decode(name: string, value: string, type: string): string {
  const argument = /^a\d/.test(name);
  if (!ENCODED.test(name) || !HEX.test(value) || (argument && type !== 'EXECVE')) return value;
  const text = Buffer.from(value, 'hex').toString('utf8');
  return text.replace(/\0+$/, '').replaceAll('\0', ' ');
}
