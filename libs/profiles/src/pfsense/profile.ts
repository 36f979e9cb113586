import type { EventDraft } from '@khien/model';
import { readSyslog } from '../decode/syslog';
import { verdictOf } from '../decode/verdict';
import { type Draft, openDraft } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { putSyslog } from '../draft/put-syslog';
import { putUser } from '../draft/put-user';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { FILTER, readFilter } from './read-filter';
import { PFLOG, readPflog } from './read-pflog';

/** pf of pfSense and OPNsense (`filterlog`) and of OpenBSD (pflog), and sign-ins to the web configurator. */
export const pfsense = defineProfile({
  id: 'pfsense',
  version: 1,
  title: { vi: 'Tường lửa pfSense, OPNsense, OpenBSD pf', en: 'pfSense, OPNsense and OpenBSD pf firewalls' },
  layer: 'network',
  logsource: logsourceOf,
  recognise: (text) =>
    FILTER.test(text) || SIGN_IN.test(text) || CHANGE.test(text) ? 0.95 : PFLOG.test(text) ? 0.9 : 0,
  toEvent,
});

/** `/index.php: Successful login for user 'admin' from: 10.0.0.1 (Local Database)`. */
const SIGN_IN =
  /\/\w{1,40}\.php: (?:(Successful login|User logged out) for user '([^']{1,200})' from: ([0-9A-Fa-f.:]{3,45})|webConfigurator authentication error for (?:user )?'([^']{1,200})' from:? ([0-9A-Fa-f.:]{3,45}))/;
/** `/firewall_rules_edit.php: Configuration Change: admin@10.0.0.1 (Local Database): …`. */
const CHANGE = /Configuration Change: ([^\s@]{1,200})@([0-9A-Fa-f.:]{3,45})(?: \([^)]{0,100}\))?: (.{0,500})/;

function logsourceOf(event: EventDraft): Logsource {
  const product = 'pfsense';
  return event.event.category?.[0] === 'network' ? { category: 'firewall', product } : { product };
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const draft = openDraft(context);
  draft.put('observer.vendor', 'pf');
  draft.put('observer.type', 'firewall');
  draft.put('event.dataset', 'pfsense');
  const filter = FILTER.exec(text);
  if (filter) {
    const at = filter.index + filter[0].indexOf(filter[1] ?? '');
    // The program's mark belongs to the header: without its colon the reader would take it for the host.
    putBefore(draft, text.slice(0, at), context);
    draft.put('observer.product', 'pfSense');
    sayConnection(draft, readFilter(draft, text.slice(at).trim()));
    return draft.done();
  }
  const pflog = PFLOG.exec(text);
  if (pflog) {
    putBefore(draft, text.slice(0, pflog.index), context);
    draft.put('observer.product', 'OpenBSD');
    sayConnection(draft, readPflog(draft, pflog));
    draft.put('message', text.slice(pflog.index));
    return draft.done();
  }
  return readConfigurator(draft, text, context);
}

function sayConnection(draft: Draft, action: string): void {
  const verdict = verdictOf(action);
  draft.say({
    category: ['network'],
    type: ['connection', ...(verdict ? [verdict] : [])],
    action,
    outcome: 'success',
  });
}

function readConfigurator(draft: Draft, text: string, context: ProfileContext): ParseResult {
  const signIn = SIGN_IN.exec(text);
  const change = signIn ? null : CHANGE.exec(text);
  if (!signIn && !change)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: filterlog columns, pflog as tcpdump prints it, or the web configurator',
    );
  const record = readSyslog(text, context);
  putSyslog(draft, record);
  draft.put('observer.product', 'pfSense');
  draft.put('host.name', record.host);
  draft.put('message', record.message);
  putUser(draft, 'user', signIn?.[2] ?? signIn?.[4] ?? change?.[1]);
  draft.put('source.ip', signIn?.[3] ?? signIn?.[5] ?? change?.[2]);
  if (change)
    draft.say({
      category: ['configuration'],
      type: ['change'],
      action: 'configuration-changed',
      outcome: 'success',
    });
  else if (signIn?.[1] === 'User logged out')
    draft.say({ category: ['session'], type: ['end'], action: 'logout', outcome: 'success' });
  else {
    const outcome = signIn?.[1] === undefined ? 'failure' : 'success';
    draft.say({ category: ['authentication'], type: ['start'], action: 'login', outcome });
  }
  return draft.done();
}
