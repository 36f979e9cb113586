import { addData, type WindowsRecord } from './record';

type Names = Readonly<Record<string, string>>;

const ACCOUNT = (who: string): Names => ({
  'Security ID': `${who}UserSid`,
  'Account Name': `${who}UserName`,
  'Account Domain': `${who}DomainName`,
  'Logon ID': `${who}LogonId`,
});
/** Data names of the lines of an English text, by the section they stand in. */
const SECTIONS: Readonly<Record<string, Names>> = {
  Subject: ACCOUNT('Subject'),
  'Creator Subject': ACCOUNT('Subject'),
  'New Logon': ACCOUNT('Target'),
  'Target Subject': ACCOUNT('Target'),
  'Target Account': ACCOUNT('Target'),
  'New Account': ACCOUNT('Target'),
  'Account That Was Locked Out': ACCOUNT('Target'),
  'Account For Which Logon Failed': ACCOUNT('Target'),
  'Account Whose Credentials Were Used': ACCOUNT('Target'),
  Member: { 'Security ID': 'MemberSid', 'Account Name': 'MemberName' },
  Group: {
    'Security ID': 'TargetSid',
    'Group Name': 'TargetUserName',
    'Group Domain': 'TargetDomainName',
    'Account Name': 'TargetUserName',
    'Account Domain': 'TargetDomainName',
  },
  'Account Information': {
    'Account Name': 'TargetUserName',
    'Supplied Realm Name': 'TargetDomainName',
    'Account Domain': 'TargetDomainName',
    'User ID': 'TargetSid',
    'Security ID': 'TargetSid',
  },
};
/** Sections whose lines mean the same everywhere. */
const OTHER_SECTIONS =
  'Additional Information,Network Information,Process Information,Logon Information,Service Information,Certificate Information,Detailed Authentication Information,Failure Information,Filter Information,Application Information,Access Request Information,Share Information,Attributes,Object,Task Information'.split(
    ',',
  );
/** Lines that mean the same in every section. */
const LINES: Names = {
  'Logon Type': 'LogonType',
  'Workstation Name': 'WorkstationName',
  'Source Workstation': 'Workstation',
  'Logon Account': 'TargetUserName',
  'Source Network Address': 'IpAddress',
  'Client Address': 'IpAddress',
  'Source Address': 'SourceAddress',
  'Source Port': 'IpPort',
  'Client Port': 'IpPort',
  'Destination Address': 'DestAddress',
  'Destination Port': 'DestPort',
  'Logon Process': 'LogonProcessName',
  'Authentication Package': 'AuthenticationPackageName',
  'Process Name': 'ProcessName',
  'Process ID': 'ProcessId',
  'New Process ID': 'NewProcessId',
  'New Process Name': 'NewProcessName',
  'Creator Process ID': 'ProcessId',
  'Creator Process Name': 'ParentProcessName',
  'Process Command Line': 'CommandLine',
  'Failure Reason': 'FailureReason',
  Status: 'Status',
  'Sub Status': 'SubStatus',
  'Error Code': 'Status',
  'Result Code': 'Status',
  'Failure Code': 'Status',
  'Service Name': 'ServiceName',
  'Ticket Encryption Type': 'TicketEncryptionType',
  'Ticket Options': 'TicketOptions',
  'Pre-Authentication Type': 'PreAuthType',
  'Object Name': 'ObjectName',
  'Object Type': 'ObjectType',
  'Share Name': 'ShareName',
  'Relative Target Name': 'RelativeTargetName',
  'Task Name': 'TaskName',
  'Service File Name': 'ServiceFileName',
  Image: 'Image',
  CommandLine: 'CommandLine',
  ParentImage: 'ParentImage',
  ParentCommandLine: 'ParentCommandLine',
  TargetFilename: 'TargetFilename',
  TargetObject: 'TargetObject',
  Details: 'Details',
  User: 'User',
  Hashes: 'Hashes',
  'Client IP': 'IpAddress',
  'User Name': 'UserName',
};
const MAX_LINES = 200;

const LABELS = [
  ...new Set([
    ...OTHER_SECTIONS,
    ...Object.keys(SECTIONS),
    ...Object.values(SECTIONS).flatMap((names) => Object.keys(names)),
    ...Object.keys(LINES),
  ]),
]
  .sort((one, other) => other.length - one.length)
  .join('|');
const SPACES = /\s+/g;
/** Where a line began before a shipper made one line of all. */
const JOINED = new RegExp(` (?=(?:${LABELS}):(?: |$))`, 'g');
const MAX = 30_000;

/** Reads the data out of an event's English text, for shippers that send the text alone. What has a name already stays. */
export function readMessage(record: WindowsRecord): void {
  const text = record.message?.slice(0, MAX);
  if (text === undefined || !text.includes(':')) return;
  const lines = text.includes('\n')
    ? text.split(/\r?\n/, MAX_LINES)
    : text.replace(SPACES, ' ').replace(JOINED, '\n').split('\n', MAX_LINES);
  let section: Names | undefined;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const label = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (value === '') section = own(SECTIONS, label);
    else {
      const name = (section && own(section, label)) ?? own(LINES, label);
      if (name !== undefined) addData(record, name, value);
    }
  }
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
