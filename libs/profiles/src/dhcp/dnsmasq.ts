import { canonicalIp } from '../decode/ip-address';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putQuestion } from '../draft/put-question';

/** With `log-queries=extra` a number and the client stand before every line. */
const EXTRA = /^(?:(\d{1,10}) )?(?:([0-9A-Fa-f.:]{2,45})\/(\d{1,5}) )?/;
const QUERY = /^query\[([A-Z0-9=]{1,20})\] (\S{1,300}) from ([0-9A-Fa-f.:%a-z]{2,60})/;
const FORWARDED = /^(?:forwarded|nameserver) (\S{1,300}) to ([0-9A-Fa-f.:]{2,45})/;
const ANSWER =
  /^(reply|cached(?:-stale)?|config|hosts|\/\S{1,200}|DHCP|validation|auth) (\S{1,300}) is (.{1,300})/;

export function isNameLine(body: string): boolean {
  const rest = body.slice(EXTRA.exec(body)?.[0].length ?? 0);
  return QUERY.test(rest) || FORWARDED.test(rest) || ANSWER.test(rest);
}

/** `query[A] name from 10.40.3.9`, `reply name is 192.0.2.7`, `config name is NXDOMAIN` (blocked by the configuration). */
export function readNameLine(draft: Draft, body: string): void {
  const extra = EXTRA.exec(body);
  const rest = body.slice(extra?.[0].length ?? 0);
  draft.put('dns.id', extra?.[1]);
  putAddress(draft, 'source', extra?.[2]);
  draft.put('source.port', extra?.[3]);
  const query = QUERY.exec(rest);
  if (query) {
    putQuestion(draft, query[2], query[1]);
    putAddress(draft, 'source', query[3]);
    draft.put('dns.type', 'query');
    draft.say({ category: ['network'], type: ['protocol', 'info'], action: 'dns_query', outcome: 'unknown' });
    return;
  }
  const forwarded = FORWARDED.exec(rest);
  if (forwarded) {
    putQuestion(draft, forwarded[1]);
    putAddress(draft, 'destination', forwarded[2]);
    draft.say({
      category: ['network'],
      type: ['protocol', 'info'],
      action: 'dns_forwarded',
      outcome: 'unknown',
    });
    return;
  }
  readAnswer(draft, ANSWER.exec(rest));
}

function readAnswer(draft: Draft, answer: RegExpExecArray | null): void {
  if (!answer) return;
  const [, from, name, value = ''] = answer;
  putQuestion(draft, name);
  draft.put('dns.type', 'answer');
  draft.keep('answered_from', from);
  const code = /^(?:NXDOMAIN|NODATA|SERVFAIL|REFUSED)/.exec(value)?.[0];
  const blocked = from === 'config' && (code !== undefined || value === '0.0.0.0' || value === '::');
  if (code !== undefined) draft.put('dns.response_code', code === 'NODATA' ? 'NOERROR' : code);
  if (canonicalIp(value) !== undefined) draft.put('dns.resolved_ip', [value]);
  else if (code === undefined) draft.keep('answer', value);
  const failed = code !== undefined && code !== 'NODATA';
  draft.say({
    category: ['network'],
    type: blocked ? ['access', 'denied'] : ['protocol', 'info'],
    action: 'dns_answer',
    outcome: failed || blocked ? 'failure' : 'success',
  });
}
