import { inferWords } from '../cef/infer-words';
import { logsourceOf } from '../cef/profile';
import { readLeef } from '../decode/leef';
import { readTime } from '../decode/read-time';
import { openDraft } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { putSeverity } from '../draft/put-severity';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { LEEF_FIELDS } from './fields';

/** IBM Log Event Extended Format, 1.0 and 2.0, of any product we have no profile of its own for. */
export const leef = defineProfile({
  id: 'leef',
  version: 1,
  title: { vi: 'LEEF (QRadar) của thiết bị bất kỳ', en: 'LEEF (QRadar) of any device' },
  logsource: logsourceOf,
  // Below every profile that knows the maker.
  recognise: (text) => (text.includes('LEEF:') && readLeef(text) ? 0.6 : 0),
  toEvent,
});

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = readLeef(text);
  if (!record)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: LEEF:1.0|vendor|product|version|event|',
    );
  const { attributes } = record;
  const draft = openDraft(context);
  draft.time(readTime(attributes.get('devTime'), context, attributes.get('tz')));
  putBefore(draft, text.slice(0, record.at), context);
  draft.put('observer.vendor', record.vendor);
  draft.put('observer.product', record.product);
  draft.put('observer.version', record.productVersion);
  draft.put('event.code', record.eventId);
  draft.put('event.dataset', 'leef');
  draft.place(attributes, LEEF_FIELDS);
  putSeverity(draft, attributes.get('sev'));
  const action = attributes.get('action') ?? attributes.get('act');
  const signIn = attributes.get('isLoginEvent') === 'true' ? ' login' : '';
  const signOut = attributes.get('isLogoutEvent') === 'true' ? ' logout' : '';
  inferWords(draft, {
    vendor: record.vendor,
    product: record.product,
    name: `${record.eventId.replaceAll('_', ' ')} ${attributes.get('cat') ?? ''}${signIn}${signOut}`,
    action,
    outcome: attributes.get('outcome') ?? attributes.get('result'),
  });
  if (action === undefined) draft.say({ action: record.eventId || 'leef' });
  return draft.done();
}
