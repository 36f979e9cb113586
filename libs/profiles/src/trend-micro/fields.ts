import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUser } from '../draft/put-user';

const user = (draft: Draft, value: unknown): void => {
  // A log that was read names nobody so.
  if (value !== '(no user)') putUser(draft, 'user', value);
};
const hash = (name: string) => (draft: Draft, value: unknown) =>
  draft.put(`file.hash.${name}`, String(value).toLowerCase());
const program = (draft: Draft, value: unknown): void => {
  const path = String(value);
  if (/[\\/]/.test(path)) draft.put('process.executable', path);
  draft.put('process.name', path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1));
};

/** Fields of Apex Central / Apex One and of Deep Security / Cloud One, beside the common dictionary. */
export const FIELDS: Readonly<Record<string, Placing>> = {
  suser: user,
  duser: user,
  dvc: 'host.ip',
  dhost: 'host.name',
  sproc: program,
  deviceProcessName: program,
  dproc: program,
  VirusName: 'threat.indicator.name',
  DetectionName: 'threat.indicator.name',
  NCIE_ThreatName: 'threat.indicator.name',
  SLF_ThreatName: 'threat.indicator.name',
  SLF_RuleID: 'rule.id',
  SLF_PolicyName: 'rule.name',
  ProcessCommandLine: 'process.command_line',
  InfectionLocation: 'file.directory',
  'Product/Endpoint_IP': (draft, value) => putAddress(draft, 'source', value),
  'Host ID': 'host.id',
  sha1: hash('sha1'),
  md5: hash('md5'),
  sha256: hash('sha256'),
  fileHash: (draft, value) => {
    const name = { 32: 'md5', 40: 'sha1', 64: 'sha256' }[String(value).length];
    if (name === undefined) draft.keep('fileHash', value);
    else hash(name)(draft, value);
  },
  actionReason: 'event.reason',
  'DPI Note': 'rule.description',
  'LI Description': 'rule.description',
  TMCMLogDetectedHost: 'host.name',
  TMCMLogDetectedIP: 'host.ip',
  ApexCentralHost: 'observer.name',
  TMCMdevicePlatform: 'host.os.full',
  target: 'file.path',
  TrendMicroDsMalwareTarget: 'file.path',
  TrendMicroDsFileSHA1: hash('sha1'),
  TrendMicroDsFileMD5: hash('md5'),
  TrendMicroDsFileSHA256: hash('sha256'),
  TrendMicroDsTenant: 'organization.name',
};
