/** One record of the Windows event log, whichever shipper wrote it: what every reader of this folder makes. */
export interface WindowsRecord {
  channel?: string | undefined;
  provider?: string | undefined;
  /** Event id, as text. */
  code?: string | undefined;
  computer?: string | undefined;
  /** Instants it may have happened at, best first. */
  times: unknown[];
  recordId?: unknown;
  level?: unknown;
  /** Audit success or failure: bit mask, name or list of names. */
  keywords?: unknown;
  /** Account that the log service noted (`Security/@UserID`). */
  user?: { id?: unknown; name?: unknown; domain?: unknown } | undefined;
  message?: string | undefined;
  /** The event's own data by name: spaces in names removed, as Sigma writes them. */
  data: Map<string, unknown>;
  /** Fields of the event that the shipper worked out itself. */
  fields: Array<readonly [path: string, value: unknown]>;
  /** What is left, kept under its path. */
  rest: Array<readonly [path: string, value: unknown]>;
}

export function emptyRecord(): WindowsRecord {
  return { times: [], data: new Map(), fields: [], rest: [] };
}

/** Event data whose name is taken stays; names as Sigma writes them (`Threat Name` is ThreatName). */
export function addData(record: WindowsRecord, name: string, value: unknown): void {
  const key = name.includes(' ') ? name.replaceAll(' ', '') : name;
  if (value === undefined || value === null || record.data.has(key)) return;
  record.data.set(key, value);
}

/** Text of a value that may come as a number; undefined for objects and nothing. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
