import { isJsonObject, type JsonObject } from '../decode/read-json';
import { isBeats, readBeats } from './read-beats';
import { readFlat } from './read-flat';
import { readEventXml } from './read-xml';
import { addData, emptyRecord, textOf, type WindowsRecord } from './record';

/** Any of the JSON forms in which Windows events travel; undefined when the object is no Windows event. */
export function readObject(object: JsonObject): WindowsRecord | undefined {
  if (isBeats(object)) return readBeats(object);
  if (isJsonObject(object.Event) && isJsonObject(object.Event.System))
    return readDump(object.Event, object.Event.System);
  const wazuh = isJsonObject(object.win)
    ? object.win
    : isJsonObject(object.data)
      ? object.data.win
      : undefined;
  if (isJsonObject(wazuh) && isJsonObject(wazuh.system)) return readWazuh(wazuh, wazuh.system);
  if (isJsonObject(object.properties)) return readAzure(object, object.properties);
  return isFlat(object) ? readFlat(object) : undefined;
}

/** Whether `readObject` will take it, without reading it. */
export function isWindowsObject(object: JsonObject): boolean {
  const inner = isJsonObject(object.win)
    ? object.win
    : isJsonObject(object.data)
      ? object.data.win
      : undefined;
  return (
    isBeats(object) ||
    (isJsonObject(object.Event) && isJsonObject(object.Event.System)) ||
    (isJsonObject(inner) && isJsonObject(inner.system)) ||
    (isJsonObject(object.properties) &&
      (typeof object.properties.RawXml === 'string' || isFlat(object.properties))) ||
    isFlat(object)
  );
}

function isFlat(object: JsonObject): boolean {
  const code = object.EventID ?? object.EventId ?? object.event_id ?? object.Id;
  if (code === undefined) return false;
  return [
    'Channel',
    'SourceName',
    'ProviderName',
    'Provider',
    'Provider_Name',
    'EventLog',
    'LogName',
    'EventSourceName',
  ].some((name) => typeof object[name] === 'string');
}

/** evtx_dump and kin: XML made JSON, attributes under `#attributes`. */
function readDump(event: JsonObject, system: JsonObject): WindowsRecord {
  const record = emptyRecord();
  const attribute = (element: unknown, name: string): unknown => {
    if (!isJsonObject(element)) return undefined;
    const attributes = isJsonObject(element['#attributes']) ? element['#attributes'] : element;
    return attributes[name] ?? attributes[`@${name}`];
  };
  const plain = (element: unknown): unknown => (isJsonObject(element) ? element['#text'] : element);
  record.provider = textOf(attribute(system.Provider, 'Name'));
  record.code = textOf(plain(system.EventID));
  record.channel = textOf(plain(system.Channel));
  record.computer = textOf(plain(system.Computer));
  record.recordId = plain(system.EventRecordID);
  record.level = plain(system.Level);
  record.keywords = plain(system.Keywords);
  record.times.push(attribute(system.TimeCreated, 'SystemTime'));
  const sid = attribute(system.Security, 'UserID');
  if (sid !== undefined && sid !== null) record.user = { id: sid };
  record.rest.push(
    ['winlog.process.pid', attribute(system.Execution, 'ProcessID')],
    ['winlog.process.thread.id', attribute(system.Execution, 'ThreadID')],
    ['winlog.task', plain(system.Task)],
    ['winlog.opcode', plain(system.Opcode)],
    ['winlog.version', plain(system.Version)],
    ['winlog.activity_id', attribute(system.Correlation, 'ActivityID')],
  );
  collect(event.EventData, record);
  collect(event.UserData, record);
  if (isJsonObject(event.RenderingInfo)) record.message = textOf(event.RenderingInfo.Message);
  return record;
}

/** Leaves of event data, however the dump nested them. */
function collect(data: unknown, record: WindowsRecord): void {
  if (!isJsonObject(data)) return;
  const open: JsonObject[] = [data];
  for (let holder = open.pop(); holder; holder = open.pop())
    for (const [name, value] of Object.entries(holder)) {
      if (name === '#attributes' || name === '#text') continue;
      if (isJsonObject(value) && value['#text'] === undefined) open.push(value);
      else addData(record, name, isJsonObject(value) ? joined(value['#text']) : joined(value));
    }
}

function joined(value: unknown): unknown {
  return Array.isArray(value) ? value.map((one) => textOf(one) ?? JSON.stringify(one)).join('\n') : value;
}

/** Wazuh's `win`: names begin with a small letter. */
function readWazuh(win: JsonObject, system: JsonObject): WindowsRecord {
  const record = emptyRecord();
  record.provider = textOf(system.providerName);
  record.code = textOf(system.eventID);
  record.channel = textOf(system.channel);
  record.computer = textOf(system.computer);
  record.recordId = system.eventRecordID;
  record.level = system.level;
  record.keywords = [system.keywords, system.severityValue].filter((one) => one !== undefined);
  record.message = textOf(system.message)?.replace(/^"|"$/g, '');
  record.times.push(system.systemTime);
  record.rest.push(
    ['winlog.process.pid', system.processID],
    ['winlog.process.thread.id', system.threadID],
    ['winlog.task', system.task],
    ['winlog.opcode', system.opcode],
    ['winlog.provider_guid', system.providerGuid],
  );
  const data = isJsonObject(win.eventdata) ? win.eventdata : win.eventData;
  if (isJsonObject(data))
    for (const [name, value] of Object.entries(data))
      addData(record, name.charAt(0).toUpperCase() + name.slice(1), value);
  return record;
}

/** Azure diagnostics: the event's XML inside, or its parts as properties. */
function readAzure(object: JsonObject, properties: JsonObject): WindowsRecord | undefined {
  const xml = textOf(properties.RawXml);
  const record = xml === undefined ? undefined : readEventXml(xml);
  if (!record)
    return isFlat(properties) ? withEnvelope(readFlat({ time: object.time, ...properties })) : undefined;
  record.message ??= textOf(properties.Description);
  if (record.level === undefined || record.level === '0') record.level = object.level;
  for (const name of ['DeploymentId', 'Role', 'RoleInstance'])
    record.rest.push([`azure.${name}`, properties[name]]);
  return record;
}

function withEnvelope(record: WindowsRecord): WindowsRecord {
  if (record.computer === undefined)
    record.computer = textOf(record.data.get('RoleInstance'))?.replace(/^_/, '');
  return record;
}
