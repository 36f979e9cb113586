import { namedColumns, readDelimited } from '../decode/delimited';
import { innerRecord } from '../decode/inner-record';
import { readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putHeader } from '../draft/put-header';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { columnsOf } from './columns';
import { wordsOf } from './words';

/** Message tracking log of Exchange 2010 to SE (CSV), with its `#Fields:` line or without. */
export const exchangeTracking = defineProfile({
  id: 'exchange-tracking',
  version: 1,
  title: { vi: 'Theo dõi thư Exchange', en: 'Exchange message tracking' },
  layer: 'application',
  logsource: { category: 'email', product: 'exchange' },
  recognise,
  toEvent,
});

const DIRECTIVE =
  /^#(?:Software: Microsoft Exchange|Log-[Tt]ype: Message Tracking|Fields: date-time,client-ip,client-hostname,)/;
const ANY_DIRECTIVE = /^#(?:Software|Version|Log-[Tt]ype|Date|Fields): /;
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

function recognise(text: string): number {
  const { body } = innerRecord(text);
  if (body.startsWith('#')) return DIRECTIVE.test(body) ? 0.95 : 0;
  return STAMP.test(body) && columnsOf(readDelimited(body)) ? 0.95 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const { line, fields } = directives(body);
  const draft = openDraft(context);
  putObserver(draft);
  if (line === '') {
    if (!ANY_DIRECTIVE.test(body)) return unknown();
    draft.put('message', body.trimEnd());
    draft.say({ category: ['email'], type: ['info'], action: 'log_directive', outcome: 'unknown' });
    return draft.done();
  }
  const values = readDelimited(line.trimEnd());
  const columns = fields ?? columnsOf(values);
  if (!columns || !STAMP.test(values[0] ?? ''))
    return context.truncated ? refuse('truncated', 'cut before its event id') : unknown();
  putEntry(draft, namedColumns(values, columns), context);
  putHeader(draft, header);
  return draft.done();
}

function unknown(): ParseResult {
  return refuse(
    'unrecognised',
    'expected: date-time,client-ip,client-hostname,server-ip,…,source,event-id,…',
  );
}

function putObserver(draft: Draft): void {
  draft.put('observer.vendor', 'Microsoft');
  draft.put('observer.product', 'Exchange');
  draft.put('observer.type', 'email');
  draft.put('service.name', 'exchange');
  draft.put('service.type', 'mail');
  draft.say({ dataset: 'mail.exchange' });
}

/** `#Fields:` lines a collector keeps with the record, and the entry itself. */
function directives(body: string): { line: string; fields?: string[] } {
  if (!body.startsWith('#')) return { line: body };
  const lines = body.split(/\r?\n/, 20);
  const line = lines.find((one) => one !== '' && !one.startsWith('#')) ?? '';
  const fields = lines.find((one) => one.startsWith('#Fields: '));
  return { line, ...(fields !== undefined && { fields: fields.slice(9).trim().split(',').slice(0, 60) }) };
}

function putEntry(draft: Draft, entry: Map<string, string>, context: ProfileContext): void {
  const take = (name: string): string | undefined => {
    const value = entry.get(name);
    entry.delete(name);
    return value === '' ? undefined : value;
  };
  const stamp = take('date-time') ?? '';
  // Tracking logs count in UTC, and say so with a Z.
  draft.time(readIso(stamp.endsWith('Z') ? stamp : `${stamp}Z`, 0, context));
  const id = take('event-id') ?? '';
  const source = take('source') ?? '';
  const words = wordsOf(source, id);
  draft.say(words);
  draft.put('event.code', id);
  draft.put('event.provider', source);
  const sends = id === 'SEND' || id === 'SENDEXTERNAL';
  const [client, server] = [take('client-hostname'), take('server-hostname')];
  putAddress(draft, 'source', take('client-ip'));
  putAddress(draft, 'destination', take('server-ip'));
  draft.put('source.domain', client?.toLowerCase());
  draft.put('destination.domain', server?.toLowerCase());
  // Of a message sent on, the server is the next hop; of any other the server itself.
  draft.put('host.name', sends ? (client ?? server) : (server ?? client));
  putAddress(draft, 'client', take('original-client-ip'));
  putAddress(draft, 'server', take('original-server-ip'));
  putMail(draft, take);
  draft.put('event.reason', take('recipient-status'));
  for (const [name, value] of entry) draft.keep(name.replaceAll('-', '_'), value);
}

function putMail(draft: Draft, take: (name: string) => string | undefined): void {
  const recipients = take('recipient-address')?.split(';').filter(Boolean) ?? [];
  if (recipients.length > 0) draft.put('email.to.address', recipients);
  const sender = take('sender-address');
  if (sender !== undefined && sender !== '<>') {
    draft.put('email.sender.address', sender);
    draft.put('email.from.address', [sender]);
  }
  draft.put('email.subject', take('message-subject'));
  draft.put('email.message_id', take('message-id')?.replace(/^<|>$/g, ''));
  draft.put('email.local_id', take('network-message-id') ?? take('internal-message-id'));
  draft.put('email.direction', directionOf(take('directionality'), sender, recipients));
}

/** Who originates mail sends it inside when every recipient is of the sender's domain. */
function directionOf(
  directionality: string | undefined,
  sender: string | undefined,
  recipients: readonly string[],
): string | undefined {
  if (directionality === 'Incoming') return 'inbound';
  if (directionality !== 'Originating') return undefined;
  const domain = sender?.slice(sender.lastIndexOf('@')).toLowerCase() ?? '@';
  const inside = recipients.length > 0 && recipients.every((one) => one.toLowerCase().endsWith(domain));
  return inside ? 'internal' : 'outbound';
}
