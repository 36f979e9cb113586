import { canonicalIp } from '../decode/ip-address';
import { isJsonObject, type JsonObject } from '../decode/read-json';
import type { Draft } from '../draft/open-draft';

const READ: ReadonlySet<string> = new Set(
  'type id rrname rrtype rcode answers grouped rdata query queries answer'.split(' '),
);

/** `dns` of every version: one question in place, a list of them (version 3), or question and answer inside an alert. */
export function putDns(draft: Draft, dns: JsonObject): void {
  const question = [dns, first(dns.queries), first(dns.query)].find((one) => one?.rrname !== undefined);
  draft.put('dns.question.name', nameOf(question?.rrname));
  draft.put('dns.question.type', question?.rrtype);
  draft.put('dns.id', dns.id);
  const answer = isJsonObject(dns.answer) ? dns.answer : dns;
  const answered = answer.rcode !== undefined || dns.type === 'answer' || dns.type === 'response';
  draft.put('dns.type', answered ? 'answer' : 'query');
  draft.put('dns.response_code', answer.rcode);
  putAnswers(draft, answersOf(answer));
  for (const [name, value] of Object.entries(dns)) if (!READ.has(name)) draft.keep(`dns.${name}`, value);
}

interface Answer {
  data?: string;
  type?: string;
  name?: string;
}

function answersOf(dns: JsonObject): Answer[] {
  if (Array.isArray(dns.answers))
    return dns.answers
      .filter(isJsonObject)
      .map(({ rdata, rrtype, rrname }) => answerOf(rdata, rrtype, rrname));
  if (isJsonObject(dns.grouped))
    return Object.entries(dns.grouped).flatMap(([type, values]) =>
      Array.isArray(values) ? values.map((value) => answerOf(value, type)) : [],
    );
  return typeof dns.rdata === 'string' ? [answerOf(dns.rdata, dns.rrtype, dns.rrname)] : [];
}

function answerOf(data: unknown, type: unknown, name?: unknown): Answer {
  return {
    ...(typeof data === 'string' && { data }),
    ...(typeof type === 'string' && { type }),
    ...(typeof name === 'string' && { name }),
  };
}

function putAnswers(draft: Draft, answers: Answer[]): void {
  if (answers.length === 0) return;
  draft.put('dns.answers', answers);
  const addresses = answers.flatMap(({ data }) => canonicalIp(data ?? '') ?? []);
  if (addresses.length > 0) draft.put('dns.resolved_ip', addresses);
}

function first(list: unknown): JsonObject | undefined {
  const [one] = Array.isArray(list) ? list : [];
  return isJsonObject(one) ? one : undefined;
}

/** Names are compared without the root's dot. */
function nameOf(name: unknown): unknown {
  return typeof name === 'string' && name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : name;
}
