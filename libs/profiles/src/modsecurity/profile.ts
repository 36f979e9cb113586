import { peel, peelForLook } from '../decode/peel';
import { isJsonObject, readJsonObject } from '../decode/read-json';
import { openDraft } from '../draft/open-draft';
import { putDaemon } from '../draft/put-daemon';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { putModSecurity } from '../web-server/modsecurity';
import { putEnd } from '../web-server/put-request';
import { readAuditJson } from './audit-json';
import { readAuditText } from './audit-text';

/**
 * Audit log of ModSecurity 2 and 3 and of Coraza, as JSON or in sections, and alert lines that came without their web server’s head.
 * https://github.com/owasp-modsecurity/ModSecurity/wiki/ModSecurity-2-Data-Formats
 */
export const modsecurity = defineProfile({
  id: 'modsecurity',
  version: 1,
  title: {
    vi: 'Tường lửa ứng dụng web ModSecurity, Coraza',
    en: 'ModSecurity, Coraza web application firewall',
  },
  layer: 'application',
  logsource: { category: 'waf', product: 'modsecurity' },
  recognise,
  toEvent,
});

const SECTIONS = /^--[\w-]{6,40}-A-{2,3}/;
const ALERT =
  /^(?:\[client ([^\]\s]{2,80})\] )?(?:ModSecurity|Coraza): (?:Warning|Access|Rule|Audit log|Request|Response|Output|IPmatch|Multipart)/;
const BRACE = 123;

function recognise(text: string): number {
  const { body } = peelForLook(text);
  if (body.charCodeAt(0) === BRACE) return text.includes('"transaction"') && isAudit(text) ? 0.95 : 0;
  return SECTIONS.test(body) ? 0.96 : ALERT.test(body) ? 0.94 : 0;
}

/** Words that stand next to `transaction` in the audit logs only. */
function isAudit(text: string): boolean {
  return [
    '"audit_data"',
    '"secrules_engine"',
    '"rule_engine"',
    '"ruleId"',
    '"client_ip"',
    '"remote_address"',
  ].some((word) => text.includes(word));
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const { body } = peeled;
  const draft = openDraft(context);
  draft.put('observer.vendor', 'OWASP');
  draft.put('observer.product', 'ModSecurity');
  draft.put('event.dataset', 'modsecurity.audit');
  if (body.charCodeAt(0) === BRACE) {
    const read = readJsonObject(body, context);
    if (!read.ok) return read;
    const { transaction } = read.value;
    if (!isJsonObject(transaction)) return refuse('unrecognised', 'expected: JSON with transaction');
    readAuditJson(draft, read.value, transaction, context);
  } else if (SECTIONS.test(body)) {
    if (!readAuditText(draft, body, context))
      return refuse('bad_field', 'section A: expected [time] id address port address port');
  } else {
    const alert = ALERT.exec(body);
    if (!alert)
      return refuse(
        context.truncated ? 'truncated' : 'unrecognised',
        'expected: an audit record or ModSecurity: …',
      );
    const client = alert[1] ?? /\[client "?([^\]"\s]{2,80})"?\]/.exec(body)?.[1];
    if (client !== undefined) putEnd(draft, 'source', client);
    draft.put('message', body);
    draft.put('event.dataset', 'modsecurity.alert');
    putModSecurity(draft, body.startsWith('Coraza') ? body.replace('Coraza', 'ModSecurity') : body);
  }
  putDaemon(draft, peeled);
  return draft.done();
}
