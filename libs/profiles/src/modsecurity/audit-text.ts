import { readClf } from '../decode/timestamp';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import type { ProfileContext } from '../profile';
import { putRequest } from '../web-server/put-request';
import { putHeader } from './audit-json';
import { findingOf, putFindings } from './verdict';

const BOUNDARY = /^--[\w-]{6,40}-([A-Z])-{2,3}$/;
const HEAD = /^\[([^\]]{10,40})\] (\S{1,120}) (\S{2,60}) (\d{1,5}) (\S{2,60}) (\d{1,5})/;
const MAX_LINES = 2000;

/** The native form: sections A (who), B (request), F (answer), H (findings), apart by boundaries. False when section A cannot be read. */
export function readAuditText(draft: Draft, body: string, context: ProfileContext): boolean {
  const sections = sectionsOf(body);
  const head = HEAD.exec(sections.get('A')?.find((line) => line !== '') ?? '');
  if (!head) return false;
  const [, time = '', id, client, clientPort, server, serverPort] = head;
  draft.time(readClf(time, 0, context));
  draft.put('http.request.id', id);
  putAddress(draft, 'source', client);
  draft.put('source.port', clientPort);
  putAddress(draft, 'destination', server);
  draft.put('destination.port', serverPort);
  const [asked = '', ...headers] = sections.get('B') ?? [];
  if (asked !== '') putRequest(draft, asked);
  putHeaders(draft, headers);
  const status = /^HTTP\/[\d.]{1,3} (\d{3})/.exec(sections.get('F')?.[0] ?? '')?.[1];
  draft.put('http.response.status_code', status);
  const said = sections.get('H') ?? [];
  const findings = said
    .filter((line) => line.startsWith('Message: '))
    .map((line) => findingOf(line.slice(9)));
  putFindings(
    draft,
    findings,
    said.some((line) => line.startsWith('Action: Intercepted')),
  );
  // Bodies (C, E, I) hold passwords and people's data: the journal has them, the event does not.
  draft.keep('section_K', sections.get('K')?.join('\n').trim());
  return true;
}

function sectionsOf(body: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of body.split(/\r?\n/).slice(0, MAX_LINES)) {
    const name = BOUNDARY.exec(line)?.[1];
    if (name === undefined) current?.push(line);
    else {
      current = [];
      sections.set(name, current);
    }
  }
  return sections;
}

function putHeaders(draft: Draft, lines: readonly string[]): void {
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) putHeader(draft, line.slice(0, colon), line.slice(colon + 1).trim());
  }
}
