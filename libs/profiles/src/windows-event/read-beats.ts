import { LEAVES } from '../decode/leaves';
import { isJsonObject, type JsonObject } from '../decode/read-json';
import { isForbiddenKey } from '../decode/vendor';
import { addData, emptyRecord, textOf, type WindowsRecord } from './record';

const DATA = 'winlog.event_data.';
const USER_DATA = 'winlog.user_data.';

/** Winlogbeat and Elastic Agent: ECS with a `winlog` object, nested or dotted. */
export function isBeats(object: JsonObject): boolean {
  if (isJsonObject(object.winlog)) return true;
  for (const name in object) if (name.startsWith('winlog.')) return true;
  return false;
}

type Reader = (record: WindowsRecord, value: unknown) => void;
/** Names of both the present shape (`winlog.provider_name`) and what the agent writes beside it. */
const HEADER: Readonly<Record<string, Reader>> = {
  'winlog.channel': (record, value) => {
    record.channel = textOf(value);
  },
  'winlog.provider_name': (record, value) => {
    record.provider = textOf(value);
  },
  'winlog.event_id': (record, value) => {
    record.code = textOf(value);
  },
  'event.code': (record, value) => {
    record.code ??= textOf(value);
  },
  'event.provider': (record, value) => {
    record.provider ??= textOf(value);
  },
  'winlog.computer_name': (record, value) => {
    record.computer = textOf(value);
  },
  'winlog.record_id': (record, value) => {
    record.recordId = value;
  },
  'winlog.keywords': (record, value) => {
    record.keywords = [record.keywords, value].flat();
  },
  'winlog.outcome': (record, value) => {
    record.keywords = [record.keywords, value].flat();
  },
  'winlog.time_created': (record, value) => {
    record.times.unshift(value);
  },
  '@timestamp': (record, value) => {
    record.times.push(value);
  },
  'log.level': (record, value) => {
    record.level = value;
  },
  'winlog.level': (record, value) => {
    record.level ??= value;
  },
  'winlog.user.identifier': (record, value) => {
    record.user = { ...record.user, id: value };
  },
  'winlog.user.name': (record, value) => {
    record.user = { ...record.user, name: value };
  },
  'winlog.user.domain': (record, value) => {
    record.user = { ...record.user, domain: value };
  },
  message: (record, value) => {
    record.message = textOf(value);
  },
  'ecs.version': () => undefined,
  // Stated anew by this profile for every shipper alike.
  'related.user': () => undefined,
  'related.ip': () => undefined,
  'related.hosts': () => undefined,
  'log.file.path': (record, value) => {
    record.fields.push(['log.file.path', value]);
  },
};

export function readBeats(object: JsonObject): WindowsRecord {
  const record = emptyRecord();
  place(object, '', record);
  return record;
}

function place(object: JsonObject, prefix: string, record: WindowsRecord): void {
  for (const key of Object.keys(object)) {
    if (isForbiddenKey(key)) continue;
    const path = prefix + key;
    const value = object[key];
    const reader = Object.hasOwn(HEADER, path) ? HEADER[path] : undefined;
    if (reader) reader(record, value);
    else if (path.startsWith(DATA)) addData(record, path.slice(DATA.length), value);
    else if (path.startsWith(USER_DATA) && !isJsonObject(value))
      addData(record, path.slice(USER_DATA.length), value);
    else if (LEAVES.has(path)) record.fields.push([path, value]);
    else if (isJsonObject(value)) place(value, `${path}.`, record);
    else record.rest.push([path, value]);
  }
}
