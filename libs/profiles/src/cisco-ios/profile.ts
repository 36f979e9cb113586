import type { EventDraft } from '@khien/model';
import { type Draft, openDraft } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { type IosHeader, MARK, readHeader } from './read-header';
import { readMessage } from './read-message';
import { sayWords } from './words';

/** Cisco IOS, IOS XE, IOS XR and NX-OS: `%SEC_LOGIN-4-LOGIN_FAILED: …`. */
export const ciscoIos = defineProfile({
  id: 'cisco-ios',
  version: 1,
  title: {
    vi: 'Thiết bị chuyển mạch, định tuyến Cisco (IOS, NX-OS)',
    en: 'Cisco switches and routers (IOS, NX-OS)',
  },
  layer: 'network',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

/** Marks of the firewalls have a number where these have a mnemonic. */
function recognise(text: string): number {
  const mark = MARK.exec(text.length > 600 ? text.slice(0, 600) : text);
  return mark && !/^(?:ASA|FTD|PIX|FWSM)$/.test(mark[1] ?? '') ? 0.9 : 0;
}

const LEVELS = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'informational', 'debug'];

/** What switches see of strangers is for the rules of network access control; sign-ins and changes are tried against all. */
function logsourceOf(event: EventDraft): Logsource {
  const product = 'cisco';
  const service = 'ios';
  const [first, second] = event.event.category ?? [];
  if (second === 'intrusion_detection' && first === 'network') return { category: 'nac', product, service };
  return first === 'network' ? { category: 'firewall', product, service } : { product, service };
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const mark = MARK.exec(text);
  if (!mark)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: %FACILITY-level-MNEMONIC: message',
    );
  const [whole, facility = '', level = '6', mnemonic = ''] = mark;
  const message = text.slice(mark.index + whole.length).trim();
  const draft = openDraft(context);
  putHeader(draft, readHeader(text.slice(0, mark.index), context));
  draft.put('observer.vendor', 'Cisco');
  draft.put('observer.product', 'IOS');
  draft.put('event.code', `${facility}-${level}-${mnemonic}`);
  draft.put('event.dataset', 'cisco_ios');
  draft.put('event.provider', facility);
  draft.put('event.severity', level);
  draft.put('log.level', LEVELS[Number(level)]);
  draft.put('message', message);
  readMessage(draft, message);
  sayWords(draft, `${facility}-${level}-${mnemonic}`, message);
  return draft.done();
}

function putHeader(draft: Draft, header: IosHeader): void {
  if (header.syslog) putSyslog(draft, header.syslog);
  else {
    draft.time(header.time);
    if (header.priority !== undefined) putSyslog(draft, { priority: header.priority, message: '' });
  }
  draft.put('event.sequence', header.sequence);
  if (header.host === undefined) return;
  if (!draft.has('observer.hostname')) draft.put('observer.hostname', header.host);
  draft.put('host.name', header.host);
}
