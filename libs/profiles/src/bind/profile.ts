import { type Peeled, peel, peelForLook } from '../decode/peel';
import { readBsd, readIso, type Timestamp } from '../decode/timestamp';
import { openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putDaemon } from '../draft/put-daemon';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { readClientMessage, readServerMessage } from './messages';

/** BIND 9: queries, answers, refusals, transfers, response policy zones, updates and what else named says. https://bind9.readthedocs.io/en/stable/reference.html#logging */
export const bind = defineProfile({
  id: 'bind',
  version: 1,
  title: { vi: 'Máy chủ tên miền BIND (named)', en: 'BIND name server (named)' },
  layer: 'network',
  logsource: { category: 'dns', product: 'bind' },
  recognise,
  toEvent,
});

/** What named writes before a message when it keeps its own file: time, category, severity. */
const OWN_TIME =
  /^(\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d(?:\.\d{1,6})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z?) /;
const CATEGORY =
  /^(client|cname|config|database|default|delegation-only|dispatch|dnssec|dnstap|edns-disabled|general|lame-servers|network|notify|nsid|queries|query-errors|rate-limit|resolver|responses|rpz|rpz-passthru|security|serve-stale|spill|sslkeylog|trust-anchor-telemetry|unmatched|update|update-security|xfer-in|xfer-out|zoneload): /;
const LEVEL = /^(info|notice|warning|error|critical|debug(?: \d{1,2})?): /;
const CLIENT =
  /^(?:\d{1,10}:)?client (?:@0x[0-9a-f]{1,16} )?([0-9A-Fa-f.:%a-z]{2,60})#(\d{1,5})(?:\/key ([^\s:]{1,255}))?(?: \(([^)]{1,300})\))?: (?:view ([^\s:]{1,100}): )?/;
const ALONE =
  /^(?:validating \S{1,300}: |zone \S{1,300}\/IN(?:\/\S{1,60})?: |transfer of '|rpz: \S{1,300}: |dispatch 0x|resolver priming query |DNS format error from [0-9A-Fa-f.:]{2,45}#\d|managed-keys-zone|[A-Za-z][\w ,;()#.:-]{1,100} resolving ')/;

function recognise(text: string): number {
  const peeled = peelForLook(text);
  if (peeled.program === 'named') return 0.95;
  return isOurs(peeled, prefixes(peeled.body)) ? 0.92 : 0;
}

/** Of a record that names no program the message has to speak for itself. */
function isOurs({ program }: Peeled, { message, category, level }: Prefixes): boolean {
  if (program !== undefined) return program === 'named' || program === 'bind';
  return (category !== undefined && level !== undefined) || CLIENT.test(message) || ALONE.test(message);
}

interface Prefixes {
  time?: string;
  category?: string;
  level?: string;
  message: string;
}

function prefixes(body: string): Prefixes {
  const time = OWN_TIME.exec(body);
  let message = body.slice(time?.[0].length ?? 0);
  // `rpz: zone: …` is a message of its own: a category is one only behind a time or before a severity.
  const word = CATEGORY.exec(message);
  const category = word && (time || LEVEL.test(message.slice(word[0].length))) ? word : null;
  message = message.slice(category?.[0].length ?? 0);
  const level = LEVEL.exec(message);
  message = message.slice(level?.[0].length ?? 0);
  return {
    ...(time?.[1] !== undefined && { time: time[1] }),
    ...(category?.[1] !== undefined && { category: category[1] }),
    ...(level?.[1] !== undefined && { level: level[1] }),
    message,
  };
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const before = prefixes(peeled.body);
  const { time, category, level, message } = before;
  const client = CLIENT.exec(message);
  if (!isOurs(peeled, before))
    return refuse('unrecognised', 'expected: a line of named, as client 192.0.2.1#53 (name): …');
  const draft = openDraft(context);
  draft.time(readOwnTime(time, context));
  draft.put('message', message);
  draft.put('log.level', level);
  draft.put('event.dataset', category === undefined ? 'bind' : `bind.${category}`);
  draft.put('observer.vendor', 'ISC');
  draft.put('observer.product', 'BIND');
  draft.put('observer.type', 'dns');
  draft.put('network.protocol', 'dns');
  draft.say({ category: ['network'], type: ['info'], action: category ?? 'named' });
  if (client) {
    putAddress(draft, 'source', client[1]);
    draft.put('source.port', client[2]);
    draft.keep('key', client[3]);
    draft.keep('view', client[5]);
    readClientMessage(draft, message.slice(client[0].length), client[4]);
  } else readServerMessage(draft, message);
  putDaemon(draft, peeled);
  return draft.done();
}

const OWN_DAY = /^(\d\d)-([A-Z][a-z]{2})-(\d{4}) (.{8,15})$/;

function readOwnTime(text: string | undefined, context: ProfileContext): Timestamp | undefined {
  if (text === undefined) return undefined;
  const found = OWN_DAY.exec(text);
  return found
    ? readBsd(`${found[2]} ${found[1]} ${found[3]} ${found[4]}`, 0, context)
    : readIso(text, 0, context);
}
