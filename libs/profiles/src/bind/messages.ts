import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { outcomeOfCode, putQuestion } from '../draft/put-question';

interface Form {
  pattern: RegExp;
  read(draft: Draft, parts: Array<string | undefined>): void;
}

/** What named says of a client: pattern of the message behind `client …:`, and what it means. */
const CLIENT_FORMS: readonly Form[] = [
  {
    // Infoblox writes question and answer in one line, and its transport before them.
    pattern:
      /^(UDP|TCP): query: (\S{1,300}) (\S{1,20}) (\S{1,20}) response: ([A-Z]{3,12}) (\S{1,20})(?: (.{0,4000}))?/s,
    read(draft, [transport, name, inClass, type, code, flags, rest]) {
      putQuestion(draft, name, type, inClass);
      draft.put('network.transport', transport?.toLowerCase());
      draft.put('dns.type', 'answer');
      draft.put('dns.response_code', code);
      draft.keep('query_flags', flags);
      draft.keep('answer', rest);
      draft.say({ action: 'dns_answer', type: ['protocol', 'info'], outcome: outcomeOfCode(code) });
    },
  },
  {
    pattern: /^query: (\S{1,300}) (\S{1,20}) (\S{1,20}) (\S{1,20})(?: \(([0-9A-Fa-f.:%a-z]{2,60})\))?/,
    read(draft, [name, inClass, type, flags, server]) {
      putQuery(draft, { name, inClass, type, flags, server });
      draft.put('dns.type', 'query');
      draft.say({ action: 'dns_query', type: ['protocol', 'info'], outcome: 'unknown' });
    },
  },
  {
    pattern:
      /^(?:answer|response): (\S{1,300}) (\S{1,20}) (\S{1,20}) (?:(?:(\S{1,20}) )?\(([0-9A-Fa-f.:%a-z]{2,60})\) -> )?([A-Z]{3,12})(?: (.{0,4000}))?/s,
    read(draft, [name, inClass, type, flags, server, code, rest]) {
      putQuery(draft, { name, inClass, type, flags, server });
      draft.put('dns.type', 'answer');
      draft.put('dns.response_code', code);
      draft.keep('answer', rest);
      draft.say({ action: 'dns_answer', type: ['protocol', 'info'], outcome: outcomeOfCode(code) });
    },
  },
  {
    pattern: /^query failed \(([^)]{1,60})\) for (\S{1,300})\/(\S{1,20})\/(\S{1,20})/,
    read(draft, [why, name, inClass, type]) {
      putQuestion(draft, name, type, inClass);
      putCode(draft, why);
      draft.put('event.reason', why);
      draft.say({ action: 'query_failed', type: ['protocol', 'error'], outcome: 'failure' });
    },
  },
  {
    pattern:
      /^(?:bad )?(?:zone transfer|transfer of|query(?: \(cache\))?|update|notify|rndc)[^']{0,40}'([^']{1,320})' (?:is )?(denied|approved|unsuccessful)(.{0,300})/,
    read(draft, [what, verdict, more]) {
      putTriple(draft, what);
      const denied = verdict === 'denied';
      if (denied) draft.put('dns.response_code', 'REFUSED');
      draft.put('event.reason', more?.trim().replace(/^\((.*)\)$/, '$1'));
      const message = String(draft.get('message'));
      const action = /zone transfer/.test(message)
        ? 'zone_transfer'
        : / update '/.test(message)
          ? 'dns_update'
          : 'dns_query';
      draft.say({
        action,
        type: denied ? ['access', 'denied'] : ['access'],
        outcome: denied ? 'failure' : 'success',
      });
    },
  },
  {
    pattern: /^transfer of '([^']{1,320})': ([AI]XFR)(?:-style [AI]XFR)? (started|ended|failed)?/,
    read(draft, [zone, type, state]) {
      putTriple(draft, zone);
      putQuestion(draft, undefined, type);
      sayTransfer(draft, state === 'failed', 'zone_transfer');
    },
  },
  {
    pattern: /^(?:disabled )?rpz (\S{1,20}) (.{1,30}) rewrite (\S{1,320}) via (\S{1,320})/,
    read(draft, [trigger, policy, question, by]) {
      putTriple(draft, question);
      draft.put('rule.name', by);
      draft.put('rule.ruleset', 'rpz');
      draft.keep('rpz_trigger', trigger);
      draft.put('event.reason', policy);
      const passed = policy?.toUpperCase().startsWith('PASSTHRU') === true;
      if (policy === 'NXDOMAIN') draft.put('dns.response_code', 'NXDOMAIN');
      draft.say({
        action: 'rpz_rewrite',
        type: passed ? ['access', 'allowed'] : ['access', 'denied'],
        outcome: passed ? 'success' : 'failure',
      });
    },
  },
  {
    pattern:
      /^(?:would )?(?:rate limit|limit) (drop|slip|stop limiting)?.{0,40}? to (\S{1,80})(?: for (\S{1,300}) (\S{1,20}) (\S{1,20}))?/,
    read(draft, [, , name, inClass, type]) {
      putQuestion(draft, name, type, inClass);
      draft.say({ action: 'rate_limited', type: ['access', 'denied'], outcome: 'failure' });
    },
  },
  {
    pattern: /^updating zone '([^']{1,320})': (.{1,60}?)(?: at '([^']{1,300})'(?: (\S{1,20}))?|: |$)/,
    read(draft, [zone, what, name, type]) {
      putTriple(draft, zone);
      if (name !== undefined) putQuestion(draft, name, type);
      draft.put('event.reason', what);
      const failed = /fail|unsuccessful|denied/.test(what ?? '');
      draft.say({
        category: ['network', 'configuration'],
        action: 'dns_update',
        type: ['change'],
        outcome: failed ? 'failure' : 'success',
      });
    },
  },
];

