import type { MessageShape } from './protobuf';

// opentelemetry/proto/{collector/logs,logs,common,resource}/v1, version 1.x: names as in the JSON mapping of OTLP.

const ArrayValue: MessageShape = { 1: { name: 'values', kind: () => AnyValue, repeated: true } };
const KeyValueList: MessageShape = { 1: { name: 'values', kind: () => KeyValue, repeated: true } };
const AnyValue: MessageShape = {
  1: { name: 'stringValue', kind: 'string' },
  2: { name: 'boolValue', kind: 'bool' },
  3: { name: 'intValue', kind: 'int64' },
  4: { name: 'doubleValue', kind: 'double' },
  5: { name: 'arrayValue', kind: () => ArrayValue },
  6: { name: 'kvlistValue', kind: () => KeyValueList },
  7: { name: 'bytesValue', kind: 'base64' },
};
const KeyValue: MessageShape = {
  1: { name: 'key', kind: 'string' },
  2: { name: 'value', kind: () => AnyValue },
};
const Resource: MessageShape = {
  1: { name: 'attributes', kind: () => KeyValue, repeated: true },
  2: { name: 'droppedAttributesCount', kind: 'uint32' },
};
const Scope: MessageShape = {
  1: { name: 'name', kind: 'string' },
  2: { name: 'version', kind: 'string' },
  3: { name: 'attributes', kind: () => KeyValue, repeated: true },
  4: { name: 'droppedAttributesCount', kind: 'uint32' },
};
const LogRecord: MessageShape = {
  1: { name: 'timeUnixNano', kind: 'fixed64' },
  2: { name: 'severityNumber', kind: 'uint32' },
  3: { name: 'severityText', kind: 'string' },
  5: { name: 'body', kind: () => AnyValue },
  6: { name: 'attributes', kind: () => KeyValue, repeated: true },
  7: { name: 'droppedAttributesCount', kind: 'uint32' },
  8: { name: 'flags', kind: 'fixed32' },
  9: { name: 'traceId', kind: 'hex' },
  10: { name: 'spanId', kind: 'hex' },
  11: { name: 'observedTimeUnixNano', kind: 'fixed64' },
  12: { name: 'eventName', kind: 'string' },
};
const ScopeLogs: MessageShape = {
  1: { name: 'scope', kind: () => Scope },
  2: { name: 'logRecords', kind: () => LogRecord, repeated: true },
  3: { name: 'schemaUrl', kind: 'string' },
};
const ResourceLogs: MessageShape = {
  1: { name: 'resource', kind: () => Resource },
  2: { name: 'scopeLogs', kind: () => ScopeLogs, repeated: true },
  3: { name: 'schemaUrl', kind: 'string' },
};
export const ExportLogsServiceRequest: MessageShape = {
  1: { name: 'resourceLogs', kind: () => ResourceLogs, repeated: true },
};
