import { isJsonObject, type JsonObject } from '../decode/read-json';
import { isForbiddenKey } from '../decode/vendor';
import { readEventDataXml } from './read-xml';
import { addData, emptyRecord, textOf, type WindowsRecord } from './record';

type Reader = (record: WindowsRecord, value: unknown) => void;

const channel: Reader = (record, value) => {
  record.channel ??= textOf(value);
};
const provider: Reader = (record, value) => {
  record.provider ??= textOf(value);
};
const code: Reader = (record, value) => {
  record.code ??= textOf(value);
};
const recordId: Reader = (record, value) => {
  record.recordId ??= value;
};
const level: Reader = (record, value) => {
  record.level ??= value;
};
const message: Reader = (record, value) => {
  record.message ??= textOf(value);
};
const keywords: Reader = (record, value) => {
  record.keywords = record.keywords === undefined ? value : [record.keywords, value].flat();
};
const eventData: Reader = (record, value) => {
  if (typeof value === 'string' && value.trimStart().startsWith('<')) readEventDataXml(value, record);
  else if (isJsonObject(value))
    for (const [name, one] of Object.entries(value)) if (!isForbiddenKey(name)) addData(record, name, one);
};
const rest =
  (path: string): Reader =>
  (record, value) => {
    record.rest.push([path, value]);
  };

/** Names of the log's own header in flat JSON: NXLog, Fluent Bit, Azure tables, PowerShell exports. What is not here is event data. */
const HEADER: Readonly<Record<string, Reader>> = {
  Channel: channel,
  EventLog: channel,
  LogName: channel,
  log_name: channel,
  SourceName: provider,
  ProviderName: provider,
  Provider: provider,
  Provider_Name: provider,
  EventSourceName: provider,
  EventID: code,
  EventId: code,
  event_id: code,
  RecordNumber: recordId,
  EventRecordID: recordId,
  EventRecordId: recordId,
  RecordId: recordId,
  Level: level,
  level: level,
  Severity: level,
  EventLevelName: level,
  LevelDisplayName: level,
  Message: message,
  RenderedDescription: message,
  Description: (record, value) => {
    // Sysmon has a datum of this name, Azure calls the message so.
    if (record.channel?.includes('Sysmon') || record.message !== undefined)
      addData(record, 'Description', value);
    else message(record, value);
  },
  Keywords: keywords,
  Keyword: keywords,
  EventType: (record, value) => {
    if (typeof value === 'string' && /^(?:AUDIT_|INFO$|WARNING$|ERROR$|CRITICAL$|VERBOSE$)/.test(value))
      keywords(record, value);
    else addData(record, 'EventType', value);
  },
  EventData: eventData,
  UserData: eventData,
  ProviderGuid: rest('winlog.provider_guid'),
  Guid: rest('winlog.provider_guid'),
  Version: rest('winlog.version'),
  Task: rest('winlog.task'),
  Category: rest('winlog.task_text'),
  Opcode: rest('winlog.opcode'),
  OpcodeValue: rest('winlog.opcode_value'),
  ActivityID: rest('winlog.activity_id'),
  ProcessID: rest('winlog.process.pid'),
  ExecutionProcessID: rest('winlog.process.pid'),
  Pid: rest('winlog.process.pid'),
  ThreadID: rest('winlog.process.thread.id'),
  ExecutionThreadID: rest('winlog.process.thread.id'),
  Tid: rest('winlog.process.thread.id'),
  SeverityValue: rest('SeverityValue'),
  EventReceivedTime: rest('EventReceivedTime'),
  SourceModuleName: rest('SourceModuleName'),
  SourceModuleType: rest('SourceModuleType'),
  EventTypeOrignal: keywords,
  StringInserts: rest('StringInserts'),
  tags: rest('tags'),
  port: rest('port'),
  '@version': rest('@version'),
  host: (record, value) => {
    if (typeof value === 'string') record.fields.push(['observer.hostname', value]);
    else record.rest.push(['host', value]);
  },
};
const COMPUTER = ['Hostname', 'HOSTNAME', 'Computer', 'ComputerName', 'MachineName', 'hostname'];
const TIME = ['TimeCreated', 'SystemTime', 'UtcTime', '@timestamp', 'TimeGenerated', 'time', 'EventTime'];

/** Flat JSON: header and event data side by side. */
export function readFlat(object: JsonObject): WindowsRecord {
  const record = emptyRecord();
  const taken = new Set<string>();
  for (const name of COMPUTER) {
    if (record.computer !== undefined || textOf(object[name]) === undefined) continue;
    record.computer = textOf(object[name]);
    taken.add(name);
  }
  for (const name of TIME) {
    if (object[name] === undefined) continue;
    record.times.push(name === 'UtcTime' ? `${String(object[name])}Z` : object[name]);
    taken.add(name);
  }
  record.channel = textOf(object.Channel);
  takeAccount(object, record, taken);
  for (const name in object) {
    if (!Object.hasOwn(object, name) || taken.has(name) || isForbiddenKey(name)) continue;
    const value = object[name];
    const reader = Object.hasOwn(HEADER, name) ? HEADER[name] : undefined;
    if (reader) reader(record, value);
    else if (isJsonObject(value)) record.rest.push([name, value]);
    else addData(record, name, value);
  }
  return record;
}

/** NXLog resolves the account that the log service noted; without AccountType the same names are event data. */
function takeAccount(object: JsonObject, record: WindowsRecord, taken: Set<string>): void {
  if (object.AccountType === undefined || object.AccountName === undefined) {
    if (object.UserID === undefined) return;
    record.user = { id: object.UserID };
    taken.add('UserID');
    return;
  }
  record.user = { id: object.UserID, name: object.AccountName, domain: object.Domain };
  for (const name of ['AccountName', 'AccountType', 'Domain', 'UserID']) taken.add(name);
}
