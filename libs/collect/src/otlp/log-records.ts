import { z } from 'zod';
import { elementsOf, membersOf } from '../json-slices';
import { ExportLogsServiceRequest } from './logs-shape';
import { decodeMessage } from './protobuf';

const part = z.record(z.string(), z.unknown());
/** As far as it is taken apart here; everything inside a log record is its profile's concern. */
const LogsRequest = z.object({
  resourceLogs: z
    .array(
      z.object({
        resource: part.nullish(),
        scopeLogs: z
          .array(z.object({ scope: part.nullish(), logRecords: z.array(part).nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
});
type LogsRequest = z.infer<typeof LogsRequest>;

export type LogRecords =
  | { ok: true; slices: Buffer[] }
  /** `tooMuch`: each record has its resource with it, and together they pass the limit. */
  | { ok: false; reason: string; tooMuch?: true };

/**
 * The log records of an export request, each as `{"resource":…,"scope":…,"logRecord":…}` in OTLP's JSON names, resource and scope left out
 * where there are none. Of a JSON body every part is exactly as it was sent.
 */
export function logRecordsOf(body: Buffer, form: 'json' | 'protobuf', maxBytes: number): LogRecords {
  const read = form === 'json' ? ofJson(body) : ofProtobuf(body);
  if (!read.ok) return read;
  const slices: Buffer[] = [];
  let bytes = 0;
  for (const parts of read.records) {
    bytes += parts.resource.length + parts.scope.length + parts.logRecord.length;
    if (bytes > maxBytes)
      return { ok: false, reason: `the log records make more than ${maxBytes} octets`, tooMuch: true };
    slices.push(recordOf(parts));
  }
  return { ok: true, slices };
}

type Text = Buffer | string;
/** Empty where there is none. */
interface Parts {
  resource: Text;
  scope: Text;
  logRecord: Text;
}
type Records = { ok: true; records: Iterable<Parts> } | { ok: false; reason: string };

function ofProtobuf(body: Buffer): Records {
  const decoded = decodeMessage(body, ExportLogsServiceRequest);
  // What the decoder made has the shape already.
  return decoded.ok ? { ok: true, records: inMessage(decoded.message as LogsRequest) } : decoded;
}

function* inMessage(request: LogsRequest): Iterable<Parts> {
  for (const { resource, scopeLogs } of request.resourceLogs ?? []) {
    const ofResource = resource ? JSON.stringify(resource) : '';
    for (const { scope, logRecords } of scopeLogs ?? []) {
      const ofScope = scope ? JSON.stringify(scope) : '';
      for (const logRecord of logRecords ?? [])
        yield { resource: ofResource, scope: ofScope, logRecord: JSON.stringify(logRecord) };
    }
  }
}

function ofJson(body: Buffer): Records {
  const read = LogsRequest.safeParse(jsonOf(body));
  if (!read.success) return { ok: false, reason: 'the body is no ExportLogsServiceRequest' };
  return { ok: true, records: inText(body) };
}

function* inText(body: Buffer): Iterable<Parts> {
  for (const resourceLogs of elementsIn(membersOf(body), 'resourceLogs')) {
    const ofResource = membersOf(resourceLogs);
    const resource = objectIn(ofResource, 'resource');
    for (const scopeLogs of elementsIn(ofResource, 'scopeLogs')) {
      const ofScope = membersOf(scopeLogs);
      const scope = objectIn(ofScope, 'scope');
      for (const logRecord of elementsIn(ofScope, 'logRecords')) yield { resource, scope, logRecord };
    }
  }
}

function recordOf({ resource, scope, logRecord }: Parts): Buffer {
  const parts: Text[] = ['{'];
  if (resource.length > 0) parts.push('"resource":', resource, ',');
  if (scope.length > 0) parts.push('"scope":', scope, ',');
  parts.push('"logRecord":', logRecord, '}');
  return Buffer.concat(parts.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)));
}

function elementsIn(members: ReadonlyMap<string, Buffer>, name: string): Buffer[] {
  const array = members.get(name);
  return array?.[0] === 0x5b ? elementsOf(array) : [];
}

function objectIn(members: ReadonlyMap<string, Buffer>, name: string): Text {
  const object = members.get(name);
  return object?.[0] === 0x7b ? object : '';
}

function jsonOf(octets: Buffer): unknown {
  try {
    return JSON.parse(octets.toString('utf8'));
  } catch {
    return undefined;
  }
}
