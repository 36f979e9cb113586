import { peel, peelForLook } from '../decode/peel';
import { type Draft, openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putDaemon } from '../draft/put-daemon';
import { outcomeOfCode, putQuestion } from '../draft/put-question';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';

/** Unbound: queries, replies, local zones, response policy zones, failures. https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html */
export const unbound = defineProfile({
  id: 'unbound',
  version: 1,
  title: { vi: 'Máy phân giải tên miền Unbound', en: 'Unbound DNS resolver' },
  layer: 'network',
  logsource: { category: 'dns', product: 'unbound' },
  recognise: (text) => (headOf(peelForLook(text)) ? 0.95 : 0),
  toEvent,
});

/** `[1763600130] unbound[812:0] info: …` in its own file; `[812:0] info: …` inside syslog. */
const OWN = /^\[(\d{10})\] unbound\[(\d{1,10}):([0-9a-f]{1,4})\] /;
const NUMBERS = /^\[(\d{1,10}):([0-9a-f]{1,4})\] /;
const LEVEL = /^(debug|info|notice|warning|error|fatal error): /;

interface Head {
  time?: string;
  level?: string;
  thread?: string;
  pid?: string;
  message: string;
}

function headOf({ body, program, pid }: ReturnType<typeof peel>): Head | undefined {
  const own = OWN.exec(body);
  const numbers = own ? null : NUMBERS.exec(body);
  const rest = body.slice(own?.[0].length ?? numbers?.[0].length ?? 0);
  const level = LEVEL.exec(rest);
  const named = program?.startsWith('unbound') === true;
  if (!named && !((own || numbers) && level && program === undefined)) return undefined;
  const [ownPid, thread] = own ? own.slice(2) : numbers ? numbers.slice(1) : (pid?.split(':') ?? []);
  return {
    ...(own?.[1] !== undefined && { time: own[1] }),
    ...(level?.[1] !== undefined && { level: level[1] }),
    ...(thread !== undefined && { thread }),
    ...(ownPid !== undefined && { pid: ownPid }),
    message: rest.slice(level?.[0].length ?? 0),
  };
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const head = headOf(peeled);
  if (!head) return refuse('unrecognised', 'expected: unbound[812]: [812:0] info: …');
  const draft = openDraft(context);
  draft.timeFrom(head.time);
  draft.put('message', head.message);
  draft.put('log.level', head.level);
  draft.put('event.dataset', 'unbound');
  draft.put('observer.vendor', 'NLnet Labs');
  draft.put('observer.product', 'Unbound');
  draft.put('observer.type', 'dns');
  draft.put('network.protocol', 'dns');
  draft.put('process.pid', head.pid);
  draft.keep('thread', head.thread);
  if (!readQuestion(draft, head.message)) readOther(draft, head);
  putDaemon(draft, { ...peeled, program: 'unbound' });
  return draft.done();
}

/** `[query: |reply: ]192.0.2.1[@5353] name. A IN[ NOERROR 0.01 0 61]`, behind the words of a local zone or policy that stepped in. */
const QUESTION =
  /^(?:(query|reply): )?(.{0,700}? )??([0-9A-Fa-f.:]{2,45})(?:@(\d{1,5}))? (\S{1,300}) ([A-Z][A-Z0-9]{0,14}) ([A-Z]{2,6})(?: ([A-Z]{3,12}) (\d{1,6}\.\d{1,6}) ([01]) (\d{1,6}))?\s*$/;
const REFUSES =
  /\b(?:deny|always_deny|refuse|always_refuse|always_nxdomain|always_null|inform_deny|static|redirect|block_a|rpz-(?:nxdomain|nodata|drop|tcp-only|local-data|cname-override))\b/;

function readQuestion(draft: Draft, message: string): boolean {
  if (message.length > 2000) return false;
  const found = QUESTION.exec(message);
  if (!found) return false;
  const [, , before, ip, port, name, type, inClass, code, seconds, cached, size] = found;
  putAddress(draft, 'source', ip);
  draft.put('source.port', port);
  putQuestion(draft, name, type, inClass);
  draft.put('dns.response_code', code);
  draft.put('dns.type', code === undefined ? 'query' : 'answer');
  if (seconds !== undefined) draft.put('event.duration', Math.round(Number(seconds) * 1e9));
  if (cached !== undefined) draft.keep('from_cache', cached === '1');
  draft.put('destination.bytes', size);
  const policy = before?.trim();
  const refused = policy !== undefined && REFUSES.test(policy);
  draft.put('rule.name', policy);
  draft.say({
    category: ['network'],
    type: refused ? ['access', 'denied'] : ['protocol', 'info'],
    action: policy !== undefined ? 'local_policy' : code === undefined ? 'dns_query' : 'dns_answer',
    outcome: refused ? 'failure' : outcomeOfCode(code),
  });
  return true;
}

const FAILED = /^(SERVFAIL|validation failure) <(\S{1,300}) ([A-Z0-9]{1,15}) ([A-Z]{2,6})>: ?(.{0,500})/;

function readOther(draft: Draft, { message, level }: Head): void {
  const failed = FAILED.exec(message);
  if (failed) {
    const [, what, name, type, inClass, why] = failed;
    putQuestion(draft, name, type, inClass);
    draft.put('dns.response_code', 'SERVFAIL');
    draft.put('event.reason', why);
    const action = what === 'SERVFAIL' ? 'query_failed' : 'dnssec_validation';
    draft.say({ category: ['network'], type: ['protocol', 'error'], action, outcome: 'failure' });
    return;
  }
  const error = level === 'error' || level === 'fatal error';
  const action = message.startsWith('server stats')
    ? 'server_stats'
    : message.startsWith('start of service')
      ? 'service_started'
      : 'unbound';
  draft.say({
    category: ['network'],
    type: error ? ['error'] : ['info'],
    action,
    outcome: error ? 'failure' : 'unknown',
  });
}
