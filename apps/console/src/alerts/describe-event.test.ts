import type { Event } from '@khien/model';
import { describeEvent, inShort, type Phrase, type Question } from './describe-event';

const base: Event = {
  '@timestamp': '2026-11-21T20:14:05.042Z',
  ecs: { version: '9.1.0' },
  event: { kind: 'event' },
};

function said(question: Question, over: Partial<Event>): string[] {
  return describeEvent({ ...base, ...over }).said[question].map(plain);
}

function plain(phrase: Phrase): string {
  if ('text' in phrase) return phrase.text;
  return phrase.values ? `${phrase.key} ${Object.values(phrase.values).join()}` : phrase.key;
}

const khien = { source_id: 's', chunk_id: 'c', position: 'p', received_at: base['@timestamp'], parser: 'x' };

it.each<{ name: string; question: Question; over: Partial<Event>; words: string[] }>([
  { name: 'nobody named', question: 'who', over: {}, words: [] },
  {
    name: 'a user with a domain',
    question: 'who',
    over: { user: { name: 'lan.tt', domain: 'TINH' } },
    words: ['TINH\\lan.tt'],
  },
  {
    name: 'the user behind the client',
    question: 'who',
    over: { client: { user: { name: 'svc' } } },
    words: ['svc'],
  },
  {
    name: 'somebody acting for another',
    question: 'who',
    over: { user: { name: 'lan.tt' }, access: { on_behalf_of: 'minh.nv' } },
    words: ['lan.tt', 'event.onBehalfOf minh.nv'],
  },
  {
    name: 'a web request',
    question: 'what',
    over: { http: { request: { method: 'POST' } }, url: { path: '/dang-nhap' } },
    words: ['POST /dang-nhap'],
  },
  {
    name: 'a look into a dataset',
    question: 'what',
    over: { event: { kind: 'event', action: 'query' }, access: { dataset: 'ho-tich', rows: 0 } },
    words: ['query', 'ho-tich', 'event.rows 0'],
  },
  {
    name: 'an attack in the query',
    question: 'what',
    over: {
      event: { kind: 'event', action: 'http_request' },
      http: { request: { method: 'GET' } },
      url: { original: "/?q=1' OR '1'='1", path: '/', query: "q=1' OR '1'='1" },
    },
    words: ['did.http_request', "GET /?q=1' OR '1'='1"],
  },
  {
    name: 'path and query where the original is missing',
    question: 'what',
    over: { url: { path: '/a', query: 'b=1' } },
    words: ['/a?b=1'],
  },
  {
    name: 'a service account, its member and how it proved itself',
    question: 'who',
    over: {
      user: { name: 'svc' },
      organization: { id: 'vp-ubnd' },
      access: { account_type: 'service', authentication: 'mtls' },
    },
    words: ['svc', 'event.account_service', 'vp-ubnd', 'event.authenticatedBy mTLS'],
  },
  {
    name: 'a call that went past the bus',
    question: 'where',
    over: { source: { ip: '192.0.2.5' }, access: { channel: 'direct' } },
    words: ['event.fromAddress 192.0.2.5', 'event.channel_direct'],
  },
  {
    name: 'a refusal by the bus',
    question: 'result',
    over: { event: { kind: 'event', outcome: 'failure' }, access: { authorisation: 'denied' } },
    words: ['event.failure', 'event.denied'],
  },
  { name: 'only a message', question: 'what', over: { message: 'link down' }, words: ['link down'] },
  {
    name: 'both ends, v6 in brackets',
    question: 'where',
    over: { source: { ip: '2001:db8::7', port: 40000 }, destination: { ip: '192.0.2.5', port: 22 } },
    words: ['[2001:db8::7]:40000 → 192.0.2.5:22'],
  },
  {
    name: 'the near end alone',
    question: 'where',
    over: { source: { ip: '192.0.2.5' } },
    words: ['event.fromAddress 192.0.2.5'],
  },
  {
    name: 'the far end alone',
    question: 'where',
    over: { server: { domain: 'kho.example' } },
    words: ['event.toAddress kho.example'],
  },
  {
    name: 'a program by what it calls itself',
    question: 'who',
    over: { user_agent: { original: 'curl/8.5' } },
    words: ['event.software curl/8.5'],
  },
  {
    name: 'a reason of ours in words',
    question: 'result',
    over: { event: { kind: 'event', outcome: 'failure', reason: 'failed_password' } },
    words: ['event.failure', 'event.reason_failed_password'],
  },
  {
    name: 'a reason of others as it stands',
    question: 'result',
    over: { event: { kind: 'event', reason: 'E-42' } },
    words: ['E-42'],
  },
  { name: 'no reason given', question: 'why', over: { user: { name: 'x' } }, words: [] },
  {
    name: 'a purpose under an expired agreement',
    question: 'why',
    over: {
      access: {
        purpose: 'cấp phép',
        agreement_id: 'TT-01',
        agreement_state: 'expired',
        agreement_covers: 'no',
      },
    },
    words: ['cấp phép', 'event.agreement TT-01', 'event.agreement_expired', 'event.covers_no'],
  },
  {
    name: 'no agreement',
    question: 'why',
    over: { access: { agreement_state: 'none', agreement_covers: 'not_stated' } },
    words: ['event.agreement_none'],
  },
  {
    name: 'a refused request',
    question: 'result',
    over: {
      event: { kind: 'event', outcome: 'failure', reason: 'bad password' },
      http: { response: { status_code: 401 } },
    },
    words: ['event.failure', 'HTTP 401', 'bad password'],
  },
  {
    name: 'a guessed year outside working hours',
    question: 'when',
    over: { khien: { ...khien, time_quality: 'inferred_year', working_time: false } },
    words: ['event.timeQuality_inferred_year', 'event.offHours'],
  },
  {
    name: 'a device clock in working hours',
    question: 'when',
    over: { khien: { ...khien, time_quality: 'device', working_time: true } },
    words: [],
  },
])('$question: $name', ({ question, over, words }) => expect(said(question, over)).toEqual(words));

it('says an event on one line without what a program calls itself', () => {
  const story = describeEvent({
    ...base,
    event: { kind: 'event', action: 'http_request', outcome: 'failure' },
    http: { request: { method: 'GET' }, response: { status_code: 403 } },
    url: { original: '/.env' },
    source: { ip: '192.0.2.5' },
    user_agent: { original: 'curl/8.5' },
  });
  expect(inShort(story).map(plain)).toEqual([
    'did.http_request',
    'GET /.env',
    'event.fromAddress 192.0.2.5',
    'event.failure',
  ]);
});
