import type { EventDraft } from '@khien/model';
import { readCef } from '../decode/cef';
import { readTime } from '../decode/read-time';
import { openDraft } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { putSeverity } from '../draft/put-severity';
import { putUser } from '../draft/put-user';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { CEF_FIELDS } from './fields';
import { inferWords } from './infer-words';

/** ArcSight Common Event Format of any product we have no profile of its own for. */
export const cef = defineProfile({
  id: 'cef',
  version: 1,
  title: { vi: 'CEF (ArcSight) của thiết bị bất kỳ', en: 'CEF (ArcSight) of any device' },
  logsource: logsourceOf,
  // Below every profile that knows the maker.
  recognise: (text) => (/CEF:\s?\d\|/.test(text) && readCef(text) ? 0.6 : 0),
  toEvent,
});

const CATEGORIES: Readonly<Record<string, string>> = {
  firewall: 'firewall',
  waf: 'waf',
  'anti-ddos': 'ddos',
  edr: 'edr',
  antivirus: 'antivirus',
  dlp: 'dlp',
  ips: 'ids',
  ids: 'ids',
  nac: 'nac',
  vpn: 'vpn',
  proxy: 'proxy',
  email: 'email',
};

/** A sign-in or change of any device is tried against the rules of every category. */
export function logsourceOf(event: EventDraft): Logsource {
  const product = (event.observer?.product ?? 'cef').toLowerCase();
  const [first] = event.event.category ?? [];
  if (first === 'malware') return { category: 'antivirus', product };
  if (first === 'authentication' || first === 'session' || first === 'configuration') return { product };
  const type = event.observer?.type;
  const category = type !== undefined && Object.hasOwn(CATEGORIES, type) ? CATEGORIES[type] : undefined;
  return category === undefined ? { product } : { category, product };
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = readCef(text);
  if (!record)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: CEF:0|vendor|product|version|id|name|severity|',
    );
  const draft = openDraft(context);
  const { extension } = record;
  const zone = extension.get('dtz') ?? extension.get('deviceTimeZone');
  for (const name of ['rt', 'deviceReceiptTime', 'end', 'start'])
    if (draft.time(readTime(extension.get(name), context, zone))) break;
  putBefore(draft, text.slice(0, record.at), context);
  draft.put('observer.vendor', record.vendor);
  draft.put('observer.product', record.product);
  draft.put('observer.version', record.productVersion);
  draft.put('event.code', record.signature);
  draft.put('event.dataset', 'cef');
  draft.place(extension, CEF_FIELDS);
  if (!draft.has('message')) draft.put('message', record.name);
  if (!draft.has('rule.name')) draft.put('rule.name', record.name);
  putSeverity(draft, record.severity);
  if (!draft.has('user.name')) putUser(draft, 'user', extension.get('duser'));
  draft.put('host.name', extension.get('dvchost') ?? extension.get('shost'));
  inferWords(draft, {
    vendor: record.vendor,
    product: record.product,
    name: `${record.name} ${extension.get('cat') ?? ''}`,
    action: extension.get('act') ?? extension.get('deviceAction'),
    outcome: extension.get('outcome'),
  });
  if (!extension.has('act')) draft.say({ action: record.name || record.signature || 'cef' });
  return draft.done();
}
