import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUser } from '../draft/put-user';

interface Form {
  pattern: RegExp;
  read(draft: Draft, parts: Array<string | undefined>): void;
}

/** How a message of OpenVPN begins: what tells it from other programs’ where no name stands before it. */
const BEGINNINGS =
  /^(?:OpenVPN \d|TUN\/TAP |tun\d|net_|do_ifconfig|ROUTE_GATEWAY |ROUTE: |MULTI[ :]|MULTI_sva|IFCONFIG POOL|ifconfig_|TLS[ :]|TLS Error|TLS Auth|VERIFY[ _]|peer info: |SENT CONTROL |PUSH: |PUSH_|event_wait|Control Channel|Data Channel|(?:Incoming|Outgoing) (?:Data|Control|Dynamic)|Initialization Sequence|Initializ\w+ |Socket Buffers|(?:UDP|TCP)v[46]|TCP connection established|Listening for |library versions|Diffie-Hellman|CRL: |LDAP |Unable to bind as |Incorrect password supplied for LDAP|Authenticate\/Decrypt|AUTH-PAM|PLUGIN_|SIG[A-Z]{3,5}\d?[ [(]|\[[^\]]{1,120}\] (?:Peer Connection|Inactivity)|Connection reset, restarting|Could not determine IPv|[UG]ID set to|OPTIONS |Timers: |Local Options|Expected Remote|NOTE: |MANAGEMENT: |Delayed exit|Restart pause|Replay-window|Re-using |Exiting due to|Using \w+ hash|\/sbin\/(?:ip|ifconfig|route) |client-connect|Data-channel|DEPRECATED OPTION|LZO |WARNING: (?:'|normally|you are|this configuration|file '|--)|ENV:|RESOLVE: |dco_|Attempting to send data packet|read (?:UDP|TCP)|write (?:UDP|TCP))/;

export function isOpenVpnMessage(message: string): boolean {
  return BEGINNINGS.test(message);
}

const signedIn = (draft: Draft): void =>
  draft.say({ category: ['authentication'], type: ['start'], action: 'vpn_login', outcome: 'success' });
const refused = (draft: Draft, reason?: string): void => {
  draft.put('event.reason', reason);
  draft.say({ category: ['authentication'], type: ['start'], action: 'vpn_login', outcome: 'failure' });
};
const user = (draft: Draft, name: string | undefined): void => {
  if (name !== undefined) putUser(draft, 'user', name);
};

/**
 * One sign-in is one `vpn_login` and one `session_started`; a refused one is one `vpn_login` with outcome failure. The lines that OpenVPN writes
 * around it (`SENT CONTROL … AUTH_FAILED`, `Delayed exit`) are not counted again.
 */
const FORMS: readonly Form[] = [
  {
    pattern: /^TLS: Username\/Password authentication (succeeded|deferred) for username '([^']{1,200})'/,
    read(draft, [state, name]) {
      user(draft, name);
      if (state === 'succeeded') signedIn(draft);
      else say(draft, 'vpn_login_deferred');
    },
  },
  {
    pattern:
      /^\[([^\]]{1,200})\] Peer Connection Initiated with (?:\[AF_INET6?\])?(.{2,80}?):(\d{1,5})(?: |$)/,
    read(draft, [name, ip, port]) {
      user(draft, name);
      putAddress(draft, 'source', ip);
      draft.put('source.port', port);
      draft.say({ category: ['session'], type: ['start'], action: 'session_started', outcome: 'success' });
    },
  },
  {
    pattern: /^TLS Auth Error: (.{0,300})/,
    read: (draft, [why]) => {
      user(draft, /username '([^']{1,200})'/.exec(why ?? '')?.[1]);
      refused(draft, why);
    },
  },
  {
    pattern: /^VERIFY(?: X509NAME| SCRIPT| EKU| KU)? ?ERROR:? ?(?:depth=\d{1,2}, )?(.{0,600})/,
    read(draft, [why]) {
      user(draft, /(?:^|[ ,/])CN=([^,/]{1,200})/.exec(why ?? '')?.[1]);
      refused(draft, why);
    },
  },
  { pattern: /^LDAP bind failed: (.{0,300})/, read: (draft, [why]) => refused(draft, why) },
  {
    pattern: /^LDAP user "([^"]{1,200})" (.{0,100})/,
    read(draft, [name, why]) {
      user(draft, name);
      refused(draft, why);
    },
  },
  {
    pattern: /^(?:Unable to bind as|Incorrect password supplied for LDAP DN) "?([^"]{1,300})/,
    read(draft, [name]) {
      user(draft, /(?:^|,)(?:cn|uid)=([^,]{1,200})/i.exec(name ?? '')?.[1] ?? name?.replace(/\.$/, ''));
      refused(draft, 'bind failed');
    },
  },
  {
    pattern: /^AUTH-PAM: BACKGROUND: user '([^']{1,200})' failed to authenticate: (.{0,200})/,
    read(draft, [name, why]) {
      user(draft, name);
      refused(draft, why);
    },
  },
  {
    pattern: /^TLS Error: (.{0,300})/,
    read(draft, [why]) {
      draft.put('event.reason', why);
      draft.say({
        category: ['network'],
        type: ['connection', 'error'],
        action: 'tls_error',
        outcome: 'failure',
      });
    },
  },
  {
    pattern: /^Authenticate\/Decrypt packet error: (.{0,200})/,
    read(draft, [why]) {
      draft.put('event.reason', why);
      draft.say({
        category: ['network'],
        type: ['protocol', 'error'],
        action: 'packet_refused',
        outcome: 'failure',
      });
    },
  },
  {
    pattern:
      /^(?:SIG[A-Z0-9]{3,5}\[([^\]]{1,60})\] received, client-instance|Connection reset, restarting|\[([^\]]{1,120})\] Inactivity timeout)/,
    read(draft, [why, name]) {
      user(draft, name);
      draft.put('event.reason', why ?? (name === undefined ? 'connection reset' : 'inactivity'));
      draft.say({ category: ['session'], type: ['end'], action: 'session_ended', outcome: 'unknown' });
    },
  },
  {
    pattern: /^MULTI(?:_sva)?: (?:primary virtual IP for|Learn:|pool returned IPv4=) ?(.{0,200})/,
    read(draft, [what]) {
      const given = /(?:^|: |^IPv4=)((?:\d{1,3}\.){3}\d{1,3})(?: ->|,|$)/.exec(what ?? '')?.[1];
      draft.put('related.ip', given === undefined ? undefined : [given]);
      say(draft, 'address_assigned');
    },
  },
  {
    pattern: /^VERIFY(?: \w{1,10})? OK: depth=0, (.{0,600})/,
    read(draft, [subject]) {
      draft.put('tls.client.subject', subject);
      user(draft, /(?:^|[ ,/])CN=([^,/]{1,200})/.exec(subject ?? '')?.[1]);
      say(draft, 'certificate_verified');
    },
  },
  {
    pattern: /^SENT CONTROL \[([^\]]{1,200})\]: '([A-Z_]{2,30})/,
    read(draft, [name, what]) {
      if (name !== 'UNDEF') user(draft, name);
      say(draft, what === 'AUTH_FAILED' ? 'auth_failed_sent' : 'control_sent');
    },
  },
  {
    pattern: /^peer info: ([A-Z_]{2,40})=(.{0,200})/,
    read(draft, [name, value]) {
      draft.keep(name ?? 'peer_info', value);
      say(draft, 'peer_info');
    },
  },
  {
    pattern: /^Control Channel: TLSv([\d.]{1,4}), cipher \S{1,20} (\S{1,60}?),? /,
    read(draft, [version, cipher]) {
      draft.put('tls.version', version);
      draft.put('tls.cipher', cipher);
      say(draft, 'tls_handshake');
    },
  },
  { pattern: /^Initialization Sequence Completed/, read: (draft) => say(draft, 'service_started') },
];

export function readMessage(draft: Draft, message: string): void {
  say(draft, 'openvpn');
  if (message.length > 4096) return;
  for (const { pattern, read } of FORMS) {
    const found = pattern.exec(message);
    if (!found) continue;
    read(draft, found.slice(1));
    return;
  }
}

function say(draft: Draft, action: string): void {
  draft.say({ category: ['network'], type: ['info'], action, outcome: 'unknown' });
}
