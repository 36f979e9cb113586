import type { EventDraft } from '@khien/model';
import { innerRecord } from '../decode/inner-record';
import { isJsonObject, type JsonObject, readJsonObject } from '../decode/read-json';
import { type Draft, openDraft, type Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putHeader } from '../draft/put-header';
import { putUrl } from '../draft/put-url';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { windowsEvent } from '../windows-event/profile';
import { wordsOf } from './words';

/** Alerts of a Wazuh manager (alerts.json), bare or over syslog; those of Windows events are read as the events they hold. */
export const wazuhAlert = defineProfile({
  id: 'wazuh-alert',
  version: 1,
  title: { vi: 'Cảnh báo Wazuh', en: 'Wazuh alerts' },
  layer: 'endpoint',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

/** Alerts of Windows events are for the profile of those. */
function recognise(text: string): number {
  const at = text.indexOf('{');
  if (at < 0 || at > 400 || !text.includes('"rule"') || !text.includes('"agent"')) return 0;
  const wazuh = text.includes('"firedtimes"') || (text.includes('"manager"') && text.includes('"decoder"'));
  return wazuh && !/"data"\s{0,3}:\s{0,3}\{\s{0,3}"win"/.test(text) ? 0.95 : 0;
}

const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT']);
const hash = (name: string) => (draft: Draft, value: unknown) => draft.put(`file.hash.${name}`, value);
const FIELDS: Readonly<Record<string, Placing>> = {
  'agent.name': 'host.name',
  'agent.ip': 'host.ip',
  'agent.id': 'host.id',
  'manager.name': ['observer.hostname', 'observer.name'],
  'rule.id': ['rule.id', 'event.code'],
  'rule.description': 'rule.name',
  'rule.level': 'event.severity',
  'rule.mitre.id': 'threat.technique.id',
  'rule.mitre.technique': 'threat.technique.name',
  id: 'event.id',
  full_log: 'message',
  location: 'log.file.path',
  'decoder.name': 'log.logger',
  'predecoder.program_name': 'process.name',
  'data.srcip': (draft, value) => putAddress(draft, 'source', value),
  'data.src_ip': (draft, value) => putAddress(draft, 'source', value),
  'data.srcport': 'source.port',
  'data.src_port': 'source.port',
  'data.dstip': (draft, value) => putAddress(draft, 'destination', value),
  'data.dest_ip': (draft, value) => putAddress(draft, 'destination', value),
  'data.dstport': 'destination.port',
  'data.dest_port': 'destination.port',
  'data.url': putUrl,
  'data.protocol': (draft, value) =>
    draft.put(METHODS.has(String(value)) ? 'http.request.method' : 'network.protocol', value),
  'data.command': 'process.command_line',
  'data.pwd': 'process.working_directory',
  'data.virustotal.source.file': 'file.path',
  'syscheck.path': 'file.path',
  'syscheck.size_after': 'file.size',
  'syscheck.md5_after': hash('md5'),
  'syscheck.sha1_after': hash('sha1'),
  'syscheck.sha256_after': hash('sha256'),
  'syscheck.audit.process.name': 'process.executable',
  'syscheck.audit.process.id': 'process.pid',
  'syscheck.audit.login_user.name': 'user.name',
};

function toEvent(text: string, context: ProfileContext): ParseResult {
  const at = text.indexOf('{');
  if (at < 0) return refuse('unrecognised', 'expected one JSON object with rule and agent');
  const read = readJsonObject(text.slice(at), context);
  if (!read.ok) return read;
  const { rule, agent, data, timestamp, syscheck } = read.value;
  if (!isJsonObject(rule) || !isJsonObject(agent)) return refuse('unrecognised', 'expected rule and agent');
  if (isJsonObject(data) && isJsonObject(data.win)) return windowsEvent.toEvent(text, context);
  const draft = openDraft(context);
  draft.timeFrom(timestamp);
  draft.put('observer.vendor', 'Wazuh');
  draft.put('observer.product', 'Wazuh');
  draft.put('observer.type', 'edr');
  putUsers(draft, isJsonObject(data) ? data : {});
  draft.place(flat(read.value), FIELDS);
  const groups = Array.isArray(rule.groups)
    ? rule.groups.filter((one): one is string => typeof one === 'string')
    : [];
  draft.put('rule.category', groups.join(','));
  putFileName(draft);
  const program = draft.get('process.name') ?? draft.get('log.logger');
  draft.say({
    kind: 'alert',
    dataset: 'wazuh.alert',
    ...wordsOf(groups, isJsonObject(syscheck) ? syscheck.event : undefined, program),
  });
  if (at > 0) putHeader(draft, innerRecord(`${text.slice(0, at)}-`, context).header);
  return draft.done();
}

/** `dstuser` is the account that was tried; beside a `srcuser` that acts it is whose rights were taken. */
function putUsers(draft: Draft, data: JsonObject): void {
  const { srcuser, dstuser } = data;
  draft.put('user.name', srcuser ?? dstuser);
  if (srcuser !== undefined && dstuser !== undefined && srcuser !== dstuser)
    draft.put('user.effective.name', dstuser);
}

const PLACED = new Set(['timestamp', 'rule.groups', 'data.srcuser', 'data.dstuser', 'rule.mail']);

function flat(object: JsonObject): Array<[string, unknown]> {
  const entries: Array<[string, unknown]> = [];
  const walk = (holder: JsonObject, path: string, depth: number): void => {
    for (const [name, value] of Object.entries(holder)) {
      const full = path === '' ? name : `${path}.${name}`;
      if (isJsonObject(value) && depth < 6) walk(value, full, depth + 1);
      else if (!PLACED.has(full)) entries.push([full, value]);
    }
  };
  walk(object, '', 0);
  return entries;
}

function putFileName(draft: Draft): void {
  const program = draft.get('process.executable');
  if (typeof program === 'string' && !draft.has('process.name'))
    draft.put(
      'process.name',
      program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1),
    );
  const path = draft.get('file.path');
  if (typeof path !== 'string') return;
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  draft.put('file.name', name);
  const dot = name.lastIndexOf('.');
  if (dot > 0 && name.length - dot <= 12) draft.put('file.extension', name.slice(dot + 1).toLowerCase());
}

const CATEGORIES: Readonly<Record<string, string>> = {
  authentication: 'authentication',
  malware: 'antivirus',
  web: 'webserver',
  intrusion_detection: 'ids',
  network: 'firewall',
};

function logsourceOf(event: EventDraft): Logsource {
  const [first = ''] = event.event.category ?? [];
  // Rules on files are for one system: a path says which.
  if (first === 'file')
    return {
      category: 'file_event',
      product: event.file?.path?.startsWith('/') ? 'linux' : 'windows',
      service: 'wazuh',
    };
  const category = Object.hasOwn(CATEGORIES, first) ? CATEGORIES[first] : undefined;
  return category === undefined ? { product: 'wazuh' } : { category, product: 'wazuh' };
}
