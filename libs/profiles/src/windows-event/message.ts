import { serviceOf } from './logsource';
import { textOf, type WindowsRecord } from './record';
import { SECURITY } from './security-events';

const MAX = 60_000;
/** Windows stores these words as numbers of its message tables. */
const PHRASES: ReadonlyMap<string, string> = new Map([
  ['%%8448', 'Success removed'],
  ['%%8449', 'Success Added'],
  ['%%8450', 'Failure removed'],
  ['%%8451', 'Failure Added'],
]);
/** Labels that rules look for in the text, by event: they must be there in whatever language the machine speaks. */
const LABELS: Readonly<Record<string, ReadonlyArray<readonly [name: string, label: string]>>> = {
  4624: [['LogonType', 'Logon Type']],
  4625: [['LogonType', 'Logon Type']],
  4719: [['AuditPolicyChanges', 'Changes']],
  4768: [
    ['PreAuthType', 'Pre-Authentication Type'],
    ['TicketEncryptionType', 'Ticket Encryption Type'],
  ],
  4769: [['TicketEncryptionType', 'Ticket Encryption Type']],
};
const LABEL_OF: ReadonlyMap<string, string> = new Map(Object.values(LABELS).flat());

/**
 * The event's text. Without one it is put together from the data, in the words of English Windows; a text in another language gets
 * the few labels that rules look for.
 */
export function messageOf(record: WindowsRecord): string | undefined {
  return record.message === undefined || record.message === ''
    ? composed(record)
    : withLabels(record, record.message);
}

function withLabels(record: WindowsRecord, message: string): string {
  const labels = Object.hasOwn(LABELS, record.code ?? '') ? LABELS[record.code ?? ''] : undefined;
  if (!labels || record.provider === undefined || !record.provider.startsWith('Microsoft-Windows-Security'))
    return message;
  const missing = labels.flatMap(([name, label]) => {
    const value = textOf(record.data.get(name));
    return value === undefined || message.includes(`${label}:`) ? [] : [`${label}: ${phrased(value)}`];
  });
  return missing.length === 0 ? message : `${message.trimEnd()}\n${missing.join('\n')}`;
}

function composed(record: WindowsRecord): string | undefined {
  const service = serviceOf(record.channel) ?? 'security';
  const title = service === 'security' ? SECURITY.get(record.code ?? '')?.title : undefined;
  const lines = title === undefined ? [] : [`${title}.`];
  let length = 0;
  for (const [name, value] of record.data) {
    if (service === 'sysmon' && !TELLING.has(name)) continue;
    const text = textOf(value);
    if (text === undefined || text === '-' || length > MAX) continue;
    const line = `${LABEL_OF.get(name) ?? words(name)}: ${phrased(text)}`;
    length += line.length;
    lines.push(line);
  }
  return lines.length === 0 ? undefined : lines.join('\n').slice(0, MAX);
}

/** Sysmon writes much, and every datum has its field: a person needs these to see what it is. */
const TELLING: ReadonlySet<string> = new Set(
  'Image CommandLine TargetFilename TargetObject Details QueryName DestinationIp SourceImage TargetImage ImageLoaded PipeName Description'.split(
    ' ',
  ),
);

function phrased(value: string): string {
  return value.includes('%%') ? value.replace(/%%\d{4,5}/g, (code) => PHRASES.get(code) ?? code) : value;
}

/** `SubjectUserName` is `Subject User Name`. */
function words(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
}
