import type { EventDraft } from '@khien/model';
import { readSyslog } from '../decode/syslog';
import { type Draft, openDraft } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { readFirepower } from './firepower';
import { readMessage } from './read-message';
import { sayWords } from './words';

/** Cisco ASA, Firepower Threat Defense, PIX and FWSM: `%ASA-4-106023: …`, and Firepower's security events. */
export const ciscoAsa = defineProfile({
  id: 'cisco-asa',
  version: 1,
  title: { vi: 'Tường lửa Cisco ASA, Firepower', en: 'Cisco ASA firewall, Firepower' },
  layer: 'network',
  logsource: logsourceOf,
  recognise: (text) => (MARK.test(text) ? 0.95 : BARE.test(text) ? 0.7 : 0),
  toEvent,
});

/** `%ASA-6-302013:`, with the class of the message in between where `logging emblem` or clusters put one. */
const MARK = /%(ASA|FTD|PIX|FWSM)-(?:([A-Za-z]\w{0,30})-)?(\d)-(\d{5,6}):? ?/;
/** Remote access lines whose mark a relay took off. */
const BARE = /^\s{0,3}Group <[^>]{0,200}> User <[^>]{0,200}> IP </;
const LEVELS = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'informational', 'debug'];

function logsourceOf(event: EventDraft): Logsource {
  const product = 'cisco';
  const service = 'asa';
  const [first] = event.event.category ?? [];
  if (first === 'network') return { category: 'firewall', product, service };
  if (first === 'intrusion_detection') return { category: 'ids', product, service };
  if (first === 'malware') return { category: 'antivirus', product, service };
  return { product, service };
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const mark = MARK.exec(text);
  if (!mark && !BARE.test(text))
    return refuse(context.truncated ? 'truncated' : 'unrecognised', 'expected: %ASA-level-number: message');
  const draft = openDraft(context);
  const header = mark ? text.slice(0, mark.index) : '';
  const message = mark ? text.slice(mark.index + mark[0].length).trim() : text.trim();
  const [, product = 'ASA', , level, id = ''] = mark ?? [];
  readHeader(draft, header, context);
  draft.put('observer.vendor', 'Cisco');
  draft.put('observer.product', product);
  draft.put('event.code', id);
  draft.put('event.dataset', 'cisco_asa');
  draft.put('message', message);
  if (/^43000\d$/.test(id)) readFirepower(draft, id, message);
  else {
    readMessage(draft, message);
    sayWords(draft, id === '' ? '722000' : id, message);
  }
  if (level !== undefined && !draft.has('log.level')) {
    draft.put('log.level', LEVELS[Number(level)]);
    draft.put('event.severity', level);
  }
  return draft.done();
}

/** `<166>Nov 20 2026 08:15:30 fw-01 : `, also with a colon, a program or an RFC 5424 header before the mark. */
function readHeader(draft: Draft, header: string, context: ProfileContext): void {
  const trimmed = header.replace(/[\s:]+$/, '');
  if (trimmed === '') return;
  // A program and its number may stand between host and mark: `fw-01 CiscoASA[999]: `.
  const record = readSyslog(`${trimmed}${/\[\d{1,10}\]$/.test(trimmed) ? ': ' : ' '}`, context);
  putSyslog(draft, record);
  if (record.host !== undefined) draft.put('host.name', record.host);
}
