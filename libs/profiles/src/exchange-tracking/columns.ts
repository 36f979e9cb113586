const BEFORE = [
  'date-time',
  'client-ip',
  'client-hostname',
  'server-ip',
  'server-hostname',
  'source-context',
  'connector-id',
  'source',
  'event-id',
  'internal-message-id',
  'message-id',
];
const AFTER = [
  'recipient-address',
  'recipient-status',
  'total-bytes',
  'recipient-count',
  'related-recipient-address',
  'reference',
  'message-subject',
  'sender-address',
  'return-path',
  'message-info',
  'directionality',
  'tenant-id',
  'original-client-ip',
  'original-server-ip',
  'custom-data',
  'transport-traffic-type',
  'log-id',
  'schema-version',
];
/** Exchange 2013 and later. https://learn.microsoft.com/exchange/mail-flow/transport-logs/message-tracking */
const SINCE_2013 = [...BEFORE, 'network-message-id', ...AFTER];
/** Exchange 2010 has no network message id. */
const IN_2010 = [...BEFORE, ...AFTER];

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?$/;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** The component that made the entry, as the field `source` names it. */
const SOURCE =
  /^(?:ADMIN|AGENT|APPROVAL|BOOTLOADER|DNS|DSN|GATEWAY|MAILBOXRULE|MEETINGMESSAGEPROCESSOR|ORAR|PICKUP|POISONMESSAGE|PUBLICFOLDER|QUEUE|REDUNDANCY|RESOLVER|ROUTING|SAFETYNET|SMTP|STOREDRIVER)$/;

/** Names of the columns of an entry without its `#Fields:` line; undefined when it is no entry. */
export function columnsOf(values: readonly string[]): readonly string[] | undefined {
  if (values.length < 20 || !TIME.test(values[0] ?? '') || !SOURCE.test(values[7] ?? '')) return undefined;
  if (!/^[A-Z]{3,24}$/.test(values[8] ?? '')) return undefined;
  const id = values[11] ?? '';
  return GUID.test(id) || (id === '' && values.length >= 27) ? SINCE_2013 : IN_2010;
}
