import { scanXml, type XmlElement } from '../decode/scan-xml';
import { addData, emptyRecord, type WindowsRecord } from './record';

/** The event log's own XML (`<Event xmlns='…/win/2004/08/events/event'>`), plain or rendered; undefined when it is not that. */
export function readEventXml(text: string): WindowsRecord | undefined {
  const root = scanXml(text);
  const event = root?.name === 'Events' ? root.children[0] : root;
  const system = event?.name === 'Event' ? childOf(event, 'System') : undefined;
  if (!event || !system) return undefined;
  const record = emptyRecord();
  readSystem(system, record);
  for (const part of event.children) {
    if (part.name === 'EventData' || part.name === 'ProcessingErrorData') readEventData(part, record);
    else if (part.name === 'UserData') readUserData(part, record);
    else if (part.name === 'RenderingInfo') readRendering(part, record);
  }
  return record;
}

/** `<EventData>` alone, as Azure tables hold it. */
export function readEventDataXml(text: string, record: WindowsRecord): void {
  const root = scanXml(text);
  if (root?.name === 'UserData') readUserData(root, record);
  else if (root) readEventData(childOf(root, 'EventData') ?? root, record);
}

function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

function readSystem(system: XmlElement, record: WindowsRecord): void {
  for (const { name, text, attributes } of system.children) {
    switch (name) {
      case 'Provider':
        record.provider = attributes.get('Name') ?? attributes.get('EventSourceName');
        keep(record, 'winlog.provider_guid', attributes.get('Guid'));
        break;
      case 'EventID':
        record.code = text.trim();
        break;
      case 'TimeCreated':
        record.times.push(attributes.get('SystemTime'));
        break;
      case 'EventRecordID':
        record.recordId = text.trim();
        break;
      case 'Channel':
        record.channel = text.trim();
        break;
      case 'Computer':
        record.computer = text.trim();
        break;
      case 'Level':
        record.level = text.trim();
        break;
      case 'Keywords':
        record.keywords = text.trim();
        break;
      case 'Execution':
        keep(record, 'winlog.process.pid', attributes.get('ProcessID'));
        keep(record, 'winlog.process.thread.id', attributes.get('ThreadID'));
        break;
      case 'Correlation':
        keep(record, 'winlog.activity_id', attributes.get('ActivityID'));
        break;
      case 'Security':
        if (attributes.has('UserID')) record.user = { id: attributes.get('UserID') };
        break;
      default:
        keep(record, `winlog.${name.toLowerCase()}`, text.trim());
    }
  }
}

function keep(record: WindowsRecord, path: string, value: string | undefined): void {
  if (value !== undefined && value !== '') record.rest.push([path, value]);
}

/** `<Data Name='X'>`; data without names (classic logs) become one text under `Data`. */
function readEventData(holder: XmlElement, record: WindowsRecord): void {
  const unnamed: string[] = [];
  for (const { name, text, attributes, children } of holder.children) {
    const own = attributes.get('Name');
    if (children.length > 0) readUserData({ name, text, attributes, children }, record);
    else if (own !== undefined) addData(record, own, text);
    else if (name === 'Data') unnamed.push(text);
    else addData(record, name, text);
  }
  if (unnamed.length > 0) addData(record, 'Data', unnamed.join('\n'));
}

/** Leaves by their names. A stack, not recursion: the scanner bounds the depth, nobody has to trust that. */
function readUserData(holder: XmlElement, record: WindowsRecord): void {
  const open = [...holder.children].reverse();
  for (let element = open.pop(); element; element = open.pop()) {
    if (element.children.length === 0)
      addData(record, element.attributes.get('Name') ?? element.name, element.text);
    else open.push(...[...element.children].reverse());
  }
}

function readRendering(holder: XmlElement, record: WindowsRecord): void {
  const words: string[] = [];
  for (const { name, text, children } of holder.children) {
    if (name === 'Message') record.message = text.trim();
    else if (name === 'Level') record.level = text.trim() || record.level;
    else if (name === 'Keywords') for (const word of children) words.push(word.text.trim());
    else keep(record, `winlog.${name.toLowerCase()}_text`, text.trim());
  }
  if (words.length > 0) record.keywords = [record.keywords, ...words];
}
