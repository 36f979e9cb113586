import { innerRecord } from '../decode/inner-record';
import { openDraft, type Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putHeader } from '../draft/put-header';
import { putUser } from '../draft/put-user';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { readVeeam, startOf } from './read-event';
import { wordsOf } from './words';

/** Veeam Backup & Replication 12 and later: its events over syslog, or the bracket alone. */
export const veeam = defineProfile({
  id: 'veeam',
  version: 1,
  title: { vi: 'Veeam Backup & Replication', en: 'Veeam Backup & Replication' },
  layer: 'application',
  logsource: { category: 'application', product: 'veeam', service: 'backup' },
  recognise: (text) => (startOf(text) >= 0 ? 0.95 : 0),
  toEvent,
});

const FIELDS: Readonly<Record<string, Placing>> = {
  instanceId: 'event.code',
  UserName: (draft, value) => putUser(draft, 'user', value),
  InitiatorName: (draft, value) => putUser(draft, 'user', value),
  Description: ['event.reason', 'message'],
  JobSessionID: 'event.id',
  VbrHostName: ['observer.hostname', 'observer.name'],
  VbrVersion: 'observer.version',
  JobName: 'rule.name',
  JobID: 'rule.id',
  ObjectName: 'host.name',
  VmName: 'host.name',
  VMName: 'host.name',
  MachineName: 'host.name',
  RepositoryName: 'service.name',
  TargetHost: 'destination.domain',
  TargetVmName: 'destination.domain',
  RestoredVmName: 'destination.domain',
  ClientIp: (draft, value) => putAddress(draft, 'source', value),
  HostName: (draft, value) => putAddress(draft, 'destination', value),
};

function toEvent(text: string, context: ProfileContext): ParseResult {
  const at = startOf(text);
  if (at < 0)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: [categoryId=… instanceId=… …]',
    );
  const fields = readVeeam(text.slice(at));
  const draft = openDraft(context);
  draft.put('observer.vendor', 'Veeam');
  draft.put('observer.product', 'Backup & Replication');
  draft.put('observer.type', 'backup');
  draft.place(fields, FIELDS);
  const description = fields.get('Description') ?? '';
  const words = wordsOf(description, fields.get('Result'));
  draft.say({ ...words, dataset: 'veeam', ...(words.category[0] === 'malware' && { kind: 'alert' }) });
  // The machine of a task, and who gave the order, stand in the sentence where no field names them.
  const machine = /\b(?:VM|machine|object|computer) '?([\w.-]{1,253})'? (?:task|has been|was|is)\b/i.exec(
    description,
  )?.[1];
  if (!draft.has('host.name')) draft.put('host.name', machine);
  if (!draft.has('user.name'))
    putUser(draft, 'user', /\bby (?:user )?'?([^\s']{1,200}?)'?[.]?$/.exec(description)?.[1]);
  if (words.action.startsWith('restore_') && words.action !== 'restore_point_deleted') {
    draft.put('source.domain', draft.get('host.name'));
    const target = /\bto (?:(?:the )?(?:host|server|machine|VM) )?'?([\w.-]{1,253}?)'?(?: |\.?$)/.exec(
      description,
    )?.[1];
    if (!draft.has('destination.domain') && target !== undefined && target !== 'the')
      draft.put('destination.domain', target);
  }
  if (at > 0) putHeader(draft, innerRecord(`${text.slice(0, at)}-`, context).header);
  return draft.done();
}
