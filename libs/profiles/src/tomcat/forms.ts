import type { Draft } from '../draft/open-draft';
import { denied, type ErrorForm, loginFailed } from '../web-server/error-words';

const deployed = { category: ['web', 'configuration'], type: ['change'] };

/** Messages of Catalina, its manager application and its realms. */
export const FORMS: readonly ErrorForm[] = [
  {
    pattern:
      /attempt was made to authenticate the locked user|Login exception authenticating|Authentication failed/i,
    words: loginFailed,
  },
  {
    pattern:
      /\bdeploy: Deploying|^Deploying web application|^Deployment of (?:web application|deployment descriptor)/,
    words: { ...deployed, action: 'application_deployed' },
  },
  {
    pattern: /^(?:Manager: )?undeploy: |^Undeploying/,
    words: { ...deployed, type: ['deletion'], action: 'application_undeployed' },
  },
  {
    pattern: /Error parsing HTTP request header|Invalid character found/,
    words: { action: 'malformed_request', outcome: 'failure' },
  },
  {
    pattern: /RemoteAddrValve|RemoteCIDRValve|Denied request|access denied/i,
    words: denied('access_denied'),
  },
  {
    pattern: /^Server startup in|^Starting (?:service|Servlet engine)/i,
    words: { type: ['start'], action: 'server_started' },
  },
  {
    pattern: /^(?:Stopping service|Pausing ProtocolHandler|Destroying ProtocolHandler)/,
    words: { type: ['end'], action: 'server_stopped' },
  },
  {
    pattern: /Servlet\.service\(\) for servlet/,
    words: { type: ['error'], action: 'application_error', outcome: 'failure' },
  },
  {
    pattern: /^Command line argument|^(?:OS|JVM|Java|CATALINA)|version/i,
    words: { type: ['info'], action: 'server_message', outcome: 'success' },
  },
];

/** User, application and exception that a message names. */
export function putDetails(draft: Draft, message: string): void {
  draft.put(
    'user.name',
    /locked user \[([^\]]{1,256})\]/.exec(message)?.[1] ?? /user \[([^\]]{1,256})\]/.exec(message)?.[1],
  );
  const archive = /(?:archive|directory|descriptor) \[([^\]]{1,1000})\]/.exec(message)?.[1];
  draft.put('file.path', archive);
  draft.put(
    'service.name',
    /web application '([^']{1,300})'/.exec(message)?.[1] ?? /with path \[([^\]]{1,300})\]/.exec(message)?.[1],
  );
  draft.put('error.type', /\b((?:[a-z][\w$]*\.){1,10}[A-Z][\w$]*(?:Exception|Error))\b/.exec(message)?.[1]);
}
