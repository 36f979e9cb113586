import type { EventDraft } from '@khien/model';
import { type InnerRecord, innerRecord } from '../decode/inner-record';
import { readBsd } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { placeDetail, readDetail } from './read-detail';
import { placeLine } from './read-line';

/** FreeRADIUS: radius.log (file or syslog), and the detail files of authentication and accounting. Passwords are never kept. */
export const freeradius = defineProfile({
  id: 'freeradius',
  version: 1,
  title: { vi: 'Xác thực mạng FreeRADIUS', en: 'FreeRADIUS network authentication' },
  layer: 'network',
  logsource,
  recognise,
  toEvent,
});

function logsource({ event }: EventDraft): Logsource {
  return {
    product: 'freeradius',
    category: event.category?.includes('authentication') ? 'authentication' : 'accounting',
  };
}

/** `Fri Nov 20 08:15:30 2026 : Auth: …`; the detail files have the time alone on their first line. */
const TIME =
  /^(?:[A-Z][a-z]{2} )([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})(?: : (Auth|Info|Error|Warning|Proxy|Debug|Acct|ERROR|WARNING): |\s*\n)/;
const LEVEL = /^(Auth|Info|Error|Warning|Proxy): /;
const START =
  /^\s{0,4}(?:\(\d{1,12}\)\s{1,4})?(?:Login OK|Login incorrect|Invalid user \(|Multiple logins|Rejected in post-auth|Ignoring request to)/;
const DETAIL =
  /(?:^|\n)\s{0,8}(?:NAS-IP-Address|NAS-Identifier|Acct-Status-Type|Acct-Session-Id|Packet-Type|NAS-Port)\s{0,4}=/;

function isRadius(app: string | undefined): boolean {
  return app === 'radiusd' || app === 'freeradius' || app === 'radius';
}

function recognise(text: string): number {
  const { body, header } = innerRecord(text);
  if (isRadius(header?.app)) return 0.95;
  const time = TIME.exec(text);
  if (time?.[5] !== undefined) return 0.95;
  const rest = time ? text.slice(time[0].length) : body;
  if (START.test(rest.replace(LEVEL, ''))) return 0.9;
  return rest.includes('User-Name') && DETAIL.test(rest.slice(0, 4000)) ? 0.9 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const time = TIME.exec(text);
  const inner: InnerRecord = time ? { body: text.slice(time[0].length) } : innerRecord(text, context);
  const draft = openDraft(context);
  draft.put('observer.vendor', 'FreeRADIUS');
  draft.put('observer.product', 'FreeRADIUS');
  draft.put('observer.type', 'radius');
  if (time) {
    draft.time(readBsd(`${time[1]} ${time[2]} ${time[4]} ${time[3]}`, 0, context));
    draft.put('log.level', time[5]?.toLowerCase());
  }
  const placed = placeBody(draft, inner, time !== null);
  if (!placed)
    return refuse('unrecognised', 'expected a line of radius.log, or attributes of a RADIUS packet');
  if (inner.header) putSyslog(draft, inner.header);
  return draft.done();
}

function placeBody(draft: Draft, { body, header }: InnerRecord, timed: boolean): boolean {
  if (DETAIL.test(body.slice(0, 4000))) {
    const pairs = readDetail(body);
    const seconds = Number(pairs.get('Timestamp'));
    if (Number.isInteger(seconds)) draft.timeFrom(seconds);
    draft.say({ dataset: 'freeradius.detail' });
    placeDetail(draft, pairs);
    return true;
  }
  const level = LEVEL.exec(body);
  const line = level ? body.slice(level[0].length) : body;
  if (!timed && !isRadius(header?.app) && !START.test(line)) return false;
  if (level) draft.put('log.level', level[1]?.toLowerCase());
  draft.say({ dataset: 'freeradius.authentication' });
  draft.put('message', placeLine(draft, line));
  return true;
}
