import type { EventDraft } from '@khien/model';
import { peel, peelForLook } from '../decode/peel';
import { isJsonObject, type JsonObject, readJsonObject } from '../decode/read-json';
import { transportOf } from '../decode/transport';
import { type Draft, openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { putProtocols } from './protocols';
import { sayWords } from './words';

/** Suricata's EVE JSON, one object a record, bare or inside syslog. https://docs.suricata.io/en/latest/output/eve/eve-json-format.html */
export const suricataEve = defineProfile({
  id: 'suricata-eve',
  version: 1,
  title: { vi: 'Cảm biến xâm nhập Suricata (EVE JSON)', en: 'Suricata intrusion sensor (EVE JSON)' },
  layer: 'network',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

const BRACE = 123;

function recognise(text: string): number {
  if (!text.includes('"event_type"')) return 0;
  const { body } = peelForLook(text);
  if (body.charCodeAt(0) !== BRACE) return 0;
  return MARKS.some((mark) => body.includes(mark)) ? 0.95 : 0;
}

/** Next to `event_type`, one of these makes a record Suricata's. */
const MARKS = ['"flow_id"', '"in_iface"', '"pcap_cnt"', '"stats":', '"engine":', '"app_proto"'];

const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  alert: ['ids'],
  drop: ['firewall'],
  anomaly: ['ids'],
  dns: ['dns'],
  http: ['proxy', 'webserver'],
  http2: ['proxy', 'webserver'],
  flow: ['firewall'],
  smtp: ['email'],
};

function logsourceOf(event: EventDraft): Logsource | readonly Logsource[] {
  const product = 'suricata';
  const kind = event.event.dataset?.slice('suricata.'.length) ?? '';
  const categories = Object.hasOwn(CATEGORIES, kind) ? CATEGORIES[kind] : undefined;
  return categories?.map((category) => ({ category, product })) ?? { product, service: kind };
}

/** Read apart from the fields that keep their names. */
const READ_APART: ReadonlySet<string> = new Set(
  'timestamp @timestamp event_type src_ip src_port dest_ip dest_port proto app_proto'.split(' '),
);

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const read = readJsonObject(peeled.body, context);
  if (!read.ok) return read;
  const record = read.value;
  const kind = record.event_type;
  if (typeof kind !== 'string' || kind === '')
    return refuse('unrecognised', 'expected: EVE JSON with event_type');
  const draft = openDraft(context);
  draft.timeFrom(record.timestamp) || draft.timeFrom(record['@timestamp']);
  draft.put('observer.vendor', 'OISF');
  draft.put('observer.product', 'Suricata');
  draft.put('event.dataset', `suricata.${kind}`);
  putEnds(draft, record, kind);
  const left = putProtocols(draft, record, kind);
  for (const [name, value] of Object.entries(left)) if (!READ_APART.has(name)) keep(draft, name, value);
  sayWords(draft, record, kind);
  if (peeled.header) putSyslog(draft, peeled.header);
  return draft.done();
}

function keep(draft: Draft, name: string, value: unknown): void {
  if (name === 'in_iface') draft.put('observer.ingress.interface.name', value);
  else if (name === 'community_id') draft.put('network.community_id', value);
  else if (name === 'host' && typeof value === 'string') {
    draft.put('observer.name', value);
    draft.put('observer.hostname', value);
  } else draft.keep(name, value);
}

/** Old releases log an answer in the direction of its packet: the one who asked is the source in ours, whichever it was. */
function putEnds(draft: Draft, record: JsonObject, kind: string): void {
  const answer = kind === 'dns' && record.src_port === 53 && record.dest_port !== 53;
  const [from, to] = answer ? (['destination', 'source'] as const) : (['source', 'destination'] as const);
  putAddress(draft, from, record.src_ip);
  draft.put(`${from}.port`, record.src_port);
  putAddress(draft, to, record.dest_ip);
  draft.put(`${to}.port`, record.dest_port);
  if (typeof record.proto === 'string') draft.put('network.transport', transportOf(record.proto));
  if (record.app_proto !== 'failed') draft.put('network.protocol', record.app_proto);
  if (isJsonObject(record.ether)) {
    draft.put(`${from}.mac`, record.ether.src_mac);
    draft.put(`${to}.mac`, record.ether.dest_mac);
  }
}
