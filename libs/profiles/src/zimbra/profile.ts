import type { EventDraft } from '@khien/model';
import { innerRecord } from '../decode/inner-record';
import { readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putHeader } from '../draft/put-header';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { readHead, type ZimbraLine } from './head';
import { readMessage } from './messages';
import { isProxyLine, readProxy } from './proxy';
import { readSecurity } from './security';

/** Zimbra Collaboration: audit.log, mailbox.log, sync.log and the mail part of its nginx; its Postfix has the profile `postfix`. */
export const zimbra = defineProfile({
  id: 'zimbra',
  version: 1,
  title: { vi: 'Hệ thống thư Zimbra', en: 'Zimbra mail' },
  layer: 'application',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

function recognise(text: string): number {
  const { body } = innerRecord(text);
  if (readHead(body)) return 0.95;
  // Above nginx-error, which reads the web part of the same server.
  return isProxyLine(body) ? 0.97 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const draft = openDraft(context);
  const line = readHead(body.trimEnd());
  draft.put('observer.vendor', 'Synacor');
  draft.put('observer.product', 'Zimbra');
  draft.put('observer.type', 'email');
  draft.put('service.name', 'zimbra');
  draft.put('service.type', 'mail');
  draft.say({ dataset: 'mail.zimbra' });
  if (line) readLine(draft, line, context);
  else if (!readProxy(draft, body.trimEnd(), context))
    return refuse('unrecognised', 'expected: date time LEVEL [thread] [context] category - message');
  draft.put('message', body.trimEnd());
  putHeader(draft, header);
  return draft.done();
}

/** The proxy in front hides who came: `oip` is the client, `ip` then the proxy. */
function readLine(draft: Draft, line: ZimbraLine, context: ProfileContext): void {
  const { context: about } = line;
  draft.time(readIso(line.time, 0, context));
  draft.put('log.level', line.level.toLowerCase());
  draft.put('log.logger', line.category);
  draft.keep('thread', line.thread);
  putAddress(draft, 'source', about.get('oip')?.split(',')[0] ?? about.get('ip'));
  draft.put('source.port', about.get('port'));
  draft.put('user_agent.original', about.get('ua'));
  const admin = about.get('aname');
  const name = about.get('name');
  draft.put('user.name', admin ?? name);
  if (admin !== undefined && name !== undefined) draft.put('user.target.name', name);
  for (const [key, value] of about)
    if (!['oip', 'port', 'ua', 'aname', 'name'].includes(key)) draft.keep(key, value);
  const protocol = /\b(imap|pop3|smtp|lmtp)/i.exec(line.category === 'lmtp' ? 'lmtp' : line.thread)?.[1];
  if (protocol !== undefined) draft.put('network.protocol', protocol.toLowerCase());
  if (line.category !== 'security' || !readSecurity(draft, line.message)) readMessage(draft, line);
}

function logsourceOf(event: EventDraft): Logsource[] {
  const email = { category: 'email', product: 'zimbra' };
  if (event.event.category?.[0] === 'authentication')
    return [{ category: 'authentication', product: 'zimbra' }, email];
  return [email];
}
