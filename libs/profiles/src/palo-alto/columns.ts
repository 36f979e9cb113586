/**
 * Columns of the CSV that PAN-OS sends, by log type, under the names its JSON has for them; `_` is a column without a meaning.
 * PAN-OS Administrator's Guide, "Syslog Field Descriptions".
 */
const HEAD = '_ TimeReceived DeviceSN LogType Subtype _ TimeGenerated';
const SESSION =
  `${HEAD} SourceAddress DestinationAddress NATSource NATDestination Rule SourceUser DestinationUser Application ` +
  'VirtualLocation FromZone ToZone InboundInterface OutboundInterface LogSetting _ SessionID RepeatCount SourcePort DestinationPort ' +
  'NATSourcePort NATDestinationPort Flags Protocol Action';
const GROUPS =
  'DGHierarchyLevel1 DGHierarchyLevel2 DGHierarchyLevel3 DGHierarchyLevel4 VirtualSystemName DeviceName';

const TEXT: Readonly<Record<string, string>> = {
  TRAFFIC:
    `${SESSION} Bytes BytesSent BytesReceived PacketsTotal SessionStartTime SessionDuration URLCategory _ SequenceNo ActionFlags ` +
    `SourceLocation DestinationLocation _ PacketsSent PacketsReceived SessionEndReason ${GROUPS} ActionSource SourceUUID DestinationUUID ` +
    'IMSI IMEI ParentSessionID ParentStartTime Tunnel EndpointAssociationID ChunksTotal ChunksSent ChunksReceived RuleUUID HTTP2Connection',
  THREAT:
    `${SESSION} URL ThreatID URLCategory VendorSeverity DirectionOfAttack SequenceNo ActionFlags SourceLocation DestinationLocation _ ` +
    `ContentType PacketID FileHash ApplianceOrCloud URLCounter UserAgent FileType XForwardedFor Referer EmailSender EmailSubject ` +
    `EmailRecipient ReportID ${GROUPS} _ SourceUUID DestinationUUID HTTPMethod IMSI IMEI ParentSessionID ParentStartTime Tunnel ` +
    'ThreatCategory ContentVersion _ EndpointAssociationID PayloadProtocolID HTTPHeaders URLCategoryList RuleUUID HTTP2Connection',
  DECRYPTION:
    `${SESSION} Tunnel _ _ SourceUUID DestinationUUID RuleUUID ClientToFirewall FirewallToClient TLSVersion TLSKeyExchange ` +
    'TLSEncryptionAlgorithm TLSAuth PolicyName EllipticCurve ErrorIndex RootStatus ChainStatus ProxyType CertificateSerial Fingerprint',
  SYSTEM: `${HEAD} VirtualLocation EventName EventComponent _ _ Module VendorSeverity EventDescription SequenceNo ActionFlags ${GROUPS}`,
  CONFIG: `${HEAD} Host VirtualLocation Command Admin Client Result ConfigurationPath SequenceNo ActionFlags ${GROUPS}`,
  CONFIG_DETAILED: `${HEAD} Host VirtualLocation Command Admin Client Result ConfigurationPath BeforeChange AfterChange SequenceNo ActionFlags ${GROUPS}`,
  USERID:
    `${HEAD} VirtualLocation SourceAddress SourceUser MappingDataSourceName EventCode RepeatCount MappingTimeout SourcePort DestinationPort ` +
    `MappingDataSource MappingDataSourceType SequenceNo ActionFlags ${GROUPS} VirtualSystemID MFAFactorType AuthCompletionTime AuthFactorNo ` +
    'UGFlags UserIdentifiedBySource',
  HIPMATCH:
    `${HEAD} SourceUser VirtualLocation EndpointDeviceName EndpointOSType SourceAddress HipMatchName RepeatCount HipMatchType _ _ ` +
    `SequenceNo ActionFlags ${GROUPS} VirtualSystemID SourceIPv6 HostID EndpointSerialNumber`,
  GLOBALPROTECT:
    `${HEAD} VirtualLocation EventIDValue Stage AuthMethod TunnelType SourceUserName SourceRegion EndpointDeviceName PublicIPv4 PublicIPv6 ` +
    'PrivateIPv4 PrivateIPv6 HostID EndpointSN GlobalProtectClientVersion EndpointOSType EndpointOSVersion RepeatCount QuarantineReason ' +
    'ConnectionError Description EventStatus GlobalProtectGatewayLocation LoginDuration ConnectionMethod ConnectionErrorID Portal SequenceNo ' +
    `ActionFlags TimeGeneratedHighResolution GatewaySelectionType SSLResponseTime GatewayPriority AttemptedGateways Gateway ${GROUPS}`,
  AUTHENTICATION:
    `${HEAD} VirtualLocation SourceAddress AuthenticatedUserName NormalizeUser AuthenticationObject AuthenticationPolicy RepeatCount ` +
    'MFAAuthenticationID MFAVendor LogSetting AuthServerProfile AuthenticationDescription ClientType AuthEvent AuthFactorNo SequenceNo ' +
    `ActionFlags ${GROUPS}`,
};

const COLUMNS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(TEXT).map(([type, names]) => [type, names.split(' ')]),
);
const SESSION_COLUMNS = SESSION.split(' ');

/** Column names of a record's type. Tunnel inspection, SCTP, GTP and what comes later begin like a session. */
export function columnsOf(values: readonly string[]): readonly string[] {
  const type = values[3] ?? '';
  // The details of a change are there or not, and the sequence number behind them is digits.
  if (type === 'CONFIG' && !/^\d{4,}$/.test(values[14] ?? '')) return COLUMNS.get('CONFIG_DETAILED') ?? [];
  return COLUMNS.get(type) ?? SESSION_COLUMNS;
}
