import type { EventDraft } from '@khien/model';
import { canonicalIp } from '../decode/ip-address';
import { readTime } from '../decode/read-time';
import { openDraft } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { FIELDS } from './fields';
import { readCheckPoint, TABLE } from './read-fields';
import { sayWords, type TextOf } from './words';

/** Check Point gateways and management by Log Exporter: syslog, RFC 5424, Splunk, JSON, CEF and LEEF; and SmartView Tracker's table. */
export const checkPoint = defineProfile({
  id: 'check-point',
  version: 1,
  title: { vi: 'Tường lửa Check Point', en: 'Check Point firewall' },
  layer: 'network',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

const MARKS =
  /\|Check Point\||loguid[:=]"?\{|origin_?sic_?name[:=]|__policy_id_tag[:=]|"origin_sic_name"|product[:=]"?(?:VPN-1 (?:& |&amp; )?FireWall-1|SmartDefense|SmartConsole)|\bCheckPoint \d+ /;

function recognise(text: string): number {
  return TABLE.test(text) || (MARKS.test(text) && /action|act=|product|LEEF/.test(text)) ? 0.95 : 0;
}

const CATEGORIES: Readonly<Record<string, string>> = {
  network: 'firewall',
  web: 'proxy',
  malware: 'antivirus',
  intrusion_detection: 'ids',
};

/** Sign-ins and changes belong to several families of rules: they name no category, so that all are tried. */
function logsourceOf(event: EventDraft): Logsource {
  const product = 'checkpoint';
  const [first] = event.event.category ?? [];
  const category = first === undefined || !Object.hasOwn(CATEGORIES, first) ? undefined : CATEGORIES[first];
  return category === undefined ? { product } : { category, product };
}

const READ_APART: ReadonlySet<string> = new Set(['time', 'action', 'severity', 'date', 'time_of_day']);

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = readCheckPoint(text);
  if (
    !record ||
    record.fields.size < 3 ||
    !(record.fields.has('action') || record.fields.has('product') || record.fields.has('operation'))
  )
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: Check Point name:"value"; pairs, CEF, LEEF or JSON',
    );
  const { fields } = record;
  const textOf: TextOf = (name) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  };
  const draft = openDraft(context);
  draft.time(readTime(textOf('time') || textOf('start_time'), context));
  putBefore(draft, headerOf(text.slice(0, record.at)), context);
  draft.put('observer.vendor', 'Check Point');
  draft.put('observer.product', textOf('product') || 'Check Point');
  draft.put('event.dataset', 'check_point');
  draft.put('log.level', textOf('severity').toLowerCase());
  draft.place(
    [...fields].filter(([name]) => !READ_APART.has(name)),
    FIELDS,
  );
  const proxied = textOf('proxy_src_ip');
  if (!draft.has('source.ip') && canonicalIp(proxied) !== undefined) draft.put('source.ip', proxied);
  draft.put('host.name', textOf('src_machine_name') || textOf('origin') || textOf('orig'));
  sayWords(draft, textOf);
  return draft.done();
}

/** What stands in the place of structured data is none by its form: a header that ends before it gets an empty one. */
function headerOf(text: string): string {
  const header = text.replace(/\s*(?:syslog)?$/, '');
  return /^<\d{1,3}>1 /.test(header) ? `${header} - ` : header === '' ? '' : `${header} `;
}
