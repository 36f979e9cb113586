import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MonitorError } from '@khien/model';
import type { HttpAnswer } from '../http-exchange';
import { elementsIn, type JsonText, jsonText, placeIn } from '../json-places';
import { boundaryOf, partsOf } from './multipart';

export interface OpmonAnswer {
  records: JsonText[];
  /** Where to go on (seconds since 1970), when the server had more than it gives at once or was asked beyond what it has. */
  nextRecordsFrom: number | undefined;
}

const MAX_BYTES = 256 * 1024 * 1024;
const unzip = promisify(gunzip);

/** A SOAP answer with the records as a packed JSON attachment. `unavailable` with the fault's code, or when the answer is not whole. */
export async function readOpmonAnswer(answer: HttpAnswer, host: string): Promise<OpmonAnswer> {
  const boundary = boundaryOf(answer.headers['content-type']);
  const parts = boundary === undefined ? [] : partsOf(answer.body, boundary);
  const [soap] = parts;
  const text = (soap?.body ?? answer.body).toString('utf8');
  const fault = elementOf(text, 'faultcode') ?? elementOf(text, 'Fault');
  if (fault !== undefined) {
    const code =
      /AccessDenied|UnknownMember|SslAuthenticationFailed|InvalidClient|InvalidSecurityServer/.test(fault)
        ? 'bad_configuration'
        : 'unavailable';
    throw new MonitorError(code, `${host}: fault ${fault.trim().slice(0, 200)}`);
  }
  const attachment = parts.find(
    ({ headers }) =>
      /operational-monitoring-data\.json\.gz/.test(headers.get('content-id') ?? '') ||
      /^application\/(?:x-)?gzip/i.test(headers.get('content-type') ?? ''),
  );
  if (!attachment) throw new MonitorError('unavailable', `${host}: answer has no attachment`);
  const next = elementOf(text, 'nextRecordsFrom');
  return {
    records: await recordsOf(attachment.body, host),
    nextRecordsFrom: next !== undefined && /^\s*\d{1,12}\s*$/.test(next) ? Number(next) : undefined,
  };
}

async function recordsOf(packed: Buffer, host: string): Promise<JsonText[]> {
  const octets = await unzip(packed, { maxOutputLength: MAX_BYTES }).catch((cause: unknown) => {
    throw new MonitorError('unavailable', `${host}: attachment cannot be unpacked`, { cause });
  });
  const body = jsonText(octets);
  const records = body && placeIn(body, 'records');
  const elements = records && elementsIn(records);
  if (!elements) throw new MonitorError('unavailable', `${host}: attachment holds no list of records`);
  return elements;
}

/** The text of the first element of this name, whatever its prefix. */
function elementOf(xml: string, name: string): string | undefined {
  return new RegExp(`<(?:[\\w.-]{1,50}:)?${name}(?:\\s[^<>]{0,500})?>([^<]{0,2000})`).exec(xml)?.[1];
}
