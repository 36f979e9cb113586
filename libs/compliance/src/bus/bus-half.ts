import { type Day, derivedId, type StoredEvent } from '@khien/model';

/** The end of an exchange whose security server (or adapter) wrote the log: who asked, or who answered. */
export type BusSide = 'client' | 'producer';

/**
 * What one end of an exchange over the bus (X-Road/NDXP, LGSP) says of it, stored once under its event's id.
 * Who, what and how much stand as each side logged them: a field that it did not log is absent, and says nothing.
 */
export interface BusHalf {
  /** Begins with `busKeyOf` the message id, so that all halves of a message are found by it; then the event's id. */
  _id: string;
  eventId: string;
  /** Partition the event is in; its half is in the same. */
  day: Day;
  /** Of the exchange: what both ends have in common. */
  key: string;
  messageId: string;
  /** X-Road's own id of the exchange, where the servers give one: callers send a message id again, some always the same. */
  requestId?: string;
  side: BusSide;
  /** The end that tells, and the one that should tell the other half: `client|<member>/<subsystem>`. */
  teller: string;
  partner: string;
  /** Event time as the rules count it, milliseconds since the epoch. */
  time: number;
  sourceId: string;
  systemId?: string;
  systemLevel?: number;
  agencyId?: string;
  /** `instance/class/member/subsystem`; a part nobody gave is empty. */
  client: string;
  service: string;
  serviceCode?: string;
  user?: string;
  caseId?: string;
  outcome?: 'success' | 'failure';
  requestBytes?: number;
  responseBytes?: number;
  fault?: string;
}

type Xroad = NonNullable<StoredEvent['xroad']>;
type Member = NonNullable<Xroad['client']>;

/** What the ids of all halves of a message begin with; of an exchange's id: its key. */
export function busKeyOf(id: string): string {
  return derivedId('bus', id);
}

/** The half that an event is; undefined for one that is none: no message id, no side, or an end without a name. */
export function busHalfOf(event: StoredEvent, day: Day, time: number): BusHalf | undefined {
  const { xroad, khien } = event;
  const side = xroad?.role;
  if (!xroad || (side !== 'client' && side !== 'producer')) return undefined;
  const messageId = xroad.message_id ?? xroad.request_id;
  if (messageId === undefined || !xroad.client?.member_code || !xroad.service?.member_code) return undefined;
  const ends = { client: endOf('client', xroad.client), producer: endOf('producer', xroad.service) };
  return {
    _id: busKeyOf(messageId) + event._id,
    eventId: event._id,
    day,
    key: busKeyOf(xroad.request_id ?? messageId),
    messageId,
    side,
    teller: ends[side],
    partner: ends[side === 'client' ? 'producer' : 'client'],
    time,
    sourceId: khien.source_id,
    client: pathOf(xroad.client),
    service: pathOf(xroad.service),
    ...given({
      requestId: xroad.request_id,
      systemId: khien.system_id,
      systemLevel: khien.system_level,
      agencyId: khien.agency_id,
      ...contentOf(event, xroad),
    }),
  };
}

function contentOf(event: StoredEvent, xroad: Xroad): Partial<BusHalf> {
  const { outcome } = event.event;
  return given({
    serviceCode: xroad.service?.service_code,
    user: event.user?.name,
    caseId: event.access?.case_id,
    outcome: outcome === 'unknown' ? undefined : outcome,
    requestBytes: event.http?.request?.bytes,
    responseBytes: event.http?.response?.bytes ?? event.http?.response?.body?.bytes,
    fault: event.error?.code,
  });
}

/** Class and instance are left out: adapters of one bus give them or not, and an end is the same end. */
function endOf(side: BusSide, { member_code = '', subsystem = '' }: Member): string {
  return `${side}|${member_code}/${subsystem}`;
}

function pathOf({ instance = '', member_class = '', member_code = '', subsystem = '' }: Member): string {
  return [instance, member_class, member_code, subsystem].join('/');
}

function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