/** What named says of itself, its zones and other servers. */
const SERVER_FORMS: readonly Form[] = [
  {
    pattern:
      /^DNS format error from ([0-9A-Fa-f.:%a-z]{2,60})#(\d{1,5}) resolving (\S{1,320}) for (?:([0-9A-Fa-f.:%a-z]{2,60})#(\d{1,5})|<unknown>): (.{0,300})/,
    read(draft, [server, port, question, client, clientPort, what]) {
      putTriple(draft, question);
      putAddress(draft, 'destination', server);
      draft.put('destination.port', port);
      putAddress(draft, 'source', client);
      draft.put('source.port', clientPort);
      putCode(draft, what);
      draft.put('event.reason', what);
      draft.say({ action: 'resolve_failed', type: ['protocol', 'error'], outcome: 'failure' });
    },
  },
  {
    pattern: /^transfer of '([^']{1,320})' from ([0-9A-Fa-f.:%a-z]{2,60})#(\d{1,5}): (.{0,300})/,
    read(draft, [zone, ip, port, what]) {
      putTriple(draft, zone);
      putAddress(draft, 'source', ip);
      draft.put('source.port', port);
      draft.put('event.reason', what);
      // Without its type: what we fetched from another is no zone given away.
      sayTransfer(
        draft,
        /fail|refused|unreachable|timed out|error|REFUSED|NOTAUTH/.test(what ?? ''),
        'zone_transfer_in',
      );
    },
  },
  {
    pattern: /^(success|.{1,120}) resolving '([^']{1,320})'(?:: ([0-9A-Fa-f.:%a-z]{2,60})#(\d{1,5}))?/,
    read(draft, [what, question, ip, port]) {
      putTriple(draft, question);
      putAddress(draft, 'destination', ip);
      draft.put('destination.port', port);
      putCode(draft, what);
      const good = what === 'success';
      draft.put('event.reason', what);
      draft.say({
        action: good ? 'resolved' : 'resolve_failed',
        type: good ? ['protocol', 'info'] : ['protocol', 'error'],
        outcome: good ? 'success' : 'failure',
      });
    },
  },
  {
    pattern: /^ *validating (\S{1,300}\/[A-Z0-9]{1,12}): (.{0,300})/,
    read(draft, [question, what]) {
      putTriple(draft, question);
      draft.put('event.reason', what);
      const bad = /no valid|bad|fail|expired|bogus|insecurity proof/.test(what ?? '');
      draft.say({ action: 'dnssec_validation', outcome: bad ? 'failure' : 'unknown' });
    },
  },
  {
    pattern: /^zone (\S{1,300}): (.{0,300})/,
    read(draft, [zone, what]) {
      putTriple(draft, zone);
      draft.put('event.reason', what);
      const failed = /fail|error|exceeded|unreachable|refused|expired|bad owner|not loaded/.test(what ?? '');
      draft.say({ action: 'zone_maintenance', outcome: failed ? 'failure' : 'success' });
    },
  },
  {
    pattern: /^rpz: (\S{1,300}): (.{0,300})/,
    read(draft, [zone, what]) {
      draft.put('rule.ruleset', zone);
      draft.put('event.reason', what);
      draft.say({
        category: ['configuration'],
        action: 'rpz_reload',
        type: ['change'],
        outcome: /fail/.test(what ?? '') ? 'failure' : 'success',
      });
    },
  },
];

