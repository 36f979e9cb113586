import { CEF_FIELDS } from '../cef/fields';
import { readCef } from '../decode/cef';
import { readLeef } from '../decode/leef';
import { readTime } from '../decode/read-time';
import { type Draft, openDraft, type Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putBefore } from '../draft/put-before';
import { putSeverity } from '../draft/put-severity';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { type ImpervaRecord, sayWords } from './words';

/** Imperva: Cloud WAF (Incapsula), SecureSphere / WAF Gateway and Attack Analytics, as CEF or LEEF. https://docs.imperva.com/bundle/cloud-application-security/page/more/example-logs.htm */
export const impervaWaf = defineProfile({
  id: 'imperva-waf',
  version: 1,
  title: { vi: 'Tường lửa ứng dụng web Imperva', en: 'Imperva web application firewall' },
  layer: 'application',
  logsource: (event) => {
    const [first] = event.event.category ?? [];
    const product = 'imperva';
    return first === 'web' ? { category: 'waf', product } : { product };
  },
  recognise: (text) => (START.test(text) ? 0.95 : 0),
  toEvent,
});

const START = /(?:CEF|LEEF):\s?[012](?:\.\d)?\|(?:Incapsula|Imperva[^|]{0,40})\|/;

const unlessZero = (field: string) => (draft: Draft, value: unknown) => {
  if (value !== '0') draft.put(field, value);
};

/** `TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256`. */
function tlsVersion(draft: Draft, value: unknown): void {
  draft.put('tls.version', /^TLSv?([\d.]{1,4})/i.exec(String(value))?.[1]);
}

const SHARED: Readonly<Record<string, Placing>> = {
  ...CEF_FIELDS,
  sourceServiceName: ['url.domain', 'destination.domain'],
  siteid: 'service.id',
  deviceFacility: 'observer.name',
  deviceExternalId: 'event.id',
  ccode: 'source.geo.country_iso_code',
  cicode: 'source.geo.city_name',
  cn1: unlessZero('http.response.status_code'),
  cpt: 'source.port',
  sip: (draft, value) => putAddress(draft, 'destination', value),
  xff: (draft, value) => putAddress(draft, 'client', String(value).split(',')[0]),
  ref: 'http.request.referrer',
  proto: (draft, value) =>
    draft.put(
      /^https?$/i.test(String(value)) ? 'network.protocol' : 'network.transport',
      String(value).toLowerCase(),
    ),
  protoVer: tlsVersion,
  calCountryOrRegion: 'source.geo.country_iso_code',
  qstr: 'url.query',
  url: putUrl,
  request: putUrl,
  ver: (draft, value) =>
    draft.put(
      'tls.version',
      String(value)
        .replace(/^TLSv?/i, '')
        .split(' ')[0],
    ),
  'Rule name': 'rule.name',
  'Rule Name': 'rule.name',
  Policy: ['rule.ruleset'],
  ServerGroup: 'service.name',
  ApplicationName: 'network.application',
  Description: 'message',
  suser: (draft, value) => putUser(draft, 'user', value),
  duser: (draft, value) => {
    if (value !== 'n/a') putUser(draft, 'user', value);
  },
  usrName: (draft, value) => putUser(draft, 'user', value),
  // The policy of the client's browser, and who it was: no ids of accounts.
  suid: (draft, value) => draft.keep('account', value),
  dproc: (draft, value) => draft.keep('client_kind', value),
};

/** In the cloud's records `spt` is the port of the site, `cpt` that of the client; `filePermission` and `fileType` are ids and names of what was attacked. */
const CLOUD: Readonly<Record<string, Placing>> = {
  ...SHARED,
  spt: 'destination.port',
  srcPort: 'source.port',
  dstPort: 'destination.port',
  filePermission: 'rule.id',
  fileType: 'rule.category',
};

const GATEWAY: Readonly<Record<string, Placing>> = {
  ...SHARED,
  srcPort: 'source.port',
  dstPort: 'destination.port',
};

const TIMES: ReadonlySet<string> = new Set(['start', 'rt', 'devTime', 'act', 'action']);

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = START.test(text) ? readRecord(text) : undefined;
  if (!record)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: CEF or LEEF of Incapsula or Imperva',
    );
  const { fields, cloud } = record;
  const draft = openDraft(context);
  draft.time(readTime(fields.get('start') ?? fields.get('rt') ?? fields.get('devTime'), context));
  putBefore(draft, text.slice(0, record.at), context);
  draft.put('observer.vendor', 'Imperva');
  draft.put('observer.product', cloud ? 'Cloud WAF' : record.product);
  draft.put('event.dataset', cloud ? 'imperva.cloud' : 'imperva.gateway');
  draft.put('event.code', record.code);
  const rest = [...fields].filter(([name]) => !TIMES.has(name));
  draft.place(rest, cloud ? CLOUD : GATEWAY);
  if (record.severity !== '-1') putSeverity(draft, record.severity);
  sayWords(draft, record);
  return draft.done();
}

function readRecord(text: string): ImpervaRecord | undefined {
  const cef = readCef(text);
  if (cef)
    return {
      fields: cef.extension,
      at: cef.at,
      cloud: cef.vendor === 'Incapsula',
      product: cef.product,
      code: cef.signature,
      name: cef.name,
      severity: cef.severity,
      action: cef.extension.get('act'),
    };
  // The cloud numbers its LEEF 0.
  const leef = readLeef(text.replace(/LEEF:\s?0\|/, 'LEEF:1.0|'));
  if (!leef) return undefined;
  const { attributes } = leef;
  const cloud = leef.vendor === 'Incapsula';
  return {
    fields: attributes,
    at: text.search(/LEEF:/),
    cloud,
    product: leef.product,
    code: leef.eventId,
    name: leef.eventId,
    severity: attributes.get('sev'),
    action: attributes.get('act') ?? attributes.get('action') ?? attributes.get('cat'),
  };
}
