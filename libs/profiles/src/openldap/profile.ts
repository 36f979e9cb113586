import type { EventDraft } from '@khien/model';
import { innerRecord } from '../decode/inner-record';
import { openDraft } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { placeOperation, readPrefix } from './operation';

/** OpenLDAP's slapd, statistics log (`loglevel stats`), over syslog or from its own file. */
export const openldap = defineProfile({
  id: 'openldap',
  version: 1,
  title: { vi: 'Thư mục người dùng OpenLDAP', en: 'OpenLDAP directory' },
  layer: 'application',
  logsource,
  recognise,
  toEvent,
});

function logsource({ event }: EventDraft): Logsource | Logsource[] {
  const categories = ['authentication', 'iam'].filter((one) => event.category?.includes(one));
  const [only = 'directory', ...others] = categories;
  if (others.length === 0) return { product: 'openldap', category: only };
  return [only, ...others].map((category) => ({ product: 'openldap', category }));
}

const OPERATION = /^conn=-?\d{1,12} (?:fd=\d{1,9} |op=\d{1,9} )/;

function recognise(text: string): number {
  const { body, header } = innerRecord(text);
  if (OPERATION.test(body)) return 0.95;
  if (header?.app === 'slapd') return 0.9;
  return OPERATION.test(readPrefix(body).rest) ? 0.9 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const inner = innerRecord(text, context);
  const { seconds, rest } = readPrefix(inner.body);
  if (inner.header?.app !== 'slapd' && !OPERATION.test(rest))
    return refuse('unrecognised', 'expected conn=… op=… or fd=… of slapd');
  const draft = openDraft(context);
  if (seconds !== undefined) draft.timeFrom(seconds);
  draft.put('host.name', inner.header?.host);
  draft.put('observer.vendor', 'OpenLDAP');
  draft.put('observer.product', 'slapd');
  draft.put('observer.type', 'directory');
  draft.put('message', rest);
  draft.put('network.protocol', 'ldap');
  draft.say({ dataset: 'openldap.stats' });
  placeOperation(draft, rest);
  if (inner.header) putSyslog(draft, inner.header);
  return draft.done();
}