const LONGEST = 8192;

export function readClientMessage(draft: Draft, message: string, asked: string | undefined): void {
  if (!readForms(draft, message, CLIENT_FORMS) && asked !== undefined) putQuestion(draft, asked);
}

export function readServerMessage(draft: Draft, message: string): void {
  readForms(draft, message, SERVER_FORMS);
}

function readForms(draft: Draft, message: string, forms: readonly Form[]): boolean {
  if (message.length > LONGEST) return false;
  for (const { pattern, read } of forms) {
    const found = pattern.exec(message);
    if (!found) continue;
    read(draft, found.slice(1));
    return true;
  }
  return false;
}

interface Query {
  name: string | undefined;
  inClass: string | undefined;
  type: string | undefined;
  flags: string | undefined;
  server: string | undefined;
}

/** Flags: `+` recursion asked, `E` EDNS, `T` over TCP, `S` signed, … */
function putQuery(draft: Draft, { name, inClass, type, flags, server }: Query): void {
  putQuestion(draft, name, type, inClass);
  putAddress(draft, 'destination', server);
  if (server !== undefined) draft.put('destination.port', 53);
  draft.keep('query_flags', flags);
  if (flags !== undefined) draft.put('network.transport', flags.includes('T') ? 'tcp' : 'udp');
}

/** `name/type/class`, `name/class/type` or `zone/class`; names may hold slashes themselves. */
function putTriple(draft: Draft, text: string | undefined): void {
  const parts = text?.split('/') ?? [];
  const tail: string[] = [];
  while (parts.length > 1 && tail.length < 2 && /^[A-Z0-9]{1,12}$/.test(parts.at(-1) ?? ''))
    tail.push(parts.pop() ?? '');
  const inClass = tail.find((one) => CLASSES.has(one));
  const type = tail.find((one) => !CLASSES.has(one));
  putQuestion(draft, parts.join('/'), type, inClass);
}

const CLASSES: ReadonlySet<string> = new Set(['IN', 'CH', 'HS', 'ANY']);
const CODE = /\b(NXDOMAIN|SERVFAIL|REFUSED|FORMERR|NOTIMP|NOTAUTH)\b/;

function putCode(draft: Draft, text: string | undefined): void {
  const code = CODE.exec(text ?? '')?.[1];
  if (code !== undefined) draft.put('dns.response_code', code);
}

function sayTransfer(draft: Draft, failed: boolean, action: string): void {
  draft.say({ action, type: ['access'], outcome: failed ? 'failure' : 'success' });
}
