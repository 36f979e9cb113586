import { readPairs } from '../decode/pairs';
import { isJsonObject, type JsonObject } from '../decode/read-json';
import { readIso, type Timestamp } from '../decode/timestamp';
import type { ProfileContext } from '../profile';

/** One record of Keycloak, from its log or its events' interface. */
export interface KeycloakRecord {
  /** The event's fields by Keycloak's names; empty for other lines of the log. */
  event: Map<string, unknown>;
  time?: Timestamp | { value: unknown };
  level?: string;
  logger?: string;
  thread?: string;
  message?: string;
  host?: string;
  /** Fields of the JSON around it. */
  rest: Array<readonly [string, unknown]>;
}

const LINE = /([A-Z]{4,7})\s{1,4}\[([\w.$-]{1,200})\] \(([^)]{0,200})\) /y;

/** `2026-11-20 08:15:30,123 WARN  [org.keycloak.events] (executor-thread-3) type="LOGIN_ERROR", …`; also without its time. */
export function readLogLine(text: string, context: ProfileContext): KeycloakRecord | undefined {
  const time = readIso(text, 0, context);
  let from = time?.end ?? 0;
  while (text.charCodeAt(from) === 32) from++;
  LINE.lastIndex = from;
  const found = LINE.exec(text);
  const message = found ? text.slice(LINE.lastIndex) : text.slice(from);
  if (!found && !isEventText(message)) return undefined;
  if (found && !found[2]?.startsWith('org.keycloak') && !isEventText(message)) return undefined;
  const record: KeycloakRecord = { event: eventOf(message), message, rest: [] };
  if (time) record.time = time;
  if (found?.[1]) record.level = found[1];
  if (found?.[2]) record.logger = found[2];
  if (found?.[3]) record.thread = found[3];
  return record;
}

function isEventText(message: string): boolean {
  return /^(?:type|operationType)="?[A-Z_]{3,60}"?, realmId=/.test(message);
}

function eventOf(message: string): Map<string, unknown> {
  return isEventText(message) ? readPairs(message, ',') : new Map();
}

/** JSON of the log (Quarkus, plain or ECS) or of the REST interface. */
export function readJsonRecord(object: JsonObject): KeycloakRecord | undefined {
  if (typeof object.realmId === 'string' || isJsonObject(object.authDetails)) return readRest(object);
  const logger =
    object.loggerName ?? object['log.logger'] ?? (isJsonObject(object.log) ? object.log.logger : undefined);
  if (typeof logger !== 'string' || !logger.startsWith('org.keycloak')) return undefined;
  const message = typeof object.message === 'string' ? object.message : '';
  const record: KeycloakRecord = { event: eventOf(message), logger, message, rest: [] };
  for (const [name, value] of Object.entries(object)) {
    const placer = Object.hasOwn(AROUND, name) ? AROUND[name] : undefined;
    if (placer) placer(record, value);
    else if (name !== 'message') record.rest.push([name, value]);
  }
  return record;
}

type Placer = (record: KeycloakRecord, value: unknown) => void;
const time: Placer = (record, value) => {
  record.time = { value };
};
const host: Placer = (record, value) => {
  if (typeof value === 'string') record.host = value;
};
const level: Placer = (record, value) => {
  if (typeof value === 'string') record.level = value;
};
const AROUND: Readonly<Record<string, Placer>> = {
  timestamp: time,
  '@timestamp': time,
  hostName: host,
  'host.hostname': host,
  'host.name': host,
  level,
  'log.level': level,
  loggerName: () => undefined,
  'log.logger': () => undefined,
  'ecs.version': () => undefined,
  threadName: (record, value) => {
    if (typeof value === 'string') record.thread = value;
  },
  'process.thread.name': (record, value) => {
    if (typeof value === 'string') record.thread = value;
  },
};

function readRest(object: JsonObject): KeycloakRecord {
  const record: KeycloakRecord = { event: new Map(), rest: [] };
  if (object.time !== undefined) record.time = { value: object.time };
  for (const [name, value] of Object.entries(object)) {
    if (name === 'time') continue;
    if ((name === 'details' || name === 'authDetails') && isJsonObject(value)) addInner(record, value);
    else record.event.set(name, value);
  }
  return record;
}

function addInner(record: KeycloakRecord, inner: JsonObject): void {
  for (const [name, value] of Object.entries(inner))
    if (!record.event.has(name)) record.event.set(name, value);
}
