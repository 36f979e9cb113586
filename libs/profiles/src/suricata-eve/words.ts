import { isJsonObject, type JsonObject } from '../decode/read-json';
import type { Draft } from '../draft/open-draft';

/** Suricata's severities: 1 is the gravest. */
const LEVELS: Readonly<Record<string, string>> = { 1: 'high', 2: 'medium', 3: 'low', 4: 'informational' };

/** Actions of kinds that have their own word; others are called as Suricata calls them. */
const ACTIONS: Readonly<Record<string, string>> = {
  http: 'http_request',
  http2: 'http_request',
  tls: 'tls_handshake',
  ssh: 'ssh_connection',
  flow: 'flow_ended',
  netflow: 'flow_ended',
  fileinfo: 'file_seen',
  smtp: 'mail_transfer',
  anomaly: 'protocol_anomaly',
};

/** Category, type, action and outcome of a record of each kind, and who observed it. */
export function sayWords(draft: Draft, record: JsonObject, kind: string): void {
  const alert = isJsonObject(record.alert) ? record.alert : undefined;
  const blocked = alert?.action === 'blocked' || kind === 'drop';
  draft.put('observer.type', blocked ? 'ips' : 'ids');
  draft.say({ action: Object.hasOwn(ACTIONS, kind) ? ACTIONS[kind] : kind });
  if (kind === 'alert' && alert) sayAlert(draft, alert, blocked);
  else if (kind === 'drop')
    draft.say({ category: ['network'], type: ['connection', 'denied'], outcome: 'failure' });
  else if (kind === 'stats') draft.say({ kind: 'metric', category: ['network'], type: ['info'] });
  else if (kind === 'engine') draft.say({ category: ['host'], type: ['info'] });
  else if (kind === 'anomaly')
    draft.say({ kind: 'alert', category: ['network'], type: ['protocol', 'info'] });
  else if (kind === 'fileinfo') draft.say({ category: ['file', 'network'], type: ['info'] });
  else if (kind === 'dns') sayDns(draft);
  else if (kind === 'http' || kind === 'http2')
    draft.say({ category: ['web', 'network'], type: ['access', 'protocol'] });
  else if (kind === 'smtp') draft.say({ category: ['email', 'network'], type: ['info'] });
  else if (kind === 'flow' || kind === 'netflow') sayFlow(draft, record.flow);
  else draft.say({ category: ['network'], type: ['connection', 'protocol'] });
}

function sayAlert(draft: Draft, alert: JsonObject, blocked: boolean): void {
  const severity = String(alert.severity);
  if (Object.hasOwn(LEVELS, severity)) draft.put('log.level', LEVELS[severity]);
  draft.say({
    kind: 'alert',
    category: ['intrusion_detection', 'network'],
    type: blocked ? ['info', 'denied'] : ['info', 'allowed'],
    action: blocked ? 'blocked' : 'alert',
    outcome: blocked ? 'failure' : 'success',
  });
}

function sayDns(draft: Draft): void {
  const answered = draft.get('dns.type') === 'answer';
  const code = draft.get('dns.response_code');
  draft.say({
    category: ['network'],
    type: ['protocol', 'info'],
    action: answered ? 'dns_answer' : 'dns_query',
    outcome: code === undefined ? 'unknown' : code === 'NOERROR' ? 'success' : 'failure',
  });
}

/** A sensor sees what passed: a flow that both ends took part in was let through by whatever stands between. */
function sayFlow(draft: Draft, flow: unknown): void {
  const state = isJsonObject(flow) ? flow.state : undefined;
  const passed = state === 'established' || state === 'closed';
  draft.say({
    category: ['network'],
    type: passed ? ['connection', 'end', 'allowed'] : ['connection', 'end'],
    outcome: passed ? 'success' : 'unknown',
  });
}
