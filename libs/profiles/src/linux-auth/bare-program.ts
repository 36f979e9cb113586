/** Beginnings that only one program writes, so that a message whose syslog header a collector took off is still known. */
const BEGINNINGS: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /^(?:Accepted|Failed|Postponed|Partial) \S{1,40} for |^(?:Invalid|Illegal) user |^input_userauth_request: |^(?:error: )?maximum authentication attempts exceeded|^Disconnecting |^User \S+ from \S+ not allowed because |^(?:Connection (?:closed|reset) by|Disconnected from|Received disconnect from|Timeout, client not responding) |^Connection from \S+ port \d|^(?:error: )?(?:kex_exchange_identification|kex_protocol_error|banner exchange|ssh_dispatch_run_fatal|Received disconnect from): |^Did not receive identification string|^Unable to negotiate with |^Bad protocol version identification |^reverse mapping checking getaddrinfo|^(?:Starting|Close) session: |^fatal: (?:userauth|mm_|ssh_|Timeout before auth|Read from socket|Write failed|Access denied for user)|^Server listening on \S+ port \d|^subsystem request for \S+ by user /,
    'sshd',
  ],
  [/^\s*\S{1,64} : (?:[^=;]{1,120} ; )?(?:TTY|PWD|HOST|USER)=/, 'sudo'],
  [/^(?:Successful|FAILED) su for |^(?:FAILED SU )?\(to \S+\) \S+ on \S+$/, 'su'],
  [/^\(\S{1,64}\) CMD \(/, 'cron'],
  [/^new (?:user|group): name=/, 'useradd'],
];
const PAM = /^pam_\w{1,30}\(([\w.@-]{1,60}):(?:auth|account|session|chauthtok|setcred)\): /;
const PAM_MORE = /^PAM \d{1,6} more authentication failures?; /;

/** The program that wrote a message without any header; undefined when it could be anybody's. */
export function bareProgram(message: string): string | undefined {
  const service = PAM.exec(message)?.[1];
  if (service !== undefined) return service;
  if (PAM_MORE.test(message)) return 'sshd';
  return BEGINNINGS.find(([pattern]) => pattern.test(message))?.[1];
}
