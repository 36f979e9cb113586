import type { EventDraft } from '@khien/model';
import { readCef } from '../decode/cef';
import { readPairs } from '../decode/pairs';
import { peel, peelForLook } from '../decode/peel';
import { readTime } from '../decode/read-time';
import { openDraft } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { putDaemon } from '../draft/put-daemon';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { readAsm } from './asm';
import { readCefFields } from './cef';
import { readMessage } from './messages';
import { readTraffic } from './traffic';

/**
 * F5 BIG-IP: application security (ASM, Advanced WAF) as key="value" or CEF, network firewall (AFM), access policies (APM), request logging,
 * and what its daemons say under their message numbers. https://techdocs.f5.com/en-us/bigip-15-1-0/external-monitoring-of-big-ip-systems-implementations.html
 */
export const f5Bigip = defineProfile({
  id: 'f5-bigip',
  version: 1,
  title: { vi: 'F5 BIG-IP (WAF, cân bằng tải, truy cập)', en: 'F5 BIG-IP (WAF, load balancer, access)' },
  layer: 'application',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

const CEF = /\|F5(?: Networks)?\|/i;
const ASM = /(?:^|[\s,>:])(?:unit_hostname|http_class_name|web_application_name)="/;
/** `01490005:5: `: number and severity of a message. */
const NUMBERED =
  /^(?:(?:emerg|alert|crit|err|error|warning|notice|info|debug) )?(?:([A-Za-z][\w-]{0,30})(?:\[(\d{1,10})\])?: )?([0-9a-f]{8}):([0-7]): /;
const NAMED =
  /^(?:emerg|alert|crit|err|error|warning|notice|info|debug) ([A-Za-z][\w-]{0,30})(?:\[(\d{1,10})\])?: /;
const PROGRAMS =
  /^(?:apmd|apd|tmm\d{0,3}|mcpd|tmsh|bigd|big3d|gtmd|asm|bd|rba|acctd|vdi|dpid|websso|localdbmgr|scriptd|chmand|sod|lacpd|bcm56xxd|alertd|iControlPortal\.cgi|logger)$/i;
const RULE = /^Rule \/?\S{1,200} <[A-Z_]{3,40}>: /;
/** A session of an access policy where the number has been taken off: `/Common/policy:Common:76220fff: …`. */
const SESSION = /^\/[\w./ -]{1,200}:[\w-]{1,60}:[0-9a-f]{6,8}: /;
const SSL_ACCESS = /^\[ssl_(?:acc|req)\]/;

function recognise(text: string): number {
  if (text.includes('CEF:') && CEF.test(text)) return 0.95;
  if (text.includes('="') && ASM.test(text)) return 0.95;
  const { body, program } = peelForLook(text);
  if (NUMBERED.test(body)) return 0.95;
  const [before = '', named] = NAMED.exec(body) ?? [];
  const message = body.slice(before.length);
  if (RULE.test(message) || SSL_ACCESS.test(message) || SESSION.test(message)) return 0.93;
  return (program !== undefined && program !== 'logger' && PROGRAMS.test(program)) ||
    (named && PROGRAMS.test(named))
    ? 0.9
    : 0;
}

const CATEGORIES: Readonly<Record<string, string>> = {
  asm: 'waf',
  afm: 'firewall',
  http: 'webserver',
  apm: 'vpn',
};

function logsourceOf(event: EventDraft): Logsource {
  const module = event.event.module ?? 'ltm';
  const product = 'f5-bigip';
  // Sign-ins and changes of the device itself belong to rules of several families.
  const [first] = event.event.category ?? [];
  if (module === 'system' || first === 'authentication') return { product };
  const category = Object.hasOwn(CATEGORIES, module) ? CATEGORIES[module] : undefined;
  return category === undefined ? { product, service: module } : { category, product };
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const draft = openDraft(context);
  draft.put('observer.vendor', 'F5');
  draft.put('observer.product', 'BIG-IP');
  const cef = CEF.test(text) ? readCef(text) : undefined;
  if (cef) {
    readCefFields(draft, cef, context);
    putBefore(draft, text.slice(0, cef.at), context);
    return draft.done();
  }
  const asm = ASM.exec(text);
  if (asm) {
    const at = asm.index + (/[\s,>:]/.test(text.charAt(asm.index)) ? 1 : 0);
    const pairs = readPairs(text.slice(at), ',');
    draft.time(readTime(pairs.get('date_time'), context));
    readAsm(draft, pairs);
    putBefore(draft, text.slice(0, at), context);
    return draft.done();
  }
  const peeled = peel(text, context);
  const numbered = NUMBERED.exec(peeled.body);
  const named = numbered ? null : NAMED.exec(peeled.body);
  const program = numbered?.[1] ?? named?.[1] ?? peeled.program;
  const pid = numbered?.[2] ?? named?.[2] ?? peeled.pid;
  const message = peeled.body.slice(numbered?.[0].length ?? named?.[0].length ?? 0);
  const known = numbered ?? (program !== undefined && PROGRAMS.test(program));
  if (!known && !RULE.test(message) && !SSL_ACCESS.test(message) && !SESSION.test(message))
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: unit_hostname="…", CEF of F5, or program[pid]: 01490005:5: message',
    );
  draft.put('event.code', numbered?.[3]);
  draft.put('event.severity', numbered?.[4]);
  draft.put('message', message);
  if (!readTraffic(draft, message, context)) readMessage(draft, message, { code: numbered?.[3], program });
  putDaemon(draft, {
    ...peeled,
    ...(program !== undefined && { program }),
    ...(pid !== undefined && { pid }),
  });
  return draft.done();
}
